"""F01 in short: `kill -9` of the whole worker group while it delivers; the ledger is the judge."""

import sys

import pytest

from tests.faults.house import House
from tests.faults.scale import Scale
from tests.faults.scripts import worker_kill
from tests.faults.verdict import say

pytestmark = [pytest.mark.services, pytest.mark.timeout(300)]


def test_kill_nine_loses_nothing_and_doubles_only_what_was_in_flight(house: House) -> None:
    # SQLite's one writer is slower: as many kills there would take minutes
    few = Scale(deliveries=120, kills=4)
    scale = few if house.on_sqlite else Scale(deliveries=240, kills=8)
    say(worker_kill.play(house, scale), sys.stdout)
