"""F09 and F22 in short: a delivery that kills its worker, and a worker that wakes too late."""

import sys

import pytest

from tests.faults.house import House
from tests.faults.scale import Scale
from tests.faults.scripts import frozen, poison
from tests.faults.verdict import say

pytestmark = [pytest.mark.services, pytest.mark.timeout(300)]


def test_a_poison_ends_and_takes_no_other_with_it(house: House) -> None:
    say(poison.play(house, Scale(deliveries=40, kills=3)), sys.stdout)


def test_a_frozen_worker_overwrites_nothing(house: House) -> None:
    say(frozen.play(house, Scale(deliveries=60)), sys.stdout)
