"""A network with the dates another program computed for it, and how ours compare with them."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from scheduling.calendars import instants
from scheduling.cpm import Schedule, schedule
from scheduling.plan import Plan
from scheduling.profiles import Options

DATES = ("early_start", "early_finish", "late_start", "late_finish", "start", "finish")
FLOATS = ("total_float", "free_float")
# what the other programs do not keep for finished work
LATE = ("late_start", "late_finish", *FLOATS)


@dataclass(frozen=True)
class Case:
    """`expected` holds by activity what to compare: instants for dates, minutes for floats.

    `reproduced`: on how many activities MPXJ's scheduler agrees with the stored dates, where said.
    `driven`: activities whose dates resources decided; `unjudged`: why the file cannot be computed
    from what it holds; empty when it can.
    """

    name: str
    profile: str
    plan: Plan
    options: Options
    expected: Mapping[str, Mapping[str, int]]
    reproduced: int | None = None
    driven: tuple[str, ...] = ()
    unjudged: str = ""


@dataclass(frozen=True)
class Difference:
    """One value that is not equal."""

    activity: str
    column: str
    got: int
    want: int

    @property
    def value(self) -> tuple[str, str]:
        """Which value it is."""
        return self.activity, self.column

    def __str__(self) -> str:
        if self.column in FLOATS:
            got, want = f"{self.got / 60:g} h", f"{self.want / 60:g} h"
        else:
            got, want = (f"{instants.moment(at):%Y-%m-%d %H:%M}" for at in (self.got, self.want))
        return f"{self.activity} {self.column}: {got}, theirs {want}"


@dataclass
class Count:
    """Values compared and values equal, apart for dates and floats."""

    values: dict[bool, int] = field(default_factory=lambda: {False: 0, True: 0})
    unequal: dict[bool, int] = field(default_factory=lambda: {False: 0, True: 0})

    def add(self, other: "Count") -> None:
        """Sum up."""
        for kind in (False, True):
            self.values[kind] += other.values[kind]
            self.unequal[kind] += other.unequal[kind]

    @property
    def dates(self) -> float:
        """The share of equal dates."""
        return share(self.values[False] - self.unequal[False], self.values[False])

    @property
    def floats(self) -> float:
        """The share of equal floats."""
        return share(self.values[True] - self.unequal[True], self.values[True])

    @property
    def all(self) -> float:
        """The share of equal values of both kinds."""
        values = sum(self.values.values())
        return share(values - sum(self.unequal.values()), values)


def share(part: int, whole: int) -> float:
    """A fraction; of nothing everything is equal."""
    return part / whole if whole else 1.0


def compared(case: Case, plan: Plan | None = None) -> tuple[Count, list[Difference]]:
    """Compute a case, or another plan in its place, and hold it against what is expected."""
    found = schedule(plan or case.plan, case.options)
    count, differences = Count(), []
    for place, activity in enumerate(case.plan.activities):
        columns = case.expected.get(activity.id, {})
        if activity.actual_finish is not None:
            columns = {name: value for name, value in columns.items() if name not in LATE}
        for column, want in columns.items():
            got = value(found, column, place)
            count.values[column in FLOATS] += 1
            if got != want:
                count.unequal[column in FLOATS] += 1
                differences.append(Difference(activity.id, column, got, want))
    return count, differences


def value(found: Schedule, column: str, place: int) -> int:
    """One value of a schedule."""
    return int(getattr(found, column)[place])


def at(text: str) -> int:
    """The instant of an ISO date and time."""
    return instants.instant(datetime.datetime.fromisoformat(text))


def expected_columns(columns: Sequence[str], row: Sequence[str | float | None]) -> dict[str, int]:
    """Instants and minutes of one activity; floats are given in hours."""
    found = {}
    for column, given in zip(columns, row, strict=True):
        if given is not None:
            name = column.removesuffix("_hours")
            found[name] = at(given) if isinstance(given, str) else round(given * 60)
    return found
