"""F22: a worker is frozen with mails in its hands, another takes over, then it wakes.

What it says late is refused by the token of its lease: it overwrites nothing.
"""

import os
import signal
import sys
import time

from launcher import commands
from tests.faults.house import House
from tests.faults.kills import Kills
from tests.faults.scale import Scale
from tests.faults.seeds import deliveries_seed
from tests.faults.settings import ALERT_LEASE_SECONDS
from tests.faults.verdict import Verdict, judge

IN_FLIGHT = 4
LATE = "SELECT count(*) FROM projects_deliveryattempt WHERE ended_at IS NULL"


def play(house: House, scale: Scale) -> Verdict:
    """Freeze the first worker once it sends; wake it when the second has done everything."""
    deliveries_seed(house, scale.deliveries)
    house.mailbox()
    sleeper = house.start("sleeper", *commands.WORKER)
    house.wait(lambda: len(house.accepted()) > 0)
    time.sleep(0.2)
    os.killpg(sleeper.pid, signal.SIGSTOP)
    kills = Kills(house)
    frozen = kills.note()
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
