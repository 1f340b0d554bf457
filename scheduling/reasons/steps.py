"""What changed between two plans, one step after another, in a stated order."""

import enum
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np

from scheduling.columns import FINISHED, IN_PROGRESS, NOT_STARTED, Flags, Longs
from scheduling.cpm import passes, positions
from scheduling.kernel.network import Dates
from scheduling.network import Loop, ordered
from scheduling.profiles import Options
from scheduling.reasons.states import Places, State, Union

PROGRESS_FIELDS = ("status", "actual_start", "actual_finish", "resume_at")
CONSTRAINT_FIELDS = ("constraint", "constraint_at", "constraint2", "constraint2_at", "finish_by")


class ChangeKind(enum.StrEnum):
    """What a step changes, in the order in which the steps are taken.

    OPTIONS: another way to compute. DATA_DATE: time passes as the plan before foresaw. PROGRESS:
    what really happened instead, or was not reported. DURATION: longer, shorter, another kind of
    activity. LEVELLING: what waits for resources. DROPPED, NEW: activities with their links.
    CONTRACT: the project's must-finish-by.
    """

    OPTIONS = "options"
    START = "start"
    DATA_DATE = "data_date"
    PROGRESS = "progress"
    CALENDAR = "calendar"
    DURATION = "duration"
    LAG = "lag"
    CONSTRAINT = "constraint"
    LEVELLING = "levelling"
    CONTRACT = "contract"
    NEW = "new"
    LINK = "link"
    DROPPED = "dropped"


@dataclass(frozen=True)
class Change:
    """One thing that differs between two plans.

    activity: its id, of a link the successor's; None for what belongs to the whole project, and
    for several changes of a kind taken as one
    predecessor: of a link; calendar: the name of one that changed, or that the project took
    """

    kind: ChangeKind
    activity: str | None = None
    predecessor: str | None = None
    calendar: str | None = None


