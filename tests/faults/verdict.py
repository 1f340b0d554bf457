"""The verdict on a run: the providers' ledger against the database against what was to be made."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol, TextIO

from tests.faults.house import House

# how a delivery may end without its message: visibly, with a reason
ENDED = ("dead", "cancelled", "held")


@dataclass(frozen=True)
class Verdict:
    """The figures of a run.

    `lost`: neither taken by a provider nor ended visibly, or taken and not known as sent.
    `double_keyed`: messages under a key that is no delivery's, where the provider shows one of
    each key: a person sees them beside the right one. `double_unkeyed`: messages that came again
    where it shows all; `unmarked`: those of them that do not say so. `foreign`: messages of no
    delivery there. Delay: seconds from the making of
    a delivery to the provider's ledger.
    """

    kills: int
    created: int
    lost: int
    double_keyed: int
    double_unkeyed: int
    unmarked: int
    foreign: int
    dead: int
    worst_delay_s: float

    @property
    def line(self) -> str:
        """The line of figures."""
        return (
            f"kills={self.kills} created={self.created} lost={self.lost} "
            f"double_keyed={self.double_keyed} double_unkeyed={self.double_unkeyed} "
            f"dead={self.dead} worst_delay_s={self.worst_delay_s:.1f}"
        )


class Outcome(Protocol):
    """What a played fault has to show for itself."""

    @property
    def line(self) -> str:
        """The line of figures."""


@dataclass(frozen=True)
class Figures:
    """Figures of a fault that is not about the number of messages alone."""

    values: Mapping[str, float]
    verdict: Verdict | None = None

    @property
    def line(self) -> str:
        """Its own figures, then those of the messages."""
        own = " ".join(f"{name}={value:g}" for name, value in self.values.items())
        return f"{own} {self.verdict.line}" if self.verdict else own


def say(outcome: Outcome, out: TextIO) -> None:
    """Print the figures where a person looks."""
    out.write(f"\n{outcome.line}\n")


def judge(house: House, *, created: int, kills: int = 0) -> Verdict:
    """Compare the three; `created` is how many deliveries there must be."""
    made, accepted = house.keys(), house.accepted()
    assert len(made) == created, f"{len(made)} deliveries were made and not {created}"
    times = Counter(found.key for found in accepted)
    keyed = {found.key for found in accepted if found.keyed}
    said = Counter(found.key for found in accepted if found.repeat)
    first = {found.key: found.at for found in reversed(accepted)}
    lost = [
        key
        for key, row in made.items()
        if not (row.state in ENDED or (row.state == "sent" and times[key]))
    ]
    again = {key: count - 1 for key, count in times.items() if key not in keyed}
    delays = [first[key] - row.created_at.timestamp() for key, row in made.items() if key in first]
    return Verdict(
        kills=kills,
        created=created,
        lost=len(lost),
        double_keyed=sum(found.keyed and found.key not in made for found in accepted),
        double_unkeyed=sum(again.values()),
        unmarked=sum(max(0, count - said[key]) for key, count in again.items()),
        foreign=sum(not found.keyed and found.key not in made for found in accepted),
        dead=sum(row.state == "dead" for row in made.values()),
        worst_delay_s=max(delays, default=0.0),
    )
