"""The ladder of stored alerts: whom the scan tells, in which order, and what stops it."""

import datetime
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from projects.models import Activity, Alert, AlertDelivery, AlertEvent, AlertRule, Project, User
from projects.models.alert_words import AlertKind, DeliveryState, RecipientKind
from projects.models.words import Role
from projects.services.alerts import (
    alert_acknowledge,
    alert_promise,
    alert_rule_store,
    alerts_scan,
)
from projects.services.alerts.claim import claim_postponed, delivery_claim
from scheduling.rules.quiet import quiet_until
from tests import factories
from tests.projects.alerts.conftest import OVERDUE

HOUR = datetime.timedelta(hours=1)
MINUTE = datetime.timedelta(minutes=1)
# OVERDUE is the midnight before Saturday: the office's first day is Monday, until 18:00 on site
MONDAY = OVERDUE + 66 * HOUR
TUESDAY = MONDAY + 24 * HOUR

pytestmark = pytest.mark.django_db


@pytest.fixture
def crew(project: Project, milestone: Activity) -> dict[str, User]:
    """A site manager and a supervisor beside the official; the milestone names their units."""
    Activity.objects.filter(pk=milestone.pk).update(supervising_unit="监理")
    return {
        "site": factories.MembershipFactory.create(project=project, role=Role.SITE_MANAGER).user,
        "supervisor": factories.MembershipFactory.create(
            project=project, role=Role.VIEWER, unit="监理"
        ).user,
    }


def told_first(now: datetime.datetime) -> set[tuple[int, int]]:
    """Who is told for the first time by the scan, and at which step."""
    before = AlertDelivery.objects.count()
    alerts_scan(now=now)
    rows = AlertDelivery.objects.order_by("id")[before:]
    return {(row.person.pk, row.step) for row in rows if not row.reminder}


def test_it_climbs_in_office_time_and_tells_each_level_once(
    crew: dict[str, User], official: User
) -> None:
    assert told_first(OVERDUE) == {(crew["site"].pk, 1)}
    assert Alert.objects.get().climbs_at == MONDAY
    assert told_first(MONDAY - MINUTE) == set()
    assert told_first(MONDAY) == {(crew["supervisor"].pk, 2)}
    assert told_first(TUESDAY - MINUTE) == set()
    assert told_first(TUESDAY) == {(official.pk, 3)}
    alert = Alert.objects.get()
    assert (alert.level, alert.climbs_at) == (3, None)
    events = AlertEvent.objects.values_list("at", "level", "why")
    assert list(events) == [(MONDAY, 2, "silence"), (TUESDAY, 3, "silence")]
    assert told_first(TUESDAY + HOUR) == set()


def test_after_an_outage_one_level_at_a_time(crew: dict[str, User], official: User) -> None:
    alerts_scan(now=OVERDUE)
    late = TUESDAY + 100 * HOUR
    assert told_first(late) == {(crew["supervisor"].pk, 2)}
    assert told_first(late + MINUTE) == set()


def test_a_level_of_nobody_is_passed_over(milestone: Activity, official: User) -> None:
    assert told_first(OVERDUE) == {(official.pk, 3)}
    assert not AlertEvent.objects.exists()


def test_a_signature_stops_it(crew: dict[str, User]) -> None:
    alerts_scan(now=OVERDUE)
    # who was told may sign, whatever his role
    alert_acknowledge(alert=Alert.objects.get(), user=crew["site"], now=OVERDUE + HOUR)
    assert told_first(TUESDAY) == set()
    assert Alert.objects.get().level == 1


def test_a_promise_pauses_it_and_silence_resumes(crew: dict[str, User]) -> None:
    alerts_scan(now=OVERDUE)
    noon = MONDAY - 6 * HOUR
    alert_promise(
        alert=Alert.objects.get(), user=crew["site"], until=datetime.date(2026, 11, 25), now=noon
    )
    assert told_first(noon + MINUTE) == set()
    # three of eight hours were over by Monday noon; five are left for Thursday
    resumed = MONDAY + 3 * 24 * HOUR - 3 * HOUR
    assert Alert.objects.get().climbs_at == resumed
    assert told_first(resumed - MINUTE) == set()
    assert told_first(resumed) == {(crew["supervisor"].pk, 2)}


