"""F22: a worker is frozen with mails in its hands, another takes over, then it wakes.

What it says late is refused by the token of its lease: it overwrites nothing. It is frozen
outside a write: whoever stops inside one on SQLite holds the file, and with it everybody, until
it wakes.
"""

import os
import signal
import sys
import time

from launcher import commands
from launcher.processes import Running
from tests.faults.house import House
from tests.faults.kills import Kill, Kills
from tests.faults.scale import Scale
from tests.faults.seeds import deliveries_seed
from tests.faults.settings import ALERT_LEASE_SECONDS
from tests.faults.verdict import Verdict, judge

IN_FLIGHT = 4
FREEZES = 20
LATE = "SELECT count(*) FROM projects_deliveryattempt WHERE ended_at IS NULL"


def play(house: House, scale: Scale) -> Verdict:
    """Freeze the first worker once it sends; wake it when the second has done everything."""
    deliveries_seed(house, scale.deliveries)
    # each mail is on its way long enough to be caught there
    house.mailbox("--answer", "0.25")
    sleeper = house.start("sleeper", *commands.WORKER)
    house.wait(lambda: len(house.accepted()) > 0)
    frozen = _freeze(house, sleeper)
    taker = house.start("taker", *(word.replace("default@", "taker@") for word in commands.WORKER))
    # beyond the lease: what the sleeper holds is taken over too
    time.sleep(ALERT_LEASE_SECONDS)
    house.wait(lambda: not house.left(), seconds=300)
    sent = house.rows("SELECT id, sent_at FROM projects_alertdelivery ORDER BY id")
    os.killpg(sleeper.pid, signal.SIGCONT)
    # the sleeper ends its attempts, and says so in its own rows
    house.wait(lambda: house.count(LATE) == 0)
    taker.stop()
    sleeper.stop()
    verdict = judge(house, created=scale.deliveries, kills=1)
    sys.stdout.write(f"\nin flight {len(frozen.in_flight)}\n")
    assert 0 < len(frozen.in_flight) <= IN_FLIGHT
    assert house.rows("SELECT id, sent_at FROM projects_alertdelivery ORDER BY id") == sent
    assert house.states().keys() == {"sent"}
    assert (verdict.lost, verdict.unmarked) == (0, 0)
    assert verdict.double_unkeyed <= len(frozen.in_flight)
    return verdict


def _freeze(house: House, sleeper: Running) -> Kill:
    """Stop it with mails in its hands and the database free; an unlucky moment is let go."""
    for _ in range(FREEZES):
        os.killpg(sleeper.pid, signal.SIGSTOP)
        kill = Kills(house).note()
        if kill.in_flight and house.writable():
            return kill
        os.killpg(sleeper.pid, signal.SIGCONT)
        time.sleep(0.1)
    raise AssertionError(f"nothing in flight at any of {FREEZES} moments; {house.states()}")
