"""`/guide`: what moderators do. One command, whose second word says what."""
