"""The demo: shows what product.md 8 asks for, twice changes nothing, and never in production."""

import datetime
import io
import re
import stat
from pathlib import Path
from typing import Any

import orjson
import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import Settings

from projects import models
from projects.demo import facts, plan, week
from projects.models.alert_words import DATED, AlertKind, DeliveryState
from projects.models.words import ActivityState, PhotoState, Role, TakenAtSource
from projects.selectors.late_words import expected_of
from projects.selectors.schedules import finish_shown
from projects.services.levelling import levelling_ask
from tests.projects.demo_risk import risk_is_asked_for

TODAY = datetime.date(2026, 11, 24)
PASSWORD = "a-demo-password"


@pytest.fixture
def desk(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    settings.DEBUG = True
    settings.DATA_DIR = tmp_path
    monkeypatch.delenv("DEMO_PASSWORD", raising=False)
    return tmp_path


def _run(*arguments: str) -> str:
    said = io.StringIO()
    call_command("seed_demo", *arguments, stdout=said)
    return said.getvalue()


def _rows() -> dict[str, list[Any]]:
    tables = (
        models.Project,
        models.Activity,
        models.ProgressEntry,
        models.Photo,
        models.Rendition,
        models.Alert,
        models.AlertDelivery,
        models.User,
    )
    return {
        table.__name__: list(table._default_manager.order_by("pk").values()) for table in tables
    }


@pytest.mark.django_db
@pytest.mark.timeout(400)  # it draws and renders every photo of the demo
def test_it_shows_what_the_story_needs_and_twice_changes_nothing(desk: Path) -> None:
    said = _run()
    _facts_are_facts()
    _buildings_stand_as_reported()
    _schedules_are_computed()
    _crews_do_not_suffice()
    risk_is_asked_for()
    _alerts_came_from_the_services()
    _photos_are_ready_and_dated()
    _a_picture_came_twice_and_is_for_a_planner_to_settle()
    _views_show_a_change()
    _last_week_can_be_compared()
    _passwords_are_kept_once(said, desk)
    before = _rows()
    assert "nothing was changed" in _run()
    assert _rows() == before
    assert "Removed 3" in _run("--reset")
    assert models.Project.objects.count() == 3
    assert models.Photo.objects.exclude(state=PhotoState.READY).count() == 0


def _facts_are_facts() -> None:
    base = models.Project.objects.get(code="GOERTEK-VR")
    assert base.name == "歌尔虚拟现实全球智能制造基地"
    assert base.name_en == "Goertek virtual reality global intelligent manufacturing base"
    assert base.investment_cny == 5_000_000_000
    assert base.site_area_mu == 200
    assert "潍坊综合保税区" in base.location
    assert base.notice == facts.NOTICE
    for project in models.Project.objects.all():
        assert "示例数据，结构参考公开报道" in project.notice
        assert "Sample data" in project.notice
    others = models.Project.objects.exclude(pk=base.pk)
    assert {project.investment_cny for project in others} == {None}


def _buildings_stand_as_reported() -> None:
    milestones = models.Milestone.objects.filter(project__code="GOERTEK-VR")
    for building in ("1#", "2#", "P"):
        handed_over = milestones.get(code=f"{building}-M23")
        assert handed_over.state == ActivityState.ACCEPTED
        assert not milestones.filter(building__code=building, reached_at=None).exists()
    now = timezone.now()
    third = milestones.filter(building__code="3#", reached_at=None)
    assert [row.code for row in third.filter(overdue_at__lte=now)] == ["3#-M09"]
    soon = third.filter(due_soon_at__lte=now, overdue_at__gt=now)
    assert [row.code for row in soon] == ["3#-M10"]
    claimed = third.get(state=ActivityState.CLAIMED)
    assert claimed.code == "3#-M15"
    assert not claimed.photos.exists()
    assert not models.Activity.objects.filter(name_en="").exists()


def _schedules_are_computed() -> None:
    for project in models.Project.objects.all():
        # laid, frozen, as reported a week ago, and today
        assert (project.computation, project.schedule_problem) == (4, "")
        assert models.Baseline.objects.filter(project=project, is_current=True).exists()
        rows = models.Activity.objects.filter(project=project)
        assert not rows.filter(forecast_finish=None).exists()
        assert rows.filter(is_critical=True).exists()
    base = models.Activity.objects.filter(project__code="GOERTEK-VR")
    # what is delivered stands; the overdue top-out is expected from today on, and so is what waits
    for code in ("1#-M23", "2#-M23", "P-M23"):
        row = base.get(code=code)
        assert finish_shown(row.kind, row.forecast_finish) == row.actual_finish
    topped_out = base.get(code="3#-M09")
    expected = finish_shown(topped_out.kind, topped_out.forecast_finish)
    assert expected is not None
    assert topped_out.planned_finish is not None
    assert expected >= timezone.localdate(timezone=topped_out.project.zone)
    assert topped_out.planned_finish < expected
    handed_over = base.get(code="3#-M23")
    assert handed_over.forecast_finish is not None
    assert topped_out.forecast_finish is not None
    assert handed_over.forecast_finish > topped_out.forecast_finish


def _crews_do_not_suffice() -> None:
    """The façade and the interior of 3# want more finishing crews than there are."""
    base = models.Project.objects.get(code="GOERTEK-VR")
    request = {"mode": "extend", "time_limit_s": 0, "resources": None, "seed": 1}
    user = models.User.objects.filter(memberships__project=base)[0]
    made = levelling_ask(project=base, user=user, request=request, now=timezone.now())
    said = orjson.loads(bytes(made.answer or b""))["said"]
    assert [load["peak_before"] > load["capacity_before"] for load in said["resources"]] == [
        load["resource_code"] == "FC" for load in said["resources"]
    ]
    assert {shift["waits_for"]["resource_code"] for shift in said["shifts"] if shift["waits_for"]}
    assert (said["within_capacity"], said["finish"] > said["finish_before"]) == (True, True)
    made.delete()


def _alerts_came_from_the_services() -> None:
    alerts = models.Alert.objects.filter(project__code="GOERTEK-VR", closed_at=None)
    by_kind = {alert.kind: alert for alert in alerts}
    assert set(by_kind) == set(DATED)
    overdue = by_kind[AlertKind.OVERDUE]
    assert overdue.acknowledged_at is None
    # nobody signed all week, so it climbed as often as the offices were open for
    *climbs, last = overdue.events.order_by("at", "pk").values_list("deed", flat=True)
    assert climbs == ["climbed"] * (overdue.level - 1)
    # and a second seeding says nothing twice
    assert last == "commented"
    told = overdue.deliveries.filter(state=DeliveryState.SENT)
    assert set(told.values_list("step", flat=True)) >= set(range(1, overdue.level))
    assert not models.AlertDelivery.objects.filter(state=DeliveryState.DEAD).exists()
    # the top-out holds its inspection up: due soon, and known to be late
    for kind in (AlertKind.DUE_SOON, AlertKind.FORECAST_SLIP):
        signed = by_kind[kind]
        assert signed.milestone.code == "3#-M10"
        assert signed.acknowledged_by is not None
        assert signed.acknowledged_by.username == "official"
    expected = expected_of(by_kind[AlertKind.FORECAST_SLIP].milestone)
    assert expected is not None
    assert expected.shift_days == by_kind[AlertKind.FORECAST_SLIP].forecast_days_late
    assert (
        expected.shift_days > models.AlertRule.objects.get(kind=AlertKind.FORECAST_SLIP).slip_days
    )
    assert "M09" in expected.reason
    assert models.ScannerRun.objects.count() == week.WEEK // week.STEP + 1
    assert models.AlertDelivery.objects.filter(recipient__username="site").exists()


def _photos_are_ready_and_dated() -> None:
    photos = models.Photo.objects.all()
    assert set(photos.values_list("state", flat=True)) == {PhotoState.READY}
    assert photos.filter(taken_at_source=TakenAtSource.EXIF_PROJECT_ZONE).count() == 1
    assert photos.exclude(taken_at_source=TakenAtSource.EXIF_OFFSET).count() == 1
    assert photos.filter(latitude=None).count() == 1
    for building in models.Building.objects.filter(project__code="GOERTEK-VR"):
        days = {row.taken_at.date() for row in building.photos.all() if row.taken_at}
        assert len(days) >= 3
    sites = {project.code: project.site for project in plan.PROJECTS}
    placed = photos.exclude(latitude=None).select_related("project")
    for row in placed:
        north, east = sites[row.project.code]
        assert row.latitude == pytest.approx(north, abs=plan.SITE_SPAN)
        assert row.longitude == pytest.approx(east, abs=plan.SITE_SPAN)
    assert all(row.renditions.count() == 3 for row in photos)


def _a_picture_came_twice_and_is_for_a_planner_to_settle() -> None:
    late = models.PhotoMatch.objects.get(photo__activity__code="3#-M09", settled_at=None)
    assert late.earlier.building == late.photo.building
    assert late.earlier.activity != late.photo.activity
    assert late.photo.sha256 != late.earlier.sha256


def _views_show_a_change() -> None:
    """Every building of the base has a viewpoint with photos of several months."""
    for building in models.Building.objects.filter(project__code="GOERTEK-VR"):
        views = [view.photos.order_by("taken_at") for view in building.viewpoints.all()]
        longest = max(views, key=lambda photos: photos.count())
        first, last = longest[0].taken_at, longest.reverse()[0].taken_at
        assert first is not None
        assert last is not None
        assert (last - first).days > 60


def _last_week_can_be_compared() -> None:
    """Of what goes on there is a forecast of a week ago; what was delivered stays as it was."""
    client = Client(headers={"Host": "localhost"})
    client.force_login(models.User.objects.get(username="official"))
    board = client.get("/api/v1/portfolio/?trend_days=7").json()["projects"]
    base = next(row for row in board if row["code"] == "GOERTEK-VR")
    trends = {row["code"]: row["trend"] for row in base["buildings"]}
    assert {trends[code]["direction"] for code in ("1#", "2#", "P")} == {"same"}
    assert trends["3#"]["slip_days"] is not None
    assert trends["3#"]["light_then"] is not None
    assert trends["1#"]["changed_since"] == []


def _passwords_are_kept_once(said: str, desk: Path) -> None:
    told = dict(re.findall(r"^  (\w+) +(\S+)$", said, re.MULTILINE))
    assert set(told) == {"site", "planner", "official", "admin", "stranger"}
    assert len(set(told.values())) == 5
    kept = desk / "demo-users.txt"
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    for name, word in told.items():
        user = models.User.objects.get(username=name)
        assert user.check_password(word)
        assert f"{name}\t{word}\n" in kept.read_text()
        assert user.is_superuser == (name == "admin")
    stranger = models.User.objects.get(username="stranger")
    assert not stranger.memberships.exists()
    roles = set(models.Membership.objects.values_list("user__username", "role"))
    assert {
        ("site", Role.SITE_MANAGER),
        ("planner", Role.PLANNER),
        ("official", Role.OFFICIAL),
    } <= roles


@pytest.mark.django_db
def test_a_given_password_holds_for_all(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("projects.demo.seed.PROJECTS", ())
    _run()
    monkeypatch.setenv("DEMO_PASSWORD", PASSWORD)
    _run()
    assert all(user.check_password(PASSWORD) for user in models.User.objects.all())
    assert "nothing was changed" in _run()


@pytest.mark.django_db
@pytest.mark.parametrize("arguments", [(), ("--reset",)])
def test_production_refuses_it(settings: Settings, arguments: tuple[str, ...]) -> None:
    settings.DEBUG = False
    with pytest.raises(CommandError, match="not for production"):
        _run(*arguments)
    assert not models.User.objects.exists()
