"""What holds an activity's start from below, as a formula over its predecessors' positions.

The forward pass (`kernel.early`) written down instead of carried out, for a solver that chooses
durations. Dates take the plain instants of `profiles.Instants.NORMAL`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from scheduling.calendars.instants import NONE
from scheduling.columns import percent_lag
from scheduling.kernel.asked import demand, lag_left
from scheduling.kernel.clock import position
from scheduling.kernel.network import FINISHED, IN_PROGRESS
from scheduling.plan import Constraint, Kind, LinkKind
from scheduling.reasons.causes import FINISH_CONSTRAINTS, FROM_FINISH, TO_FINISH
from scheduling.reasons.computation import Computation
from scheduling.reasons.paths import binding_links

OVERRULES = (Constraint.MANDATORY_START, Constraint.MANDATORY_FINISH)
MUST = (Constraint.MSO, Constraint.MFO)
NOT_LATER = (Constraint.SNLT, Constraint.FNLT)
NOT_EARLIER = (Constraint.SNET, Constraint.FNET)


@dataclass(frozen=True)
class Floor:
    """A position of the own calendar, or a link, below which an end of an activity does not go.

    at: the position; of a link it is not used
    finish: it holds the finish; the start follows by the work
    source: the row of the predecessor, None where nothing depends on a predecessor
    from_finish: the link counts from its finish; late: from the later instant of that position
    clock: the calendar of the lag
    lags: minutes, by the days by which the predecessor is shortened; one when all are alike
    """

    at: int = NONE
    finish: bool = False
    source: int | None = None
    from_finish: bool = False
    late: bool = False
    clock: int = 0
    lags: tuple[int, ...] = (0,)


# the start is the least over these of the greatest of their floors
Ways = list[list[Floor]]


def floors(found: Computation, row: int, shortest: Mapping[int, int]) -> Ways:
    """What holds the start of a row that is not finished.

    `shortest` gives the most days by which a row may be shortened.
    """
    net, rules, clocks = found.network, found.rules, found.clocks
    own = int(net.calendar[row])
    begun = net.status[row] == IN_PROGRESS
    first = Floor(at=int(rules.first_at[own]))
    if begun and rules.remaining_from_start:
        done = int(net.duration[row] - net.work[row])
        first = Floor(at=int(position(clocks, own, net.actual_start[row])) + done)
    links = [_of_link(found, row, link, shortest) for link in binding_links(found, row)]
    ways: Ways = [[first, *(floor for floor in links if floor is not None)]]
    if not begun:
        for kind, at in _constraints(found, row):
            held = Floor(int(position(clocks, own, at)), finish=kind in FINISH_CONSTRAINTS)
            ways = _constrained(found, row, ways, kind, held)
    if net.resume_at[row] != NONE:
        resumed = Floor(int(position(clocks, own, net.resume_at[row])))
        ways = [[*way, resumed] for way in ways]
    return ways


def _constrained(found: Computation, row: int, ways: Ways, kind: Constraint, held: Floor) -> Ways:
    """The ways after one constraint had its say; see `kernel.early.constrained`."""
    win = found.rules.constraints_win
    if kind in OVERRULES or (win and kind in MUST):
        return [[held]]
    if win and kind in NOT_LATER:
        return [*ways, [held]]
    unlinked = found.network.in_ptr[row] == found.network.in_ptr[row + 1]
    if win and unlinked and kind in NOT_EARLIER:
        return [[held]]
    if kind in NOT_EARLIER or kind in MUST:
        return [[*way, held] for way in ways]
    return ways


def _constraints(found: Computation, row: int) -> Iterator[tuple[Constraint, int]]:
    net = found.network
    for kind, at in (
        (net.constraint[row], net.constraint_at[row]),
        (net.constraint2[row], net.constraint2_at[row]),
    ):
        if at != NONE:
            yield Constraint(kind), int(at)


def _of_link(found: Computation, row: int, link: int, shortest: Mapping[int, int]) -> Floor | None:
    net, rules = found.network, found.rules
    source, kind = int(net.in_pred[link]), LinkKind(net.in_kind[link])
    finish, from_finish = kind in TO_FINISH, kind in FROM_FINISH
    status = net.status[source]
    fixed = status == IN_PROGRESS and rules.remaining_from_start and not from_finish
    if status == FINISHED or fixed:
        at = int(demand(net, rules, found.clocks, found.dates, row, link))
        return None if at == NONE else Floor(at + int(net.work[row]) * finish, finish)
    if kind == LinkKind.SF and status == IN_PROGRESS:
        return None
    lags = _lags(found, link, shortest.get(source, 0))
    if kind == LinkKind.SS:
        lags = tuple(int(lag_left(net, rules, found.clocks, source, lag)) for lag in lags)
    return Floor(
        finish=finish,
        source=source,
        from_finish=from_finish,
        late=_takes_later(found, source, from_finish),
        clock=int(net.in_clock[link]),
        lags=lags if len(set(lags)) > 1 else lags[:1],
    )


def _lags(found: Computation, link: int, days: int) -> tuple[int, ...]:
    """The lag by days of shortening: a percentage is of the duration that is left of it."""
    source = int(found.network.in_pred[link])
    percent = found.plan.links[int(found.ordered.links[link])].lag_percent
    if percent is None:
        return (int(found.network.in_lag[link]),)
    duration = int(found.network.duration[source])
    a_day = day_of(found, source)
    return tuple(percent_lag(duration - day * a_day, percent) for day in range(days + 1))


def _takes_later(found: Computation, row: int, finish: bool) -> bool:
    """Does an end take the later instant of its position?"""
    if found.network.work[row] > 0:
        return not finish
    return bool(found.network.kind[row] != Kind.FINISH_MILESTONE)


def day_of(found: Computation, row: int) -> int:
    """The working minutes that people call a day of a row's calendar."""
    return found.given.calendars[int(found.network.calendar[row])].minutes_per_day
