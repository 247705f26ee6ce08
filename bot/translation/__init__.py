"""Machine translation: engines that people may enable, asked in order, none of them trusted."""
