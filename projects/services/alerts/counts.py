"""What one look of the scan changed."""

from typing import NamedTuple


class Changed(NamedTuple):
    """How many alerts a look opened and closed."""

    opened: int
    closed: int
