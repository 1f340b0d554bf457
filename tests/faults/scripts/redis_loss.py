"""F02: Redis is emptied and killed during a storm of deliveries: nothing is lost or told twice."""

import time

from launcher import commands
from tests.faults import servers
from tests.faults.house import House
from tests.faults.scale import Scale
from tests.faults.seeds import deliveries_seed
from tests.faults.verdict import Verdict, judge

# how long Redis stays away
AWAY_SECONDS = 1.0
# what a delivery may wait longer than without the fault
ADDED_SECONDS = 5.0


def play(house: House, scale: Scale) -> Verdict:
    """Flush and kill in turn, each after an equal share of the deliveries; count."""
    deliveries_seed(house, scale.deliveries)
    house.mailbox()
    house.start("beat", *commands.BEAT, "-s", str(house.home / "beat"))
    house.start("worker", *commands.WORKER)
    share = scale.deliveries // (scale.kills + 1)
    gaps = []
    for number in range(scale.kills):
        house.wait(lambda: len(house.accepted()) >= share * (number + 1))  # noqa: B023 - waited for at once
        if number % 2:
            servers.redis_kill(house.pair)
            time.sleep(AWAY_SECONDS)
            servers.redis_start(house.pair)
        else:
            servers.redis_flush(house.pair)
        before = len(house.accepted())
        gaps.append(
            house.wait(lambda: len(house.accepted()) > before or not house.left())  # noqa: B023 - waited for at once
        )
    house.wait(lambda: not house.left(), seconds=600)
    verdict = judge(house, created=scale.deliveries, kills=scale.kills)
    assert house.states().keys() == {"sent"}
    assert (verdict.lost, verdict.double_unkeyed, verdict.dead) == (0, 0, 0)
    assert max(gaps) <= ADDED_SECONDS, gaps
    return verdict
