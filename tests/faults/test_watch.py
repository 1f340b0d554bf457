"""F05 in short: the web process itself raises the alarm, and a late start tells all once."""

import sys

import pytest

from tests.faults.house import House
from tests.faults.scale import Scale
from tests.faults.scripts import stopped_scan
from tests.faults.verdict import say

pytestmark = [pytest.mark.services, pytest.mark.timeout(300)]


def test_half_an_hour_without_a_scan(postgresql_house: House) -> None:
    say(stopped_scan.play(postgresql_house, Scale(deliveries=200)), sys.stdout)
