"""F24: a rolling deploy under load: web servers and workers are stopped in turn, in order.

Two web servers stand behind a caller that does what a proxy does: who listens gets the request,
and one whose line was refused or cut before an answer goes to the other under the same key
(`resent`: a server that ends drops the lines that it had not yet taken).
"""

import threading
import time

from launcher import commands
from launcher.processes import Running
from tests.faults.house import House
from tests.faults.scale import Scale
from tests.faults.seeds import deliveries_seed
from tests.faults.verdict import Figures, judge
from tests.faults.web import Answer, Web, site_seed

CALLERS = 4
# how often both are asked before a request has failed
TRIES = 5
# what production waits between two of them
APART_SECONDS = 30.0


class Callers:
    """Threads that write through whichever of the two listens."""

    def __init__(self, webs: list[Web]) -> None:
        self.webs = webs
        self.stored: set[str] = set()
        self.failed: list[Answer] = []
        self.resent = 0
        self.over = threading.Event()
        self._threads = [
            threading.Thread(target=self._call, args=(number,), daemon=True)
            for number in range(CALLERS)
        ]

    def start(self) -> None:
        """Write from now on."""
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """Finish what was begun."""
        self.over.set()
        for thread in self._threads:
            thread.join()

    def _call(self, caller: int) -> None:
        number = 0
        while not self.over.is_set():
            code = f"{caller}-{number}"
            self._store(code, self.webs[number % 2 :] + self.webs[: number % 2])
            number += 1
            time.sleep(0.02)

    def _store(self, code: str, webs: list[Web]) -> None:
        """Ask one, and the other where nobody listens or the line is cut without an answer."""
        for web in webs * TRIES:
            answer = web.milestone(code, key=f"the-key-of-{code}")
            if answer.status:
                break
            self.resent += not answer.refused
        if answer.status in (200, 201):
            self.stored.add(code)
        else:
            self.failed.append(answer)


def play(house: House, scale: Scale) -> Figures:
    """Renew `kills` times a web server and both workers in turn while all of them work."""
    deliveries_seed(house, scale.deliveries)
    site = site_seed(house)
    house.mailbox()
    webs = [Web(house, site, name=f"web{number}") for number in range(2)]
    for web in webs:
        web.ready()
    workers = [_worker(house, number) for number in range(2)]
    callers = Callers(webs)
    callers.start()
    for number in range(scale.kills):
        time.sleep(APART_SECONDS if scale.patient else 0.5)
        workers[number % 2].stop(grace=60)
        workers[number % 2] = _worker(house, number % 2)
        web = webs[number % 2]
        web.running.stop(grace=60)
        web.start()
        web.ready()
    callers.stop()
    house.wait(lambda: not house.left(), seconds=600)
    verdict = judge(house, created=scale.deliveries, kills=scale.kills)
    stored = {str(code) for (code,) in house.rows("SELECT code FROM projects_activity")}
    assert callers.stored <= stored
    assert callers.failed == [], callers.failed[:3]
    assert house.states().keys() == {"sent"}
    assert (verdict.lost, verdict.double_unkeyed, verdict.dead) == (0, 0, 0), verdict.line
    figures = {
        "requests": len(callers.stored),
        "failed": len(callers.failed),
        "resent": callers.resent,
    }
    return Figures(figures, verdict)


def _worker(house: House, number: int) -> Running:
    words = (word.replace("default@", f"worker{number}@") for word in commands.WORKER)
    return house.start(f"worker{number}", *words)
