"""Jobs around upkeep."""
