"""How good a plan is, and how far the work has come against it."""
