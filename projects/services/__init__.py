"""Verbs: every change of what is stored."""
