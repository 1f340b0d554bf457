"""The engine: days and arrows, plain Python."""
