"""Monte Carlo over uncertain durations."""
