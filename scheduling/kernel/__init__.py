"""The passes, in the part of Python that numba compiles: loops over flat arrays, no objects."""
