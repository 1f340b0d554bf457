"""Summaries on their way: what they say and to whom, and that a fault makes none of them two."""

import datetime
import email
import email.policy
from email.message import EmailMessage

import pytest
from django.utils import timezone
from pytest_django.fixtures import Settings

from projects.models import (
    Activity,
    Alert,
    AlertDelivery,
    AlertRule,
    Membership,
    Project,
    Reconciliation,
    SummaryDelivery,
    User,
)
from projects.models.alert_words import DeliveryState
from projects.models.words import Language, Role
from projects.services import alerts
from projects.services.summaries import summaries_make, summaries_send
from tests import factories
from tests.projects.alerts.conftest import MORNING, OVERDUE
from tests.projects.alerts.smtp import Scripted, scripted

HOUR = datetime.timedelta(hours=1)
MINUTE = datetime.timedelta(minutes=1)
pytestmark = pytest.mark.django_db


def send(settings: Settings, server: Scripted, now: datetime.datetime = MORNING) -> int:
    settings.EMAIL_URL = server.url
    return summaries_send(clock=lambda: now).sent


def mail_in(server: Scripted) -> EmailMessage:
    (found,) = server.got
    return email.message_from_bytes(found, policy=email.policy.default)


def text_of(mail: EmailMessage, kind: str = "plain") -> str:
    part = mail.get_body((kind,))
    assert part is not None
    return str(part.get_content())


def sent_text(settings: Settings, kind: str = "plain") -> str:
    with scripted() as server:
        assert send(settings, server) == 1
        return text_of(mail_in(server), kind)


def state_of(row: SummaryDelivery) -> tuple[str, str]:
    row.refresh_from_db()
    return row.state, row.state_reason


def test_it_names_what_is_late_and_where_it_stands(
    due: SummaryDelivery, milestone: Activity, settings: Settings
) -> None:
    with scripted() as server:
        assert send(settings, server) == 1
        mail = mail_in(server)
    assert mail["Subject"] == ("[daily summary] 2026-11-21: 1 overdue, 0 will be late, 0 due soon")
    assert mail["To"] == due.recipient.email
    assert state_of(due) == (DeliveryState.SENT, "")
    for kind in ("plain", "html"):
        said = text_of(mail, kind)
        assert milestone.project.name in said
        assert milestone.name in said
        assert "overdue (1)" in said
        assert "not signed, level 3" in said


def test_it_speaks_the_readers_language(due: SummaryDelivery, settings: Settings) -> None:
    User.objects.update(language=Language.CHINESE)
    said = sent_text(settings)
    assert "每日汇总 2026-11-21" in said
    assert "未签收" in said


def test_names_are_escaped_where_they_must_be_and_only_there(
    due: SummaryDelivery, settings: Settings
) -> None:
    Activity.objects.update(name="<b>3#</b> & {{ x }}")
    with scripted() as server:
        send(settings, server)
        mail = mail_in(server)
    assert "<b>3#</b> & {{ x }}" in text_of(mail)
    assert "&lt;b&gt;3#&lt;/b&gt; &amp; {{ x }}" in text_of(mail, "html")


def test_what_was_signed_promised_and_closed_since(
    due: SummaryDelivery, official: User, project: Project, settings: Settings
) -> None:
    for number, name in enumerate(("signed", "promised", "closed")):
        milestone = factories.MilestoneFactory.create(project=project, name=f"was {name}")
        alert = Alert.objects.create(
            project=project,
            milestone=milestone,
            kind="overdue",
            planned_finish=datetime.date(2026, 11, 20),
            opened_at=OVERDUE,
        )
        at = OVERDUE + (number + 1) * HOUR
        changes = {
            "signed": {"acknowledged_at": at, "acknowledged_by": official},
            "promised": {
                "promised_at": at,
                "promised_by": official,
                "promised_until": datetime.date(2026, 12, 4),
            },
            "closed": {"closed_at": at, "closed_why": "reached"},
        }
        Alert.objects.filter(pk=alert.pk).update(**changes[name])
    said = sent_text(settings)
    assert "overdue (3)" in said
    for title in ("Closed since (1)", "Signed for since (1)", "Promised since (1)"):
        assert title in said
    assert f"promised for 2026-12-04 by {official.display_name}" in said
    assert "(the milestone is reached)" in said


