"""The faults, one module each: what is done to a house, and what must be true afterwards."""
