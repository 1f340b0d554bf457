"""Signing: the first wins, only those who may, and a link no longer than it is good."""

import datetime
import time
from typing import Any

import pytest
from django.core import signing as django_signing

from projects.errors import RuleBroken
from projects.models import Activity, Alert, AlertDelivery, Membership, User
from projects.models.words import Role
from projects.services import alerts
from projects.signing import sign_token_make, sign_token_read
from tests import factories
from tests.projects.alerts.conftest import OVERDUE

pytestmark = pytest.mark.django_db


@pytest.fixture
def alert(milestone: Activity) -> Alert:
    """An open alert that the official was told of."""
    alerts.alerts_scan(now=OVERDUE)
    return Alert.objects.get()


def refused(token: str) -> tuple[str, int]:
    with pytest.raises(RuleBroken) as broken:
        sign_token_read(token)
    return broken.value.code, broken.value.status


def test_only_the_first_signature_counts(alert: Alert, official: User) -> None:
    other = factories.MembershipFactory.create(project=alert.project, role=Role.PROJECT_ADMIN).user
    alerts.alert_acknowledge(alert=alert, user=official, comment="一", now=OVERDUE)
    with pytest.raises(RuleBroken) as broken:
        alerts.alert_acknowledge(alert=alert, user=other, comment="二", now=OVERDUE)
    assert broken.value.status == 409
    alert.refresh_from_db()
    assert (alert.acknowledged_by, alert.comment) == (official, "一")


def test_a_closed_alert_is_not_signed_for(alert: Alert, official: User) -> None:
    Alert.objects.update(closed_at=OVERDUE)
    with pytest.raises(RuleBroken) as broken:
        alerts.alert_acknowledge(alert=alert, user=official, now=OVERDUE)
    assert broken.value.status == 409


@pytest.mark.parametrize(
    ("who", "may"),
    [
        ("official", True),
        ("project_admin", True),
        ("administrator", True),
        ("planner", False),
        ("site_manager", False),
        ("viewer", False),
        ("stranger", False),
    ],
)
def test_who_may_sign(alert: Alert, who: str, may: bool) -> None:
    user = factories.cast(alert.project)[who]
    if may:
        assert alerts.alert_acknowledge(alert=alert, user=user, now=OVERDUE).acknowledged_by == user
        return
    with pytest.raises(RuleBroken) as broken:
        alerts.alert_acknowledge(alert=alert, user=user, now=OVERDUE)
    assert broken.value.status == 403


def test_the_responsible_may_sign_while_a_member(alert: Alert) -> None:
    people = factories.cast(alert.project)
    for who in ("stranger", "site_manager"):
        Activity.objects.update(responsible=people[who])
        alert = Alert.objects.get()
        if who == "stranger":
            with pytest.raises(RuleBroken):
                alerts.alert_acknowledge(alert=alert, user=people[who], now=OVERDUE)
        else:
            alerts.alert_acknowledge(alert=alert, user=people[who], now=OVERDUE)


def test_a_link_names_alert_and_person_and_is_read_in_one_query(
    alert: Alert, official: User, django_assert_num_queries: Any
) -> None:
    token = sign_token_make(AlertDelivery.objects.get())
    with django_assert_num_queries(1):
        asked = sign_token_read(token)
        assert (asked.alert, asked.user) == (alert, official)


def test_a_link_ends_with_membership_or_account(alert: Alert, official: User) -> None:
    token = sign_token_make(AlertDelivery.objects.get())
    User.objects.filter(pk=official.pk).update(is_active=False)
    assert refused(token) == ("not_found", 404)
    User.objects.filter(pk=official.pk).update(is_active=True)
    Membership.objects.all().delete()
    assert refused(token) == ("not_found", 404)


def test_a_link_is_good_for_fourteen_days(alert: Alert, monkeypatch: pytest.MonkeyPatch) -> None:
    token = sign_token_make(AlertDelivery.objects.get())
    day = datetime.timedelta(days=1).total_seconds()
    made = time.time()
    monkeypatch.setattr("django.core.signing.time.time", lambda: made + 13.9 * day)
    sign_token_read(token)
    monkeypatch.setattr("django.core.signing.time.time", lambda: made + 14.1 * day)
    assert refused(token) == ("link_expired", 410)


def test_a_forged_link_leads_nowhere(alert: Alert) -> None:
    token = sign_token_make(AlertDelivery.objects.get())
    other = django_signing.dumps(AlertDelivery.objects.get().pk, salt="another purpose")
    for forged in ("", "x", token[:-1], token[1:], other):
        assert refused(forged) == ("not_found", 404)
