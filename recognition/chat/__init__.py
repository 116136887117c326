"""Recognition from inside the company's chat: what is asked there, and what is answered."""
