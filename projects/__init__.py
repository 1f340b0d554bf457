"""The domain: what is stored, how it may change, and the doors to it."""
