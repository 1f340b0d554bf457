"""F04 in short: two beats and three scanners tell nobody twice."""

import sys

import pytest

from tests.faults.house import House
from tests.faults.scale import Scale
from tests.faults.scripts import twins
from tests.faults.verdict import say

pytestmark = [pytest.mark.services, pytest.mark.timeout(300)]


def test_two_beats_and_three_scanners(postgresql_house: House) -> None:
    say(twins.play(postgresql_house, Scale(deliveries=150)), sys.stdout)
