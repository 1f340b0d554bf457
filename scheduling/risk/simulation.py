"""Schedule risk: the network computed many times with durations drawn from their ranges.

Everything but the durations stays as in the deterministic computation: calendars, links,
constraints, progress. A lag given in percent stays the share of the *planned* duration.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from scheduling import columns, profiles
from scheduling.calendars.instants import NONE
from scheduling.columns import Columns
from scheduling.cpm import passes
from scheduling.kernel.network import Dates
from scheduling.network import Ordered, ordered
from scheduling.plan import Kind, Plan
from scheduling.profiles import Options
from scheduling.risk.distribution import Distribution, Watched, distribution
from scheduling.risk.sampling import Progress, Sample, Settings, sampled
from scheduling.risk.uncertainty import Floats, Spreads, Uncertainty, draws_of, spreads

MILESTONES = (Kind.START_MILESTONE, Kind.FINISH_MILESTONE)


@dataclass(frozen=True)
class Risk:
    """The answer; columns are in the order of the plan's activities.

    project: the project's finish; milestones: those of every milestone, by index
    criticality: the share of trials in which the activity is on the longest path, 0 to 1 (the
    criticality index; Martin, Operations Research 13, 1965)
    sensitivity: Spearman's rank correlation of duration and project finish, -1 to 1 (Primavera
    Risk Analysis' duration sensitivity; Vanhoucke's CRI(ρ) is its absolute value)
    cruciality: sensitivity times criticality (Primavera Risk Analysis): what correlates only
    because its group does, without ever being critical, has none
    ssi: the schedule sensitivity index of the PMBOK: criticality times the deviation of the
    duration over that of the project's finish, 0 where the finish never changes
    work_mean, work_deviation: of the remaining work, minutes of the activity's calendar
    """

    settings: Settings
    project: Distribution
    milestones: Mapping[int, Distribution]
    criticality: Floats
    sensitivity: Floats
    cruciality: Floats
    ssi: Floats
    work_mean: Floats
    work_deviation: Floats

    def tornado(self) -> list[int]:
        """Indices of the activities that vary, the strongest sensitivity first."""
        varying = np.flatnonzero(self.work_deviation > 0)
        strength = np.abs(self.sensitivity[varying])
        return [int(place) for place in varying[np.argsort(-strength, kind="stable")]]


def simulate(
    plan: Plan,
    uncertainty: Uncertainty,
    settings: Settings = Settings(),  # noqa: B008 - frozen
    options: Options = profiles.TOPOUT,
    progress: Progress | None = None,
) -> Risk:
    """Simulate a plan of objects; raises what `simulated` does."""
    given = columns.columns(plan)
    return simulated(given, spreads(plan, given, uncertainty), settings, options, progress)


def simulated(
    given: Columns,
    spread: Spreads,
    settings: Settings = Settings(),  # noqa: B008 - frozen
    options: Options = profiles.TOPOUT,
    progress: Progress | None = None,
) -> Risk:
    """Simulate a plan that arrives as columns.

    Raises network.Loop, tables.BeyondCalendar, ValueError for a plan without activities, and
    whatever `progress` raises, which ends the simulation.
    """
    if not len(given.work):
        raise ValueError("a plan without activities has no risk")
    found = ordered(given, options.lag_clock)
    _rules, _clocks, dates = passes(given, found.network, options)
    draws = draws_of(given, spread, found.order, settings.seed)
    watched = np.flatnonzero(np.isin(found.network.kind, MILESTONES)).astype(np.int32)
    sample = sampled(given, found.network, draws, watched, options, settings, progress)
    milestones = {
        int(found.order[place]): _milestone(found, sample, dates, column + 1, int(place))
        for column, place in enumerate(watched)
    }
    return _risk(given, found, settings, sample, _project(given, sample, dates), milestones)


def _project(given: Columns, sample: Sample, dates: Dates) -> Distribution:
    planned = int(dates.early_finish.max())
    contract = _or_none(given.must_finish_by)
    watched = Watched(given.project_calendar, planned, contract)
    return distribution(sample.finishes[:, 0], sample.clocks, watched)


def _milestone(
    found: Ordered, sample: Sample, dates: Dates, column: int, place: int
) -> Distribution:
    net = found.network
    watched = Watched(
        calendar=int(net.calendar[place]),
        planned=int(dates.early_finish[place]),
        contract=_or_none(int(net.finish_by[place])),
        shows_start=bool(net.kind[place] == Kind.START_MILESTONE),
    )
    return distribution(sample.finishes[:, column], sample.clocks, watched)


def _risk(
    given: Columns,
    found: Ordered,
    settings: Settings,
    sample: Sample,
    project: Distribution,
    milestones: Mapping[int, Distribution],
) -> Risk:
    count = len(given.work)
    criticality = np.empty(count)
    criticality[found.order] = sample.critical / settings.iterations
    mean, deviation = given.work.astype(np.float64), np.zeros(count)
    sensitivity = np.zeros(count)
    varying = sample.draws.counter
    mean[varying], deviation[varying], sensitivity[varying] = sample.strengths.T
    spread = project.deviation
    ssi = criticality * deviation / spread if spread > 0 else np.zeros(count)
    return Risk(
        settings=settings,
        project=project,
        milestones=milestones,
        criticality=criticality,
        sensitivity=sensitivity,
        cruciality=criticality * sensitivity,
        ssi=ssi,
        work_mean=mean,
        work_deviation=deviation,
    )


def _or_none(instant: int) -> int | None:
    return None if instant == NONE else instant
