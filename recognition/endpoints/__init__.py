"""What other programs and channels of the chat are told: of which events, in which form, and how it is posted."""
