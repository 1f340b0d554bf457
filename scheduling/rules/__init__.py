"""Rules in writing as data: lights, delays, statutory clocks."""
