"""Why a date is what it is, what moved it, and what it waits for."""
