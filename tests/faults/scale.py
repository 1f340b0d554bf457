"""How much of a fault is played: the short form of the tests, the full one of the benchmark."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Scale:
    """Deliveries that are due, how often the fault strikes, and the dice's seed."""

    deliveries: int = 0
    kills: int = 0
    seed: int = 20
    # wait for what production waits for, instead of a clock that is put on
    patient: bool = False