def test_what_came_and_went_at_night_is_told_in_the_morning(
    due: SummaryDelivery, settings: Settings
) -> None:
    AlertRule.objects.update(quiet_from=datetime.time(22), quiet_to=datetime.time(7))
    at = OVERDUE + 5 * HOUR
    Alert.objects.update(closed_at=at, closed_why="reached")
    said = sent_text(settings)
    assert "Opened or closed in quiet hours (1)" in said
    assert "opened 11-21 00:00, closed 11-21 05:00" in said


def test_who_was_told_and_has_not_signed_is_named(
    due: SummaryDelivery, official: User, settings: Settings
) -> None:
    AlertDelivery.objects.update(state=DeliveryState.SENT)
    assert f"Told and not signed: {official.display_name} (1)" in sent_text(settings)


def test_a_long_section_counts_what_it_does_not_name(
    due: SummaryDelivery, project: Project, settings: Settings
) -> None:
    factories.MilestoneFactory.create_batch(24, project=project)
    alerts.alerts_scan(now=OVERDUE + MINUTE)
    said = sent_text(settings)
    assert "overdue (25)" in said
    assert said.count("not signed, level 3") == 20
    assert "and 5 more" in said


def test_a_site_manager_is_told_of_his_own(
    due: SummaryDelivery, project: Project, settings: Settings
) -> None:
    due.delete()
    User.objects.update(daily_summary_at=None)
    boss = factories.UserFactory.create(daily_summary_at=datetime.time(8))
    factories.MembershipFactory.create(project=project, role=Role.SITE_MANAGER, user=boss)
    factories.MilestoneFactory.create(project=project, responsible=boss, name="his own")
    alerts.alerts_scan(now=OVERDUE + MINUTE)
    AlertDelivery.objects.filter(recipient=boss).exclude(milestone__responsible=boss).delete()
    summaries_make(now=MORNING)
    said = sent_text(settings)
    assert "overdue (1)" in said
    assert "his own" in said


def test_nothing_to_tell_is_not_told(due: SummaryDelivery, settings: Settings) -> None:
    Alert.objects.all().delete()
    with scripted() as server:
        assert send(settings, server) == 0
        assert server.got == []
    assert state_of(due) == (DeliveryState.CANCELLED, "nothing_to_tell")


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda: User.objects.update(is_active=False), "recipient_gone"),
        (lambda: User.objects.update(email=""), "recipient_gone"),
        (lambda: User.objects.update(daily_summary_at=None), "not_wanted"),
        (lambda: Membership.objects.all().delete(), "nothing_to_tell"),
    ],
)
def test_who_left_or_wants_none_gets_none(
    due: SummaryDelivery, settings: Settings, change: object, reason: str
) -> None:
    assert callable(change)
    change()
    with scripted() as server:
        assert send(settings, server) == 0
    assert state_of(due) == (DeliveryState.CANCELLED, reason)


@pytest.mark.parametrize("left", [False, True])
def test_the_weekly_report_is_of_one_project_also_when_all_is_well(
    project: Project, official: User, settings: Settings, left: bool
) -> None:
    monday = datetime.datetime(2026, 11, 23, 0, 0, tzinfo=datetime.UTC)
    Membership.objects.update(created_at=OVERDUE)
    summaries_make(now=monday)
    row = SummaryDelivery.objects.get()
    if left:
        Membership.objects.update(role=Role.VIEWER)
    with scripted() as server:
        assert send(settings, server, monday) == (0 if left else 1)
        if left:
            assert state_of(row) == (DeliveryState.CANCELLED, "not_a_member")
            return
        mail = mail_in(server)
    assert mail["Subject"].startswith(f"[weekly report] {project.name} 2026-11-23:")
    assert "Nothing is late, and nothing happened." in text_of(mail)


@pytest.mark.parametrize(
    ("tries", "said"),
    [(0, "Alerts: all well on 2026-11-20. 3 made = 3 sent"), (2, "does not add up (2)")],
)
def test_who_runs_the_house_is_told_that_all_is_well_or_not(
    settings: Settings, tries: int, said: str
) -> None:
    Reconciliation.objects.create(
        day=datetime.date(2026, 11, 20),
        since=OVERDUE - 24 * HOUR,
        until=OVERDUE,
        created=3,
        sent=3,
        sent_untried=tries,
    )
    factories.UserFactory.create(is_superuser=True, daily_summary_at=datetime.time(8))
    eight = datetime.datetime(2026, 11, 21, 8, tzinfo=timezone.get_default_timezone())
    summaries_make(now=eight)
    with scripted() as server:
        assert send(settings, server, eight) == 1
        assert said in text_of(mail_in(server))
