"""The one command table, and what each command does."""
