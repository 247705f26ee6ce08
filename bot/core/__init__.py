"""The guide itself: what it knows, what was meant, what to reply. It knows no platform."""
