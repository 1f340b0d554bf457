"""Which milestones show a colour now: the light rules turned into one condition.

No light is stored, because it changes with the day. Instead each project's rule, calendar and
day say which planned days give which colour, and projects for which that comes out alike are
asked for together.
"""

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterator
from functools import lru_cache

from django.db.models import (
    Case,
    DurationField,
    ExpressionWrapper,
    F,
    IntegerField,
    Q,
    QuerySet,
    Value,
    When,
)
from django.db.models.expressions import CombinedExpression
from django.db.models.lookups import GreaterThanOrEqual

from projects.models import Project
from projects.models.scheduled import PLAN_FROM, PLAN_TO
from projects.selectors.calendars import CalendarKey, calendars_by_key
from projects.selectors.lights import RuleKey, calendar_under, rule_under
from projects.selectors.milestones import project_clocks
from scheduling.rules.light_rules import SEVERITY
from scheduling.rules.milestone_lights import MadeUp, PlannedDays, made_up_colours, open_colours

OPEN, REACHED = Q(reached_at__isnull=True), Q(reached_at__isnull=False)
ONE_DAY = datetime.timedelta(days=1)

Alike = dict[tuple[RuleKey, tuple[PlannedDays, ...]], list[int]]


def milestones_lit(
    colours: Collection[str], *, projects: QuerySet[Project], now: datetime.datetime
) -> Q:
    """The condition that a milestone of the projects shows one of the colours at `now`.

    Two queries, and two more where calendars are not in memory.
    """
    return _lit(colours, _alike(projects, now))


def light_rank(*, projects: QuerySet[Project], now: datetime.datetime) -> Case:
    """The place of a milestone's light at `now` among the colours, 0 for the worst (red).

    Each project's own rule decides, so no index knows the order. As many queries as above.
    """
    alike = _alike(projects, now)
    worst = max(SEVERITY.values())
    ranks = {
        colour: Value(worst - severity) for colour, severity in SEVERITY.items() if colour != "grey"
    }
    return Case(
        *(When(_lit([colour], alike), then=rank) for colour, rank in ranks.items()),
        default=Value(worst - SEVERITY["grey"]),
        output_field=IntegerField(),
    )


def _alike(projects: QuerySet[Project], now: datetime.datetime) -> Alike:
    """The projects (ids) by rule, and by the planned days that give an open one each colour."""
    clocks = project_clocks(list(projects.order_by().values_list("pk", flat=True)))
    calendars_by_key(clock.calendar for clock in clocks.values() if clock.calendar)
    alike: Alike = defaultdict(list)
    for pk, clock in clocks.items():
        today = now.astimezone(clock.zone).date()
        alike[clock.rule, _planned_days(clock.rule, clock.calendar, today)].append(pk)
    return alike


def _lit(colours: Collection[str], alike: Alike) -> Q:
    found = Q(pk__in=())
    for (rule, spans), ids in alike.items():
        lit = Q(pk__in=())
        for colour in colours:
            lit |= OPEN & _open_lit(colour, spans) | REACHED & _reached_lit(rule, colour)
        found |= Q(project_id__in=ids) & lit
    return found


@lru_cache(maxsize=1024)
def _planned_days(
    rule: RuleKey, calendar: CalendarKey | None, today: datetime.date
) -> tuple[PlannedDays, ...]:
    spans = open_colours(
        rule_under(rule),
        today=today,
        calendar=calendar_under(calendar),
        within=(PLAN_FROM, PLAN_TO),
    )
    return tuple(spans)


def _open_lit(colour: str, spans: tuple[PlannedDays, ...]) -> Q:
    """What is planned for one of the colour's days; grey is what is planned for none."""
    lit = Q(compared_finish__isnull=True) if colour == "grey" else Q(pk__in=())
    for span in spans:
        if span.colour == colour:
            lit |= Q(compared_finish__range=(span.first, span.last))
    return lit


def _reached_lit(rule: RuleKey, colour: str) -> Q:
    """What was reached so late that the colour stays; green is the rest."""
    stays = list(_stays(made_up_colours(rule_under(rule))))
    if colour == "green":
        rest = Q()
        for _colour, late in stays:
            rest &= ~late
        return rest
    lit = Q(pk__in=())
    for name, late in stays:
        if name == colour:
            lit |= late
    return lit


def _stays(bands: list[MadeUp]) -> Iterator[tuple[str, Q]]:
    """Each colour with its condition, the stricter ones excluded."""
    stricter = Q(pk__in=())
    for band in bands:
        late = _made_up(band.days)
        yield band.colour, late & ~stricter
        stricter |= late


def _made_up(days: int) -> Q:
    """Reached at least so many calendar days after the planned day (1 or more).

    By the reported day, else by the instant: `overdue_at` is the first one of the day after.
    """
    by_day = _at_least(F("actual_finish") - F("compared_finish"), days)
    by_instant = _at_least(F("reached_at") - F("overdue_at"), days - 1)
    late = Q(actual_finish__isnull=False) & by_day | Q(actual_finish__isnull=True) & by_instant
    # said first, or the negation of an unknown would be unknown
    return Q(compared_finish__isnull=False) & late


def _at_least(passed: CombinedExpression, days: int) -> Q:
    lasted = ExpressionWrapper(passed, DurationField())
    return Q(GreaterThanOrEqual(lasted, Value(days * ONE_DAY, DurationField())))
