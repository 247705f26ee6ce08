"""What we know: the files of `content/` as frozen values."""
