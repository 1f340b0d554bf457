"""A slow and obvious engine, from the definitions of scheduling.md 1 and 2, for the topout profile.

Time is walked slot by slot: a calendar is the list of its worked half hours. Dates are found by
going over all activities again and again until nothing changes. No order, no look-up tables.
"""

import bisect
from collections.abc import Callable
from dataclasses import dataclass

from scheduling.calendars.instants import MINUTES_PER_DAY, moment
from scheduling.calendars.worktime import WorkTime, always
from scheduling.plan import Activity, Constraint, Kind, LagClock, Link, LinkKind, Plan
from scheduling.profiles import Options, Progress

SLOT = 30
DAYS_BEFORE, DAYS_AFTER = 150, 450
FROM_FINISH = (LinkKind.FS, LinkKind.FF)
TO_START = (LinkKind.FS, LinkKind.SS)
ON_FINISH = (Constraint.FNET, Constraint.FNLT, Constraint.MFO, Constraint.MANDATORY_FINISH)
MANDATORY = (Constraint.MANDATORY_START, Constraint.MANDATORY_FINISH)
RAISING = (Constraint.SNET, Constraint.FNET, Constraint.MSO, Constraint.MFO)
LOWERING = (Constraint.SNLT, Constraint.FNLT, Constraint.MSO, Constraint.MFO)


def in_progress(activity: Activity) -> bool:
    return activity.actual_start is not None and activity.actual_finish is None


