"""`kill -9` of the whole worker group, 20 times, during 500 deliveries: the ledger is the judge.

Real PostgreSQL, Redis, Celery worker (the launcher's own command line) and SMTP server. A mail
may come twice only where its worker died between the server's "250" and our commit.
"""

import os
import random
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from launcher import commands, processes, services
from launcher.paths import ROOT
from launcher.processes import Running

DELIVERIES = 500
KILLS = 20
# the worker's threads: what can be in flight when it dies
IN_FLIGHT = 4

SEED = f"""
import datetime
from django.utils import timezone
from projects.models.words import Role
from projects.services.alerts import alerts_scan
from tests import factories
project = factories.ProjectFactory.create()
factories.MembershipFactory.create(project=project, role=Role.OFFICIAL)
yesterday = timezone.now().date() - datetime.timedelta(days=3)
for _ in range({DELIVERIES}):
    factories.MilestoneFactory.create(project=project, building=None, planned_finish=yesterday)
run = alerts_scan(now=timezone.now())
assert run.deliveries_made == {DELIVERIES}, run.deliveries_made
"""
RING = """
import backend.celery
from tasks.alerts import deliver_alerts
for _ in range(4):
    deliver_alerts.delay()
"""

pytestmark = [pytest.mark.services, pytest.mark.timeout(240)]


class House:
    """The processes of the test and what it knows of them."""

    def __init__(self, home: Path, pair: services.Pair) -> None:
        self.home = home
        self.pair = pair
        self.ledger = home / "ledger.txt"
        self.port = processes.port_free()
        self.env = {
            **os.environ,
            "SECRET_KEY": "only-for-tests",
            "DEBUG": "0",
            "DJANGO_SETTINGS_MODULE": "tests.faults.settings",
            "DATA_DIR": str(home / "data"),
            "DATABASE_URL": pair.database_url,
            "REDIS_URL": pair.redis_url,
            "EMAIL_URL": f"smtp://127.0.0.1:{self.port}",
            "LOG_LEVEL": "WARNING",
            "PYTHONUNBUFFERED": "1",
        }

    def start(self, name: str, *words: str) -> Running:
        """Start one of the environment's programs in a group of its own."""
        program = Path(sys.executable).parent / words[0]
        return processes.start(
            name, [program, *words[1:]], log=self.home / f"{name}.log", env=self.env
        )

    def run(self, code: str) -> None:
        """Run code in a Django process to its end."""
        setup = f"import django\ndjango.setup()\n{code}"
        done = subprocess.run(
            [sys.executable, "-c", setup],
            cwd=ROOT,
            env=self.env,
            capture_output=True,
            text=True,
            check=False,
            timeout=100,
        )
        assert done.returncode == 0, done.stderr

    def states(self) -> Counter[str]:
        """Deliveries by state."""
        with psycopg.connect(self.pair.database_url) as database:
            rows = database.execute(
                "SELECT state, count(*) FROM projects_alertdelivery GROUP BY state"
            )
            return Counter({str(state): int(count) for state, count in rows})

    def accepted(self) -> list[list[str]]:
        """The ledger: Message-ID and what the mail said of itself, one per accepted mail."""
        return [line.split() for line in self.ledger.read_text().splitlines()]


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    """Servers, the tables, 500 due deliveries and the mailbox."""
    with services.throwaway() as pair:
        built = House(tmp_path, pair)
        built.ledger.touch()
        subprocess.run(
            [sys.executable, "manage.py", "migrate", "-v0"], cwd=ROOT, env=built.env, check=True
        )
        # one scan makes as many as the storm brake lets pass
        built.run(SEED)
        mailbox = built.start(
            "mailbox", "python", "-m", "tests.faults.mailbox", str(built.port), str(built.ledger)
        )
        try:
            processes.wait_until(
                lambda: processes.port_taken("127.0.0.1", built.port),
                what="mailbox",
                seconds=20,
                watched=mailbox,
            )
            yield built
        finally:
            mailbox.kill()


def test_kill_nine_loses_nothing_and_doubles_only_what_was_in_flight(house: House) -> None:
    dice = random.Random(20)
    kills_while_sending = 0
    worker = house.start("worker", *commands.WORKER)
    try:
        for _ in range(KILLS):
            _progress(house)
            time.sleep(dice.uniform(0.05, 0.3))
            kills_while_sending += bool(_left(house))
            worker.kill()
            worker = house.start("worker", *commands.WORKER)
        ends = time.monotonic() + 60
        while _left(house) and time.monotonic() < ends:
            house.run(RING)
            time.sleep(1)
    finally:
        worker.kill()
    accepted = Counter(message_id for message_id, _ in house.accepted())
    said = Counter(message_id for message_id, word in house.accepted() if word == "repeat")
    states = house.states()
    lost = DELIVERIES - len(accepted)
    doubles = sum(accepted.values()) - len(accepted)
    sys.stdout.write(
        f"\ncreated {DELIVERIES} kills {kills_while_sending} lost {lost} double {doubles} "
        f"dead {states['dead']} double/kill {doubles / KILLS:.2f}\n"
    )
    assert kills_while_sending >= KILLS // 2, "the worker was too quick for this test"
    assert lost == 0
    assert states == Counter({"sent": DELIVERIES})
    assert doubles <= IN_FLIGHT * kills_while_sending
    # whoever reads a mail twice is told so
    assert all(said[message_id] for message_id, times in accepted.items() if times > 1)


def _progress(house: House) -> None:
    """Ring and wait until the worker has handed over one more mail."""
    before = len(house.accepted())
    house.run(RING)
    _wait(lambda: len(house.accepted()) > before or not _left(house), 30)


def _left(house: House) -> int:
    states = house.states()
    return states["pending"] + states["sending"]


def _wait(ready: Callable[[], bool], seconds: float) -> None:
    ends = time.monotonic() + seconds
    while not ready():
        assert time.monotonic() < ends, "the worker does not deliver"
        time.sleep(0.02)
