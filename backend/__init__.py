"""Wiring. No business rule lives here."""