class Walked:
    """A calendar as the instants at which its worked half hours begin."""

    def __init__(self, calendar: WorkTime, around: int) -> None:
        today = around // MINUTES_PER_DAY
        self.slots = [
            day * MINUTES_PER_DAY + minute
            for day in range(today - DAYS_BEFORE, today + DAYS_AFTER)
            for start, finish in calendar.shifts(moment(day * MINUTES_PER_DAY).date())
            for minute in range(start, finish, SLOT)
        ]

    def position(self, instant: int) -> int:
        """Working minutes before an instant."""
        begun = bisect.bisect_right(self.slots, instant)
        into_last = min(instant - self.slots[begun - 1], SLOT) if begun else 0
        return (begun - 1) * SLOT + into_last if begun else 0

    def start(self, position: int) -> int:
        """The later instant of a position."""
        return self.slots[position // SLOT] + position % SLOT

    def finish(self, position: int) -> int:
        """The earlier instant of a position: the end of the minute before."""
        return self.start(position - 1) + 1

    def moved(self, instant: int, lag: int) -> int:
        """An instant moved by working minutes: a lag ends, a lead begins."""
        if lag > 0:
            return self.finish(self.position(instant) + lag)
        return self.start(self.position(instant) + lag) if lag < 0 else instant


@dataclass(frozen=True)
class Span:
    """Start and finish: where they lie in the activity's working time, and as instants."""

    start_at: int
    finish_at: int
    start: int
    finish: int


class Reference:
    """Early and late dates, floats and driving links of a plan, by activity and by link."""

    def __init__(self, plan: Plan, options: Options) -> None:
        self.plan, self.options = plan, options
        self.first = plan.start if plan.data_date is None else plan.data_date
        self.clocks = {name: Walked(each, self.first) for name, each in plan.calendars.items()}
        self.elapsed = Walked(always(), self.first)
        self.work = {each.id: each for each in plan.activities if each.kind != Kind.LEVEL_OF_EFFORT}
        self.links = [
            link for link in plan.links if {link.predecessor, link.successor} <= self.work.keys()
        ]
        self.early = self.settled(self.early_span)
        finish = max((span.finish for span in self.early.values()), default=self.first)
        self.last = finish if plan.must_finish_by is None else plan.must_finish_by
        self.late = self.settled(self.late_span)
        self.as_late_as_possible()

    def settled(self, span: Callable[[Activity, dict[str, Span]], Span]) -> dict[str, Span]:
        """Go over all activities until nothing changes."""
        found: dict[str, Span] = {}
        while True:
            again = {each.id: span(each, found) for each in self.work.values()}
            if again == found:
                return found
            found = again

    def clock(self, activity: Activity) -> Walked:
        return self.clocks[activity.calendar or self.plan.calendar]

    def todo(self, activity: Activity) -> int:
        if activity.actual_finish is not None:
            return 0
        return activity.duration if activity.remaining is None else activity.remaining

    # lags

    def lag_clock(self, link: Link) -> Walked:
        """Whose calendar counts the lag."""
        activities = {each.id: each for each in self.plan.activities}
        counts = self.options.lag_clock if link.clock == LagClock.DEFAULT else link.clock
        return {
            LagClock.PREDECESSOR: self.clock(activities[link.predecessor]),
            LagClock.SUCCESSOR: self.clock(activities[link.successor]),
            LagClock.PROJECT: self.clocks[self.plan.calendar],
            LagClock.ELAPSED: self.elapsed,
        }[counts]

    def lag(self, link: Link) -> int:
        """Minutes; of a start-to-start lag after started work only what has not passed yet."""
        pred = self.plan.activities[self.plan.place(link.predecessor)]
        lag = link.lag
        if link.lag_percent is not None:
            lag = round(pred.duration * link.lag_percent / 100)
        if link.kind == LinkKind.SS and in_progress(pred):
            clock = self.clock(pred)
            passed = clock.position(self.first) - clock.position(pred.actual_start or 0)
            return max(0, lag - passed)
        return lag

    def later(self, link: Link, instant: int) -> int:
        return self.lag_clock(link).moved(instant, self.lag(link))

    def earlier(self, link: Link, instant: int) -> int:
        return self.lag_clock(link).moved(instant, -self.lag(link))

    # the forward pass

    def demand(self, link: Link, early: dict[str, Span]) -> int | None:
        """The position before which a link lets its successor not start."""
        pred, succ = self.work[link.predecessor], self.work[link.successor]
        if link.predecessor not in early or (link.kind == LinkKind.SF and pred.actual_start):
            return None
        span = early[link.predecessor]
        instant = span.finish if link.kind in FROM_FINISH else span.start
        bound = self.clock(succ).position(self.later(link, instant))
        return bound if link.kind in TO_START else bound - self.todo(succ)

    def early_span(self, activity: Activity, early: dict[str, Span]) -> Span:
        clock = self.clock(activity)
        if activity.actual_start is not None and activity.actual_finish is not None:
            start, finish = activity.actual_start, activity.actual_finish
            return Span(clock.position(start), clock.position(finish), start, finish)
        bounds = [clock.position(self.first)]
        if not in_progress(activity) or self.options.progress == Progress.RETAINED_LOGIC:
            demands = [self.demand(each, early) for each in self.into(activity)]
            bounds += [demand for demand in demands if demand is not None]
        if not in_progress(activity):
            bounds += self.demanded(activity, RAISING)
        at = max(bounds)
        if not in_progress(activity):
            at = next(iter(self.demanded(activity, MANDATORY)), at)
        if activity.resume_at is not None:
            at = max(at, clock.position(activity.resume_at))
        return self.span(activity, at)

    def demanded(self, activity: Activity, kinds: tuple[Constraint, ...]) -> list[int]:
        """The start positions that constraints of some kinds ask for."""
        clock, work = self.clock(activity), self.todo(activity)
        return [
            clock.position(bound.at) - (work if bound.kind in ON_FINISH else 0)
            for bound in (activity.constraint, activity.constraint2)
            if bound.kind in kinds and bound.at is not None
        ]

    def span(self, activity: Activity, at: int) -> Span:
        """Work from a start position on: starts take the later instant, finishes the earlier."""
        clock, work = self.clock(activity), self.todo(activity)
        start, finish = clock.start(at), clock.finish(at + work)
        if not work:
            start = finish = finish if activity.kind == Kind.FINISH_MILESTONE else start
        return Span(at, at + work, start, finish)

    # the backward pass

    def limit(self, link: Link, late: dict[str, Span]) -> int | None:
        """The position after which a link lets its predecessor not finish."""
        pred, succ = self.work[link.predecessor], self.work[link.successor]
        if succ.actual_finish is not None or link.successor not in late:
            return None
        if link.kind == LinkKind.SF and pred.actual_start is not None:
            return None
        if in_progress(succ) and self.options.progress == Progress.OVERRIDE:
            return None
        span = late[link.successor]
        instant = span.start if link.kind in TO_START else span.finish
        if in_progress(succ) and self.options.progress == Progress.ACTUAL_DATES:
            instant = (succ.actual_start or 0) if link.kind in TO_START else instant
        bound = self.clock(pred).position(self.earlier(link, instant))
        return bound if link.kind in FROM_FINISH else bound + self.todo(pred)

    def late_span(self, activity: Activity, late: dict[str, Span]) -> Span:
        clock, work = self.clock(activity), self.todo(activity)
        limits = [self.limit(each, late) for each in self.out_of(activity)]
        bounds = [clock.position(self.last), *(each for each in limits if each is not None)]
        if activity.finish_by is not None:
            bounds.append(clock.position(activity.finish_by))
        at = min(bounds)
        if activity.actual_start is None:
            at = min([at, *(each + work for each in self.demanded(activity, LOWERING))])
            at = next((each + work for each in self.demanded(activity, MANDATORY)), at)
        return self.span(activity, at - work)

    # floats

    def slack(self, link: Link) -> int | None:
        """By how much the predecessor's end of a link may move alone."""
        pred, succ = self.work[link.predecessor], self.work[link.successor]
        if succ.actual_finish is not None or (link.kind == LinkKind.SF and pred.actual_start):
            return None
        if in_progress(succ) and self.options.progress != Progress.RETAINED_LOGIC:
            return None
        own, other = self.early[pred.id], self.early[succ.id]
        instant = other.start if link.kind in TO_START else other.finish
        allowed = self.clock(pred).position(self.earlier(link, instant))
        return allowed - (own.finish_at if link.kind in FROM_FINISH else own.start_at)

    def room(self, activity: Activity) -> int:
        """Slack to the tightest successor, never above the total float."""
        slacks = [self.slack(each) for each in self.out_of(activity)]
        return min([self.total(activity), *(each for each in slacks if each is not None)])

    def total(self, activity: Activity) -> int:
        return self.late[activity.id].finish_at - self.early[activity.id].finish_at

    def free(self, activity: Activity) -> int:
        return max(0, self.room(activity))

    def as_late_as_possible(self) -> None:
        """Let ALAP work use up its free float, until none has any left."""
        waiting = [
            each
            for each in self.work.values()
            if each.constraint.kind == Constraint.ALAP and each.actual_start is None
        ]
        while moving := [each for each in waiting if self.push_room(each) > 0]:
            for activity in moving:
                at = self.early[activity.id].start_at + self.push_room(activity)
                self.early[activity.id] = self.span(activity, at)

    def push_room(self, activity: Activity) -> int:
        """The room, less a minute's walk where a start across a gap would push a successor."""
        rooms = [self.total(activity)]
        for link in self.out_of(activity):
            slack = self.slack(link)
            if slack is None:
                continue
            moved = self.span(activity, self.early[activity.id].start_at + slack)
            demand = self.demand(link, {**self.early, activity.id: moved})
            pushed = demand is not None and demand > self.early[link.successor].start_at
            rooms.append(slack - (pushed and link.kind not in FROM_FINISH))
        return min(rooms)

    def into(self, activity: Activity) -> list[Link]:
        return [link for link in self.links if link.successor == activity.id]

    def out_of(self, activity: Activity) -> list[Link]:
        return [link for link in self.links if link.predecessor == activity.id]
