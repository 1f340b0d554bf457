"""F01: `kill -9` of the whole worker group while it sends, again and again.

Two of the launcher's own Celery workers make the group. A mail may come twice only where its
worker died between the provider's "250" and our commit, and then says so.
"""

import random
import sys
import time

from launcher import commands
from launcher.processes import Running
from tests.faults.house import House
from tests.faults.kills import Kills
from tests.faults.scale import Scale
from tests.faults.seeds import deliveries_seed
from tests.faults.verdict import Verdict, judge

# four threads of each of two workers: what can be in flight when they die
IN_FLIGHT = 8
SECOND = tuple(word.replace("default@", "second@") for word in commands.WORKER)


def play(house: House, scale: Scale) -> Verdict:
    """Kill at random 0.35 to 1 s after the group began to send, start it again, count."""
    deliveries_seed(house, scale.deliveries)
    house.mailbox()
    dice, kills, sending = random.Random(scale.seed), Kills(house), 0
    for _ in range(scale.kills):
        group = _group(house)
        before = len(house.accepted())
        house.wait(lambda: len(house.accepted()) > before or not house.left())  # noqa: B023 - waited for at once
        time.sleep(dice.uniform(0.35, 1))
        sending += bool(house.left())
        for worker in group:
            worker.kill()
        kills.note()
    _group(house)
    house.wait(lambda: not house.left(), seconds=600)
    verdict = judge(house, created=scale.deliveries, kills=sending)
    _must(house, kills, verdict)
    assert sending >= scale.kills // 2, "the workers were too quick for this test"
    return verdict


def _group(house: House) -> list[Running]:
    return [house.start("worker", *commands.WORKER), house.start("second", *SECOND)]


def _must(house: House, kills: Kills, verdict: Verdict) -> None:
    unexplained = kills.charge(house.accepted())
    sys.stdout.write(f"\ndoubled/in flight per kill: {kills.story}\n")
    assert verdict.lost == 0
    assert house.states().keys() == {"sent"}
    assert unexplained == 0, "a mail came twice that no kill stands between"
    assert sum(kill.doubled.total() for kill in kills.noted) == verdict.double_unkeyed
    for number, kill in enumerate(kills.noted):
        assert len(kill.in_flight) <= IN_FLIGHT, number
        assert kill.doubled.keys() <= kill.in_flight, number
        assert kill.doubled.total() <= len(kill.in_flight), number
    assert verdict.unmarked == 0, "whoever reads a mail twice is told so"
