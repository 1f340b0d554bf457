"""F03 and F02b in short: a line to Redis that breaks, and a Redis whose memory is full."""

import sys

import pytest

from tests.faults.house import House
from tests.faults.scale import Scale
from tests.faults.scripts import redis_line
from tests.faults.verdict import say

pytestmark = [pytest.mark.services, pytest.mark.timeout(300)]


def test_a_line_that_is_cut_again_and_again(postgresql_house: House) -> None:
    say(redis_line.play_cuts(postgresql_house, Scale(deliveries=100, kills=6)), sys.stdout)


def test_a_redis_that_takes_nothing_more(postgresql_house: House) -> None:
    say(redis_line.play_full(postgresql_house, Scale(deliveries=100, kills=20)), sys.stdout)
