"""F10: on SQLite the web's writers, a scanner and a worker share one file and are killed in turn.

Nobody is told that the file is locked, what was acknowledged is there and told once, and the file
is whole.
"""

import random
import sqlite3
import threading
import time
from collections.abc import Callable
from contextlib import closing
from urllib.parse import urlsplit

from launcher import commands
from launcher.processes import Running
from tests.faults.house import House
from tests.faults.kills import Kills
from tests.faults.scale import Scale
from tests.faults.scripts.twins import SCANNER
from tests.faults.seeds import official_seed
from tests.faults.verdict import Figures, judge
from tests.faults.web import Web, site_seed

WRITERS = 8
LOCKED = "database is locked"
# how long a killed process and the others go on before the next kill
PAUSE_SECONDS = (0.5, 1.5)


class Writers:
    """Threads that write milestones, each repeated under its key until it was stored."""

    def __init__(self, web: Web, each: int) -> None:
        self.web = web
        self.stored: set[str] = set()
        self.refused: list[tuple[int, bytes]] = []
        self.over = threading.Event()
        self._each = each
        self._threads = [
            threading.Thread(target=self._write, args=(number,), daemon=True)
            for number in range(WRITERS)
        ]

    def start(self) -> None:
        """Write from now on."""
        for thread in self._threads:
            thread.start()

    def writing(self) -> bool:
        """Has anybody something left to write?"""
        return any(thread.is_alive() for thread in self._threads)

    def _write(self, writer: int) -> None:
        for number in range(self._each):
            code = f"{writer}-{number}"
            while not self.over.is_set() and code not in self.stored:
                answer = self.web.milestone(code, key=f"the-key-of-{code}")
                if answer.status in (200, 201):
                    self.stored.add(code)
                elif answer.status:
                    self.refused.append((answer.status, answer.body))
                time.sleep(0.05)


def play(house: House, scale: Scale) -> Figures:
    """Write `deliveries` milestones while the three are killed in turn, `kills` times in all."""
    site = site_seed(house)
    official_seed(house, project=site.project)
    house.mailbox()
    web = Web(house, site, WEB_THREADS=str(WRITERS))
    web.ready()
    starts: list[Callable[[], Running]] = [
        web.start,
        # writers wait for one another, and a lease must be longer than that
        lambda: house.start("worker", *commands.WORKER, FAULT_LEASE_SECONDS="20"),
        lambda: house.start("scanner", "python", "-c", f"import django\ndjango.setup()\n{SCANNER}"),
    ]
    running = [web.running, starts[1](), starts[2]()]
    writers, kills = Writers(web, scale.deliveries // WRITERS), Kills(house)
    writers.start()
    dice, struck = random.Random(scale.seed), 0
    for number in range(scale.kills):
        time.sleep(dice.uniform(*PAUSE_SECONDS))
        struck += writers.writing() or house.left() > 0
        victim = number % len(running)
        running[victim].kill()
        kills.note()
        running[victim] = starts[victim]()
    house.wait(lambda: not writers.writing(), seconds=600)
    house.wait(lambda: len(house.keys()) == len(writers.stored) and not house.left(), seconds=600)
    for process in running:
        process.stop()
    return _judged(house, writers, kills, struck)


def _judged(house: House, writers: Writers, kills: Kills, struck: int) -> Figures:
    verdict = judge(house, created=len(writers.stored), kills=struck)
    locked = sum(LOCKED in log.read_text(errors="replace") for log in house.home.glob("*.log"))
    stored = {str(code) for (code,) in house.rows("SELECT code FROM projects_activity")}
    assert stored == writers.stored
    assert (locked, writers.refused) == (0, [])
    assert verdict.lost == 0, verdict.line
    assert kills.charge(house.accepted()) == 0, "a mail came twice that no kill stands between"
    assert verdict.unmarked == 0, verdict.line
    assert struck, "everything was over before the first kill"
    with closing(sqlite3.connect(urlsplit(house.database_url).path)) as file:
        assert file.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    return Figures({"written": len(stored), "locked": locked}, verdict)
