"""The fourteen points of the DCMA assessment."""
