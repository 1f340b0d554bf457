"""F13 and F14 in short for uploads in pieces: the line is cut everywhere, the server is killed."""

import sys

import pytest

from tests.faults.house import House
from tests.faults.scale import Scale
from tests.faults.scripts import uploads
from tests.faults.verdict import say

pytestmark = [pytest.mark.services, pytest.mark.timeout(240)]


def test_a_line_that_breaks_at_every_64_kb(postgresql_house: House) -> None:
    say(uploads.play_cuts(postgresql_house, Scale()), sys.stdout)


def test_kill_nine_of_the_web_server(house: House) -> None:
    say(uploads.play_kills(house, Scale(deliveries=64, kills=4)), sys.stdout)
