"""The tables of 0001 to 0045 as one: in the order in which they need one another."""
