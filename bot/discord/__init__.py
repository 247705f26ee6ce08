"""Discord: a thin adapter. Events become messages, replies become cards."""
