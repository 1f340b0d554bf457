"""Many positions at once, for measures that count working time between dates."""

from typing import Any

from scheduling.kernel.clock import Clocks, position
from scheduling.kernel.compiled import compiled


@compiled
def positions(clocks: Clocks, calendar: Any, instant: Any, found: Any) -> None:
    """Fill the position of each instant in the calendar beside it."""
    for place in range(len(found)):
        found[place] = position(clocks, calendar[place], instant[place])
