"""F07, F12, F19, F21, F23 in short: clocks that run ahead and jump, a provider away, a storm."""

import sys

import pytest

from tests.faults.house import House
from tests.faults.scale import Scale
from tests.faults.scripts import clocks, import_storm
from tests.faults.verdict import say

pytestmark = [pytest.mark.services, pytest.mark.timeout(300)]


def test_one_reminder_in_a_day_and_two_hours(house: House) -> None:
    say(clocks.play_reminder(house, Scale()), sys.stdout)


def test_every_local_day_has_its_message(postgresql_house: House) -> None:
    say(clocks.play_nights(postgresql_house, Scale()), sys.stdout)


def test_a_provider_that_was_away_is_caught_up_with(sqlite_house: House) -> None:
    say(clocks.play_away(sqlite_house, Scale(deliveries=60, kills=3)), sys.stdout)


def test_a_clock_that_jumps_repeats_nothing(house: House) -> None:
    say(clocks.play_jumps(house, Scale(deliveries=600)), sys.stdout)


def test_an_import_that_is_overdue_long_ago_is_held(postgresql_house: House) -> None:
    say(import_storm.play(postgresql_house, Scale(deliveries=600)), sys.stdout)
