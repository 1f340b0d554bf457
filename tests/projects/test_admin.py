"""The admin: every table is there, lists cost the same for few rows and for many."""

import datetime
from decimal import Decimal

import pytest
from django.apps import apps
from django.contrib import admin
from django.db import connection
from django.db.models import Model
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from projects import models
from projects.models.alert_words import (
    AlertDeed,
    AlertKind,
    Channel,
    DeliveryState,
    RecipientKind,
    Severity,
    SummaryKind,
)
from projects.models.words import ContactEvent, Move
from projects.selectors.schedules import answer_kept
from tests import factories

NOW = datetime.datetime(2026, 11, 24, 2, tzinfo=datetime.UTC)
OURS = [model for model in apps.get_app_config("projects").get_models() if not model._meta.proxy]
APPEND_ONLY = (
    models.ProgressEntry,
    models.Analysis,
    models.Baseline,
    models.BaselineActivity,
    models.Resource,
    models.ResourceCapacity,
    models.Assignment,
    models.Alert,
    models.AlertDelivery,
    models.DeliveryAttempt,
    models.ScannerRun,
    models.WatchAlarm,
    models.Contact,
    models.ContactCode,
    models.ContactNotice,
    models.AlertHours,
    models.AlertRoute,
    models.Breaker,
    models.Reconciliation,
    models.SummaryDelivery,
    models.Photo,
    models.Rendition,
    models.IdempotencyKey,
    models.LightRule,
)


@pytest.fixture
def boss(db: None, client: Client) -> Client:
    user = factories.UserFactory.create(username="boss", is_superuser=True, is_staff=True)
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def _address(model: type[Model], page: str = "changelist", *args: object) -> str:
    return reverse(f"admin:projects_{model._meta.model_name}_{page}", args=args)


def _one_of_everything() -> None:
    """Add a row to every table, each with parents of its own."""
    milestone = factories.MilestoneFactory.create()
    project, number = milestone.project, milestone.pk
    member = factories.MembershipFactory.create(project=project)
    calendar = factories.CalendarFactory.create(project=project)
    day = datetime.date(2026, 1, 1) + datetime.timedelta(days=number)
    calendar.exceptions.create(date=day, worked=False)
    milestone.progress_entries.create(
        project=project,
        move=Move.REPORT,
        percent=Decimal(10),
        reported_by=member.user,
        reported_at=NOW,
    )
    photo = factories.PhotoFactory.create(
        project=project, building=milestone.building, activity=milestone, uploaded_by=member.user
    )
    photo.renditions.create(name="320", width=320, height=240, size_bytes=1, storage_key="k")
    rule = models.AlertRule.objects.create(project=project, kind=AlertKind.OVERDUE)
    rule.recipients.create(level=1, whom=RecipientKind.RESPONSIBLE)
    other = factories.ActivityFactory.create(project=project)
    models.Link.objects.create(project=project, predecessor=other, successor=milestone)
    crane = factories.ResourceFactory.create(project=project)
    crane.capacities.create(project=project, since=day, capacity=2)
    models.Assignment.objects.create(project=project, activity=other, resource=crane)
    models.Computation.objects.create(project=project, answer=answer_kept({}))
    baseline = models.Baseline.objects.create(
        project=project,
        name="批复计划",
        taken_at=NOW,
        taken_by=member.user,
        computation=1,
        finish=1_060_000_000,
        network=b"",
    )
    baseline.activities.create(
        project=project,
        activity=milestone,
        number=number,
        code=milestone.code,
        name=milestone.name,
        kind=milestone.kind,
        weight=1,
        start=1_060_000_000,
        finish=1_060_000_000,
    )
    models.Analysis.objects.create(
        project=project, asked_by=member.user, asked_at=NOW, request=b"{}", network=b""
    )
    _alert(milestone, member.user)
    hour = NOW + datetime.timedelta(hours=number)
    models.ScannerRun.objects.create(started_at=hour, finished_at=hour)
    models.WatchAlarm.objects.create(hour=hour, raised_at=hour, detail="no scan")
    contact = models.Contact.objects.create(user=member.user, channel=Channel.SMS, value="1")
    models.ContactCode.objects.create(contact=contact, digest="0" * 64, sent_at=hour)
    models.AlertHours.objects.create(
        user=member.user,
        severity=Severity.NORMAL,
        tell_from=datetime.time(8),
        tell_to=datetime.time(20),
    )
    models.ContactNotice.objects.create(
        user=member.user,
        event=ContactEvent.ADDED,
        channel=Channel.SMS,
        value="1",
        created_at=hour,
        next_at=hour,
    )
    models.AlertRoute.objects.create(
        user=member.user, severity=Severity.HIGH, rank=1, channel=Channel.SMS, contact=contact
    )
    models.Breaker.objects.create(channel=Channel.SMS, contact=contact, changed_at=NOW)
    models.Reconciliation.objects.create(day=day, since=hour, until=hour)
    models.SummaryDelivery.objects.create(
        kind=SummaryKind.WEEKLY,
        recipient=member.user,
        project=project,
        day=day,
        time_zone="Asia/Shanghai",
        since=hour,
        next_at=hour,
        deadline_at=hour,
        created_at=hour,
    )
    models.SendBudget.objects.create(destination=f"{number:064x}", taken=[1])
    models.LightRule.objects.create(
        name="own",
        version=number,
        title="自定",
        title_en="Own",
        text="红",
        text_en="Red",
        source="test",
        bands=[{"colour": "red", "measure": "calendar_days_late", "threshold": 1}],
        made_by=member.user,
        made_at=NOW,
    )
    models.AuthToken.objects.create(user=member.user, name="phone")
    models.IdempotencyKey.objects.create(
        user=member.user, key="k", fingerprint="f", status=200, body=b"", created_at=NOW
    )


