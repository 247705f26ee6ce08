"""What moderators decide about their community: settings, own answers, gaps, and what can be learnt from use."""