def test_a_dead_letter_brings_the_next_level_forward(crew: dict[str, User]) -> None:
    alerts_scan(now=OVERDUE)
    AlertDelivery.objects.update(state=DeliveryState.DEAD)
    assert told_first(OVERDUE + MINUTE) == {(crew["supervisor"].pk, 2)}
    assert AlertEvent.objects.get().why == "undelivered"
    # the dead one of the level before brings nobody else
    assert told_first(OVERDUE + 2 * MINUTE) == set()


def test_a_promise_holds_a_dead_letter_too(crew: dict[str, User]) -> None:
    alerts_scan(now=OVERDUE)
    saturday = datetime.date(2026, 11, 21)
    alert_promise(alert=Alert.objects.get(), user=crew["site"], until=saturday, now=OVERDUE)
    AlertDelivery.objects.update(state=DeliveryState.DEAD)
    assert told_first(OVERDUE + HOUR) == set()
    assert told_first(OVERDUE + 24 * HOUR) == {(crew["supervisor"].pk, 2)}


def test_a_rule_of_ones_own_names_people_and_waits(crew: dict[str, User], official: User) -> None:
    project = Project.objects.get()
    rule = AlertRule(project=project, kind=AlertKind.OVERDUE, waits=[0, 60])
    one = {"whom": RecipientKind.USER, "user": crew["supervisor"]}
    unit = {"whom": RecipientKind.UNIT, "unit": "监理"}
    role = {"whom": RecipientKind.ROLE, "role": Role.OFFICIAL}
    alert_rule_store(rule=rule, levels=[[one, unit], [role]])
    assert told_first(OVERDUE) == {(crew["supervisor"].pk, 1)}
    # a changed wait holds for what is open
    rule.waits = [0, 120]
    alert_rule_store(rule=rule)
    at_eleven = MONDAY - 7 * HOUR
    assert told_first(at_eleven - MINUTE) == set()
    assert told_first(at_eleven) == {(official.pk, 2)}


@pytest.mark.parametrize(("every", "days"), [(0, []), (1, [1, 2, 3, 4, 5, 6]), (3, [3, 6])])
def test_repeats(milestone: Activity, official: User, every: int, days: list[int]) -> None:
    AlertRule.objects.update(repeat_days=every)
    alerts_scan(now=OVERDUE)
    told = [
        n for n in range(1, 7) if alerts_scan(now=OVERDUE + (24 * n + 8) * HOUR).deliveries_made
    ]
    assert told == days


def test_the_number_of_queries_does_not_grow_with_what_climbs(
    project: Project, crew: dict[str, User], django_assert_max_num_queries: Any
) -> None:
    for _ in range(20):
        factories.MilestoneFactory.create(project=project)
    alerts_scan(now=OVERDUE)
    with django_assert_max_num_queries(35):
        alerts_scan(now=MONDAY)
    assert AlertEvent.objects.count() == 21


def test_quiet_hours_hold_and_count_as_no_try(milestone: Activity, official: User) -> None:
    alerts_scan(now=OVERDUE)
    claim = delivery_claim(now=OVERDUE)
    assert claim is not None
    assert claim_postponed(claim=claim, until=OVERDUE + 7 * HOUR, reason="quiet_hours", now=OVERDUE)
    row = AlertDelivery.objects.get()
    assert (row.state, row.state_reason, row.attempts) == ("pending", "quiet_hours", 0)
    assert delivery_claim(now=OVERDUE + 6 * HOUR) is None
    assert delivery_claim(now=OVERDUE + 7 * HOUR) is not None


def test_a_rule_is_never_quiet_all_day(project: Project) -> None:
    seven = datetime.time(7)
    for begin, end in ((seven, seven), (seven, None), (None, seven)):
        with pytest.raises(IntegrityError), transaction.atomic():
            AlertRule.objects.create(
                project=project, kind=AlertKind.OVERDUE, quiet_from=begin, quiet_to=end
            )


@pytest.mark.parametrize(
    ("begin", "end", "now", "until"),
    [
        (22, 7, 21, None),
        (22, 7, 22, 31),
        (22, 7, 24, 31),
        (22, 7, 30, 31),
        (22, 7, 31, None),
        (12, 14, 11, None),
        (12, 14, 12, 14),
        (12, 14, 14, None),
    ],
)
def test_when_quiet_hours_end(
    project: Project, begin: int, end: int, now: int, until: int | None
) -> None:
    # OVERDUE is a midnight on site
    found = quiet_until(
        OVERDUE + now * HOUR, project.zone, datetime.time(begin), datetime.time(end)
    )
    assert found == (None if until is None else OVERDUE + until * HOUR)
