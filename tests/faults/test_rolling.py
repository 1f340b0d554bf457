"""F24 in short: web servers and workers are renewed in turn, and nobody notices."""

import sys

import pytest

from tests.faults.house import House
from tests.faults.scale import Scale
from tests.faults.scripts import rolling
from tests.faults.verdict import say

pytestmark = [pytest.mark.services, pytest.mark.timeout(300)]


def test_nobody_notices_a_rolling_deploy(postgresql_house: House) -> None:
    say(rolling.play(postgresql_house, Scale(deliveries=200, kills=2)), sys.stdout)
