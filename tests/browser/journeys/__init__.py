"""What each role comes to do, from the first page to the end, against the processes that the demo starts.

Each journey is told once and made three times: with a pointer, by keyboard alone, and without JavaScript.
"""
