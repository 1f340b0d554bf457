"""F06 and F10 in short: the web dies beside its COMMIT; what shares one SQLite file is killed."""

import sys

import pytest

from tests.faults.house import House
from tests.faults.scale import Scale
from tests.faults.scripts import one_file, web_kill
from tests.faults.verdict import say

pytestmark = [pytest.mark.services, pytest.mark.timeout(300)]


def test_a_web_that_dies_before_and_after_its_commit(postgresql_house: House) -> None:
    say(web_kill.play(postgresql_house, Scale(kills=2)), sys.stdout)


def test_one_file_for_writers_scanner_and_worker(sqlite_house: House) -> None:
    say(one_file.play(sqlite_house, Scale(deliveries=80, kills=3)), sys.stdout)
