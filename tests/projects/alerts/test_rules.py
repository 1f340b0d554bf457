"""Alert rules: the milestones concerned become due soon when the rule says, and no others."""

import datetime
import json
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from projects.models import Activity, AlertRule, Project
from projects.models.alert_rule import THRESHOLDS
from projects.models.alert_words import AlertKind
from projects.services.alerts import alert_rule_store, alert_rules_delete, alerts_scan
from tests import factories

# Friday 2026-11-20 is planned; so many working days before it the day begins in Shanghai
SOON = {
    days: datetime.datetime(2026, 11, 19 - days, 16, 0, tzinfo=datetime.UTC) for days in range(1, 5)
}
RULES = "admin:projects_alertrule"

pytestmark = pytest.mark.django_db


@pytest.fixture
def other() -> Project:
    """A project beside the first, with a milestone of the same day."""
    return factories.MilestoneFactory.create().project


@pytest.fixture
def boss(client: Client) -> Client:
    user = factories.UserFactory.create(username="boss", is_superuser=True, is_staff=True)
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def default() -> AlertRule:
    return AlertRule.objects.get(project=None, kind=AlertKind.DUE_SOON)


def own(project: Project, days: int, **values: Any) -> AlertRule:
    rule = AlertRule(project=project, kind=AlertKind.DUE_SOON, working_days_before=days, **values)
    alert_rule_store(rule=rule)
    return rule


def days_ahead(project: Project) -> int:
    """How many working days ahead the project's milestones count as due soon."""
    (at,) = set(Activity.objects.filter(project=project).values_list("due_soon_at", flat=True))
    (days,) = [days for days, instant in SOON.items() if instant == at]
    return days


def test_the_default_moves_all_but_those_with_a_rule_of_their_own(
    milestone: Activity, other: Project
) -> None:
    own(other, 1)
    rule = default()
    rule.working_days_before = 2
    assert alert_rule_store(rule=rule) == 1
    assert (days_ahead(milestone.project), days_ahead(other)) == (2, 1)


def test_a_rule_that_goes_gives_way_to_the_default(milestone: Activity, other: Project) -> None:
    rules = [own(milestone.project, 1), own(other, 4)]
    assert (days_ahead(milestone.project), days_ahead(other)) == (1, 4)
    assert alert_rules_delete(rules=rules) == 2
    assert (days_ahead(milestone.project), days_ahead(other)) == (3, 3)


@pytest.mark.parametrize("leaves_for", ["project", "kind", "default"])
def test_a_rule_that_leaves_frees_the_project_it_left(
    milestone: Activity, other: Project, leaves_for: str
) -> None:
    rule = own(milestone.project, 1)
    if leaves_for == "kind":
        rule.kind = AlertKind.OVERDUE
    elif leaves_for == "project":
        rule.project = other
    else:
        default().delete()
        rule.project = None
    alert_rule_store(rule=rule)
    expected = {"project": (3, 1), "kind": (3, 3), "default": (1, 1)}[leaves_for]
    assert (days_ahead(milestone.project), days_ahead(other)) == expected


def test_a_rule_switched_off_tells_nobody_and_back_on_tells(milestone: Activity) -> None:
    rule = own(milestone.project, 2, enabled=False)
    assert days_ahead(milestone.project) == 2
    assert alerts_scan(now=SOON[2]).alerts_opened == 0
    rule.enabled = True
    alert_rule_store(rule=rule)
    before = SOON[2] - datetime.timedelta(seconds=1)
    assert alerts_scan(now=before).alerts_opened == 0
    assert alerts_scan(now=SOON[2]).alerts_opened == 1


def test_a_fixed_number_of_statements(
    milestone: Activity, django_assert_max_num_queries: Any
) -> None:
    rule = default()
    for number in range(6):
        project = factories.ProjectFactory.create()
        calendar = factories.CalendarFactory.create(project=project)
        Project.objects.filter(pk=project.pk).update(calendar=calendar)
        for day in range(1, 10):
            planned = datetime.date(2026, 12, day)
            factories.MilestoneFactory.create(project=project, planned_finish=planned)
        rule.working_days_before = number + 5
        # a look at the old row, the rule, its savepoint, the ladders, and seven for the deadlines
        with django_assert_max_num_queries(12):
            assert alert_rule_store(rule=rule) == 1 + 9 * (number + 1)


def form(rule: AlertRule, **changes: Any) -> dict[str, Any]:
    shown = {
        "project": rule.project_id or "",
        "kind": rule.kind,
        "enabled": "on",
        **{name: getattr(rule, name) for name in THRESHOLDS.values()},
        "repeat_days": rule.repeat_days,
        "waits": json.dumps(rule.waits),
        "severity": rule.severity,
        "channels": json.dumps(rule.channels),
        "recipients-TOTAL_FORMS": 0,
        "recipients-INITIAL_FORMS": 0,
        "remind_from": "08:00",
    }
    return {**shown, **changes}


def test_the_administration_goes_by_the_service(
    boss: Client, milestone: Activity, other: Project
) -> None:
    rule = default()
    page = reverse(f"{RULES}_change", args=[rule.pk])
    assert boss.post(page, form(rule, working_days_before=4)).status_code == 302
    assert (days_ahead(milestone.project), days_ahead(other)) == (4, 4)
    new = form(AlertRule(project=other, kind=AlertKind.DUE_SOON, working_days_before=1))
    assert boss.post(reverse(f"{RULES}_add"), new).status_code == 302
    assert (days_ahead(milestone.project), days_ahead(other)) == (4, 1)
    mine = AlertRule.objects.get(project=other)
    gone = boss.post(reverse(f"{RULES}_delete", args=[mine.pk]), {"post": "yes"})
    assert gone.status_code == 302
    assert days_ahead(other) == 4


def test_selected_rules_are_removed_at_once(
    boss: Client, milestone: Activity, other: Project
) -> None:
    chosen = [own(milestone.project, 1).pk, own(other, 2).pk]
    asked = {"action": "delete_selected", "_selected_action": chosen, "post": "yes"}
    assert boss.post(reverse(f"{RULES}_changelist"), asked).status_code == 302
    assert (days_ahead(milestone.project), days_ahead(other)) == (3, 3)
