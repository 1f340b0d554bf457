"""Jobs around alerts."""
