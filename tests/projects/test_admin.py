"""The admin: every table is there, lists cost the same for few rows and for many."""

import datetime

import pytest
from django.apps import apps
from django.contrib import admin
from django.db import connection
from django.db.models import Model
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from projects import models
from tests import factories
from tests.projects.everything import one_of_everything

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
    models.Upload,
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


def test_every_table_has_a_page() -> None:
    missing = [model.__name__ for model in OURS if not admin.site.is_registered(model)]
    assert missing == []
    assert admin.site.is_registered(models.Milestone)


@pytest.mark.parametrize("model", [*OURS, models.Milestone], ids=lambda model: model.__name__)
def test_a_list_costs_the_same_queries_for_many_rows(boss: Client, model: type[Model]) -> None:
    one_of_everything()
    boss.get(_address(model))
    with CaptureQueriesContext(
        connection,
    ) as few:
        assert boss.get(_address(model)).status_code == 200
    for _ in range(4):
        one_of_everything()
    with CaptureQueriesContext(connection) as many:
        answer = boss.get(_address(model))
    assert answer.status_code == 200
    assert answer.context["cl"].result_count >= 5
    assert len(many) == len(few)


@pytest.mark.parametrize("model", [*OURS, models.Milestone], ids=lambda model: model.__name__)
def test_every_row_opens_and_every_list_can_be_searched(boss: Client, model: type[Model]) -> None:
    one_of_everything()
    row = model._default_manager.all()[0]
    assert boss.get(_address(model, "change", row.pk)).status_code == 200
    assert boss.get(_address(model), {"q": "x"}).status_code == 200


@pytest.mark.parametrize("model", APPEND_ONLY, ids=lambda model: model.__name__)
def test_what_was_recorded_cannot_be_touched(boss: Client, model: type[Model]) -> None:
    one_of_everything()
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
