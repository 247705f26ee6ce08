"""The guide on Telegram: an update in, an answer out."""
