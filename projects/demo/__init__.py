"""The illustrative example: facts of a real base, an invented plan, and pictures drawn here."""
