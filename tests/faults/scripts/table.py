"""The faults by the number that reliability.md gives them, with how much of each is played."""

from collections.abc import Callable
from dataclasses import dataclass

from tests.faults.house import House
from tests.faults.scale import Scale
from tests.faults.scripts import frozen, poison, redis_loss, twins, worker_kill
from tests.faults.verdict import Verdict


@dataclass(frozen=True)
class Fault:
    """What is done, and its full form with about how many minutes that takes."""

    play: Callable[[House, Scale], Verdict]
    full: Scale
    minutes: float


FAULTS = {
    "F01": Fault(worker_kill.play, Scale(deliveries=4000, kills=100), 20),
    "F02": Fault(redis_loss.play, Scale(deliveries=4000, kills=10), 3),
    "F04": Fault(twins.play, Scale(deliveries=1500, kills=600), 12),
    "F09": Fault(poison.play, Scale(deliveries=110, kills=12), 3),
    "F22": Fault(frozen.play, Scale(deliveries=500), 1),
}
