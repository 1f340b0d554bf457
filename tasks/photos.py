"""Jobs around photos."""
