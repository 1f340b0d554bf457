"""F02 in short: an emptied and a killed Redis cost no delivery and repeat none."""

import sys

import pytest

from tests.faults.house import House
from tests.faults.scale import Scale
from tests.faults.scripts import redis_loss
from tests.faults.verdict import say

pytestmark = [pytest.mark.services, pytest.mark.timeout(300)]


def test_redis_may_lose_everything_and_die(house: House) -> None:
    say(redis_loss.play(house, Scale(deliveries=100, kills=2)), sys.stdout)
