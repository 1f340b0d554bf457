"""Reads: every question to the tables that is not trivial."""
