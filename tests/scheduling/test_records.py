"""Records reach compiled code by their address, so their arrays must lie in one piece."""

import pytest

from scheduling.calendars.instants import day_start
from scheduling.calendars.tables import clocks
from scheduling.kernel.clock import position
from scheduling.kernel.compiled import NUMBA
from tests.scheduling.networks import FIVE, START

DAY = START.toordinal()


@pytest.mark.skipif(NUMBA is None, reason="plain Python reads any array")
def test_an_array_with_gaps_is_refused() -> None:
    tables = clocks([FIVE], DAY, DAY + 9)
    monday = day_start(START) + 7 * 1440
    assert position(tables, 0, monday) == 5 * 480
    # the same numbers, in every second place of a longer array
    apart = tables._replace(worked=tables.worked.repeat(2)[::2])
    with pytest.raises(TypeError, match=r"Clocks\.worked"):
        position(apart, 0, monday)
