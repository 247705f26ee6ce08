"""The guide in a terminal: to talk to, and to try an answer without any account."""