def _alert(milestone: models.Activity, recipient: models.User) -> models.AlertDelivery:
    alert = models.Alert.objects.create(
        project=milestone.project,
        milestone=milestone,
        kind=AlertKind.OVERDUE,
        planned_finish=datetime.date(2026, 11, 20),
        opened_at=NOW,
        acknowledged_by=recipient,
        acknowledged_at=NOW,
    )
    delivery = alert.deliveries.create(
        project=milestone.project,
        milestone=milestone,
        kind=alert.kind,
        recipient=recipient,
        channel=Channel.EMAIL,
        occurrence=datetime.date(2026, 11, 21),
        state=DeliveryState.DEAD,
        attempts=12,
        next_at=NOW,
        deadline_at=NOW,
        created_at=NOW,
    )
    delivery.tries.create(number=1, started_at=NOW)
    alert.events.create(deed=AlertDeed.COMMENTED, at=NOW, by=recipient, text="x")
    return delivery


def test_every_table_has_a_page() -> None:
    missing = [model.__name__ for model in OURS if not admin.site.is_registered(model)]
    assert missing == []
    assert admin.site.is_registered(models.Milestone)


@pytest.mark.parametrize("model", [*OURS, models.Milestone], ids=lambda model: model.__name__)
def test_a_list_costs_the_same_queries_for_many_rows(boss: Client, model: type[Model]) -> None:
    _one_of_everything()
    boss.get(_address(model))
    with CaptureQueriesContext(
        connection,
    ) as few:
        assert boss.get(_address(model)).status_code == 200
    for _ in range(4):
        _one_of_everything()
    with CaptureQueriesContext(connection) as many:
        answer = boss.get(_address(model))
    assert answer.status_code == 200
    assert answer.context["cl"].result_count >= 5
    assert len(many) == len(few)


@pytest.mark.parametrize("model", [*OURS, models.Milestone], ids=lambda model: model.__name__)
def test_every_row_opens_and_every_list_can_be_searched(boss: Client, model: type[Model]) -> None:
    _one_of_everything()
    row = model._default_manager.all()[0]
    assert boss.get(_address(model, "change", row.pk)).status_code == 200
    assert boss.get(_address(model), {"q": "x"}).status_code == 200


@pytest.mark.parametrize("model", APPEND_ONLY, ids=lambda model: model.__name__)
def test_what_was_recorded_cannot_be_touched(boss: Client, model: type[Model]) -> None:
    _one_of_everything()
    row = model._default_manager.all()[0]
    for page in ("change", "delete"):
        assert boss.post(_address(model, page, row.pk), {"note": "x"}).status_code == 403
    assert boss.post(_address(model, "add"), {}).status_code == 403


def test_a_plan_edited_here_moves_its_deadlines(boss: Client) -> None:
    milestone = factories.MilestoneFactory.create(planned_finish=datetime.date(2026, 11, 20))
    form = boss.get(_address(models.Milestone, "change", milestone.pk)).context["adminform"].form
    values = {name: form[name].value() for name in form.fields}
    posted = {name: value for name, value in values.items() if value is not None}
    answer = boss.post(
        _address(models.Milestone, "change", milestone.pk),
        {**posted, "planned_finish": "2026-12-01"},
    )
    assert answer.status_code == 302
    milestone.refresh_from_db()
    # the day after, at midnight in Shanghai
    assert milestone.overdue_at == datetime.datetime(2026, 12, 1, 16, tzinfo=datetime.UTC)
    assert milestone.version == 2


def test_a_time_zone_edited_here_moves_its_deadlines(boss: Client) -> None:
    milestone = factories.MilestoneFactory.create(planned_finish=datetime.date(2026, 11, 20))
    project = milestone.project
    empty = {
        f"{prefix}-{name}": "0"
        for prefix in ("buildings", "memberships")
        for name in ("TOTAL_FORMS", "INITIAL_FORMS")
    }
    answer = boss.post(
        _address(models.Project, "change", project.pk),
        {
            "code": project.code,
            "name": project.name,
            "time_zone": "Europe/Paris",
            "schedule_profile": "topout",
            "quality_policy": "warn",
            "region": "CN",
            "compare_with": "current_plan",
            "risk_correlation": "0.5",
            **empty,
        },
    )
    assert answer.status_code == 302
    milestone.refresh_from_db()
    assert milestone.overdue_at == datetime.datetime(2026, 11, 20, 23, tzinfo=datetime.UTC)


def test_a_user_gets_his_language_here(boss: Client) -> None:
    answer = boss.post(
        _address(models.User, "add"),
        {
            "username": "wang",
            "usable_password": "true",
            "password1": factories.PASSWORD,
            "password2": factories.PASSWORD,
            "email": "wang@topout.example",
            "language": "en",
            "memberships-TOTAL_FORMS": "0",
            "memberships-INITIAL_FORMS": "0",
        },
    )
    assert answer.status_code == 302
    assert models.User.objects.get(username="wang").language == "en"


def test_the_site_carries_our_name(boss: Client) -> None:
    assert "Topout · 封顶" in boss.get(reverse("admin:index")).content.decode()


def test_a_visitor_is_sent_to_sign_in(db: None, client: Client) -> None:
    answer = client.get(reverse("admin:index"))
    assert answer.status_code == 302
