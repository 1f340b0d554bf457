"""Ways to tell a person something; one module each."""