@dataclass
class Steps:
    """Takes a state from the plan before to the plan after; `state` is where it stands.

    `most` changes of a kind are steps of their own; what is left of it is taken as one, or as one
    before and one after other kinds where links go as well as come.
    """

    both: Union
    options: Options
    most: int | None = None
    state: State = field(init=False)

    def __post_init__(self) -> None:
        self.state = self.both.before.copied()

    def __iter__(self) -> Iterator[Change]:
        """Take one step after another; each is taken when it is yielded."""
        told: Counter[ChangeKind] = Counter()
        for stage in self._stages():
            left = None
            for change in stage:
                told[change.kind] += 1
                if self.most is not None and told[change.kind] > self.most:
                    left = Change(change.kind)
                else:
                    yield change
            if left is not None:
                yield left

    def _stages(self) -> Iterator[Iterator[Change]]:
        """The steps by what they change, in their order."""
        yield self._scalar("start", ChangeKind.START)
        yield self._time_passes()
        yield self._progress()
        yield self._calendars()
        yield self._durations()
        yield self._lags()
        yield self._cells(CONSTRAINT_FIELDS, ChangeKind.CONSTRAINT, ~self.both.levelled)
        yield self._cells(CONSTRAINT_FIELDS, ChangeKind.LEVELLING, self.both.levelled)
        yield self._scalar("must_finish_by", ChangeKind.CONTRACT)
        growing, shrinking = (self._new, self._links_made), (self._links_gone, self._dropped)
        # together the links of both plans may form a loop; then what is gone goes first
        ways = growing + shrinking if self._fits_together() else shrinking + growing
        for way in ways:
            yield way()

    def _scalar(self, name: str, kind: ChangeKind) -> Iterator[Change]:
        if self.state.scalars[name] != self.both.after.scalars[name]:
            self.state.scalars[name] = self.both.after.scalars[name]
            yield Change(kind)

    def _differs(self, names: tuple[str, ...], among: Flags) -> Flags:
        """The rows of which a column still differs from the plan after."""
        found = np.zeros(len(among), np.bool_)
        for name in names:
            found |= self.state.fields[name] != self.both.after.fields[name]
        return found & among

    def _take(self, names: tuple[str, ...], rows: Places | int) -> None:
        for name in names:
            self.state.fields[name][rows] = self.both.after.fields[name][rows]

    def _cells(self, names: tuple[str, ...], kind: ChangeKind, among: Flags) -> Iterator[Change]:
        for row in np.flatnonzero(self._differs(names, self.both.in_both & among)):
            self._take(names, int(row))
            yield Change(kind, self.both.ids[row])

    def _time_passes(self) -> Iterator[Change]:
        until = self.both.after.scalars["data_date"]
        if self.state.scalars["data_date"] == until:
            return
        if until > self.state.scalars["data_date"]:
            _as_foreseen(self.state, until, self.options)
        self.state.scalars["data_date"] = until
        yield Change(ChangeKind.DATA_DATE)

    def _progress(self) -> Iterator[Change]:
        """Actual dates and remaining work in place of what was foreseen."""
        after, work = self.both.after.fields, self.state.fields["work"]
        told = (after["status"] != NOT_STARTED) | (after["work"] != after["duration"])
        planned = self.both.before.fields
        plain = np.where(planned["status"] == NOT_STARTED, planned["work"], planned["duration"])
        wanted = np.where(told, after["work"], plain)
        differs = self._differs(PROGRESS_FIELDS, self.both.in_both)
        differs |= (work != wanted) & self.both.in_both
        for row in np.flatnonzero(differs):
            self._take(PROGRESS_FIELDS, int(row))
            work[row] = wanted[row]
            yield Change(ChangeKind.PROGRESS, self.both.ids[row])

    def _calendars(self) -> Iterator[Change]:
        """Calendars' own days, then the project's calendar, then activities' calendars."""
        for place, name in enumerate(self.both.calendars):
            if self.state.calendars[place] != self.both.after.calendars[place]:
                self.state.calendars[place] = self.both.after.calendars[place]
                yield Change(ChangeKind.CALENDAR, calendar=name)
        taken = self.both.after.scalars["project_calendar"]
        if self.state.scalars["project_calendar"] != taken:
            self.state.scalars["project_calendar"] = taken
            self._take(("calendar",), np.flatnonzero(self.both.inherits & self.both.in_both))
            yield Change(ChangeKind.CALENDAR, calendar=self.both.calendars[taken])
        yield from self._cells(("calendar",), ChangeKind.CALENDAR, self.both.in_both)

    def _durations(self) -> Iterator[Change]:
        """Work and kind; lags that are a share of a duration go with it."""
        names = ("duration", "work", "kind")
        pred = self.state.fields["link_pred"]
        shares = self._share_lags()
        for row in np.flatnonzero(self._differs(names, self.both.in_both)):
            self._take(names, int(row))
            self._take(("link_lag",), np.flatnonzero(shares & (pred == row)))
            yield Change(ChangeKind.DURATION, self.both.ids[row])

    def _share_lags(self) -> Flags:
        differs: Flags = self.state.fields["link_lag"] != self.both.after.fields["link_lag"]
        return differs & self.both.shares

    def _lags(self) -> Iterator[Change]:
        names = ("link_lag", "link_clock")
        kept = self.both.before.linked & self.both.after.linked
        for link in np.flatnonzero(self._differs(names, kept)):
            self._take(names, int(link))
            yield self._of_link(ChangeKind.LAG, int(link))

    def _of_link(self, kind: ChangeKind, link: int) -> Change:
        pred = int(self.state.fields["link_pred"][link])
        succ = int(self.state.fields["link_succ"][link])
        return Change(kind, self.both.ids[succ], self.both.ids[pred])

    def _fits_together(self) -> bool:
        whole = self.state.copied()
        whole.present[:] = whole.linked[:] = True
        try:
            ordered(whole.given()[0], self.options.lag_clock)
        except Loop:
            return False
        return True

    def _new(self) -> Iterator[Change]:
        yield from self._membership(self.both.after.present & ~self.state.present, ChangeKind.NEW)

    def _dropped(self) -> Iterator[Change]:
        gone = self.state.present & ~self.both.after.present
        yield from self._membership(gone, ChangeKind.DROPPED)

    def _membership(self, rows: Flags, kind: ChangeKind) -> Iterator[Change]:
        """Activities that come or go, each with its links to those that are there."""
        fields = self.state.fields
        for row in np.flatnonzero(rows):
            self.state.present[row] = kind == ChangeKind.NEW
            ends = np.flatnonzero((fields["link_pred"] == row) | (fields["link_succ"] == row))
            self.state.linked[ends] = self.both.after.linked[ends]
            yield Change(kind, self.both.ids[row])

    def _links_made(self) -> Iterator[Change]:
        """Links of pairs that gain one; the one whose place it takes goes with the same step."""
        yield from self._pairs(self.both.after.linked & ~self.state.linked)

    def _links_gone(self) -> Iterator[Change]:
        """Links that go while both of their activities stay."""
        stays = self.both.in_both
        ends = stays[self.state.fields["link_pred"]] & stays[self.state.fields["link_succ"]]
        yield from self._pairs(self.state.linked & ~self.both.after.linked & ends)

    def _pairs(self, links: Flags) -> Iterator[Change]:
        pred, succ = self.state.fields["link_pred"], self.state.fields["link_succ"]
        for link in np.flatnonzero(links):
            pair = (pred == pred[link]) & (succ == succ[link])
            if (self.state.linked[pair] != self.both.after.linked[pair]).any():
                self.state.linked[pair] = self.both.after.linked[pair]
                yield self._of_link(ChangeKind.LINK, int(link))


def _as_foreseen(state: State, until: int, options: Options) -> None:
    """Let the time to a data date pass as the state's own dates foresee it."""
    given, rows = state.given()
    found = ordered(given, options.lag_clock)
    _rules, clocks, dates = passes(given, found.network, options)
    rows = rows[found.order]
    until_at = positions(clocks, len(given.calendars), until)[found.network.calendar]
    begun = found.network.status == IN_PROGRESS
    begins = (found.network.status == NOT_STARTED) & (dates.early_start < until)
    ended = (begins | begun) & (dates.early_finish <= until)
    _write(state, rows[begins], actual_start=dates.early_start[begins])
    _write(state, rows[begins & ~ended], status=IN_PROGRESS)
    _write(state, rows[ended], status=FINISHED, work=0, actual_finish=dates.early_finish[ended])
    going = (begins | begun) & ~ended
    left = _left(dates, until_at)[going]
    _write(state, rows[going], work=left)


def _left(dates: Dates, until_at: Longs) -> Longs:
    """The minutes of each row's work that remain after a position of its calendar."""
    left: Longs = dates.early_finish_at - np.maximum(until_at, dates.early_start_at)
    return left


def _write(state: State, rows: Places, **values: Longs | int) -> None:
    for name, value in values.items():
        state.fields[name][rows] = value
