"""F08 and F11 in short: a Redis that refuses or is silent, and a PostgreSQL that is stopped."""

import sys

import pytest

from tests.faults.house import House
from tests.faults.scale import Scale
from tests.faults.scripts import postgres_stop, silent_redis
from tests.faults.verdict import say

pytestmark = [pytest.mark.services, pytest.mark.timeout(300)]


def test_writes_do_not_notice_a_redis_that_is_silent_or_away(postgresql_house: House) -> None:
    say(silent_redis.play(postgresql_house, Scale(deliveries=40)), sys.stdout)


def test_a_stopped_postgresql_loses_and_repeats_nothing(postgresql_house: House) -> None:
    say(postgres_stop.play(postgresql_house, Scale(deliveries=300, kills=4)), sys.stdout)
