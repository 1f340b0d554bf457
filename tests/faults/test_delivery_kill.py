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
from dataclasses import dataclass, field
from pathlib import Path

import psycopg
import pytest

from launcher import commands, processes, services
from launcher.paths import ROOT
from launcher.processes import Running
from projects.models import AlertDelivery

DELIVERIES = 500
KILLS = 20
MAILS_BETWEEN_KILLS = 30
# the worker's threads: what can be in flight when it dies
IN_FLIGHT = 4
# the mailbox writes its line within milliseconds of a mail's last byte
QUIET_SECONDS = 0.3

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

pytestmark = [pytest.mark.services, pytest.mark.timeout(300)]


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

    def open_attempts(self) -> dict[int, str]:
        """Attempts without an end, by id, with the Message-ID of what they send."""
        columns = "milestone_id, recipient_id, kind, occurrence, step, channel"
        names = columns.split(", ")
        with psycopg.connect(self.pair.database_url) as database:
            rows = database.execute(
                f"SELECT t.id, {columns} FROM projects_deliveryattempt t "  # noqa: S608 - constants
                "JOIN projects_alertdelivery d ON d.id = t.delivery_id WHERE t.ended_at IS NULL"
            ).fetchall()
        keys = {
            pk: AlertDelivery(**dict(zip(names, row, strict=True))).dedupe_key for pk, *row in rows
        }
        return {pk: f"<{key[:40]}@topout>" for pk, key in keys.items()}

    def worst_delay(self) -> float:
        """Seconds from making to handing over, of the delivery that waited longest."""
        with psycopg.connect(self.pair.database_url) as database:
            found = database.execute(
                "SELECT extract(epoch FROM max(sent_at - created_at)) FROM projects_alertdelivery"
            ).fetchone()
        assert found is not None
        return float(found[0])

    def accepted(self) -> list[list[str]]:
        """The ledger: Message-ID and what the mail said of itself, one per accepted mail."""
        return [line.split() for line in self.ledger.read_text().splitlines()]


@dataclass
class Kill:
    """One kill: what was on its way, and how long the ledger was when all had arrived."""

    in_flight: set[str]
    ledger_length: int
    # accepted before this kill and after the one before, and accepted again later
    doubled: Counter[str] = field(default_factory=Counter)


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
    kills: list[Kill] = []
    seen: set[int] = set()
    kills_while_sending = 0
    worker = house.start("worker", *commands.WORKER)
    try:
        for _ in range(KILLS):
            _progress(house, mails=dice.randint(1, MAILS_BETWEEN_KILLS))
            kills_while_sending += bool(_left(house))
            worker.kill()
            kills.append(_kill_noted(house, seen))
            worker = house.start("worker", *commands.WORKER)
        ends = time.monotonic() + 60
        while _left(house) and time.monotonic() < ends:
            house.run(RING)
            time.sleep(1)
    finally:
        worker.kill()
    _judge(house, kills, kills_while_sending)


def _judge(house: House, kills: list[Kill], kills_while_sending: int) -> None:
    accepted = Counter(message_id for message_id, _ in house.accepted())
    said = Counter(message_id for message_id, word in house.accepted() if word == "repeat")
    states = house.states()
    lost = DELIVERIES - len(accepted)
    doubles = sum(accepted.values()) - len(accepted)
    unexplained = _doubles_assign(house.accepted(), kills)
    per_kill = " ".join(f"{kill.doubled.total()}/{len(kill.in_flight)}" for kill in kills)
    sys.stdout.write(
        f"\ncreated {DELIVERIES} kills {kills_while_sending} lost {lost} double {doubles} "
        f"dead {states['dead']} worst delay {house.worst_delay():.1f} s\n"
        f"doubled/in flight per kill: {per_kill}\n"
    )
    assert kills_while_sending >= KILLS // 2, "the worker was too quick for this test"
    assert lost == 0
    assert states == Counter({"sent": DELIVERIES})
    assert unexplained == 0, "a mail came twice that no kill stands between"
    assert sum(kill.doubled.total() for kill in kills) == doubles
    for number, kill in enumerate(kills):
        assert len(kill.in_flight) <= IN_FLIGHT, number
        assert kill.doubled.total() <= len(kill.in_flight), number
        assert kill.doubled.keys() <= kill.in_flight, number
    # whoever reads a mail twice is told so
    assert all(said[message_id] for message_id, times in accepted.items() if times > 1)


def _kill_noted(house: House, seen: set[int]) -> Kill:
    """Wait until the server has dealt with what had left, then write down what was in flight.

    `seen` are the attempts that earlier kills left without an end; those of this one join them.
    """
    length = -1
    while length != (length := len(house.accepted())):
        time.sleep(QUIET_SECONDS)
    attempts = house.open_attempts()
    fresh = attempts.keys() - seen
    seen |= fresh
    return Kill({attempts[pk] for pk in fresh}, length)


def _doubles_assign(accepted: list[list[str]], kills: list[Kill]) -> int:
    """Charge each repeated mail to the kill that ended the span of its mail before.

    Only the ledger is asked, not the database: what was in flight must explain it. Returns the
    repeats whose mail before came after the last kill.
    """
    unexplained = 0
    last: dict[str, int] = {}
    for line, (message_id, _) in enumerate(accepted):
        if message_id in last:
            before = last[message_id]
            kill = next((kill for kill in kills if before < kill.ledger_length <= line), None)
            if kill is None:
                unexplained += 1
            else:
                kill.doubled[message_id] += 1
        last[message_id] = line
    return unexplained


def _progress(house: House, *, mails: int) -> None:
    """Ring, and wait until the worker has handed over so many mails more."""
    wanted = len(house.accepted()) + mails
    # not waited for: a worker that is quicker than the bell's process would be done meanwhile
    bell = house.start("bell", "python", "-c", f"import django\ndjango.setup()\n{RING}")
    _wait(lambda: len(house.accepted()) >= wanted or not _left(house), 30)
    bell.kill()


def _left(house: House) -> int:
    states = house.states()
    return states["pending"] + states["sending"]


def _wait(ready: Callable[[], bool], seconds: float) -> None:
    ends = time.monotonic() + seconds
    while not ready():
        assert time.monotonic() < ends, "the worker does not deliver"
        time.sleep(0.02)
