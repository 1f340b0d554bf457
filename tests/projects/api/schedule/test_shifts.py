"""What a computation says of the project's finish and of milestones that moved."""

import datetime
from typing import Any

import pytest
from rest_framework.test import APIClient

from projects import models
from tests import factories
from tests.projects.api.schedule.plans import change, url
from tests.projects.plans import link

pytestmark = pytest.mark.django_db
Found = dict[str, models.Activity]


@pytest.fixture
def computed(project: models.Project, planner: APIClient, found: Found) -> Found:
    """The plan, computed once."""
    assert planner.post(url(project), {}).status_code == 200
    return found


def causes(shift: dict[str, Any]) -> list[tuple[str, str | None, float]]:
    """Kind, code and working days of each cause, after a look at their sums."""
    parts = shift["causes"]
    assert sum(part["minutes"] for part in parts) == shift["shift_minutes"]
    assert sum(part["working_days"] for part in parts) == shift["shift_working_days"]
    return [(part["kind"], part["code"], part["working_days"]) for part in parts]


def test_the_first_computation_has_nothing_to_compare_with(
    project: models.Project, planner: APIClient, found: Found
) -> None:
    assert planner.post(url(project), {}).json()["shifts"] == []


def test_nothing_moved(project: models.Project, planner: APIClient, computed: Found) -> None:
    assert planner.post(url(project), {}).json()["shifts"] == []
    assert planner.get(url(project)).json()["shifts"] == []


def test_a_longer_duration_is_named(
    project: models.Project, planner: APIClient, computed: Found
) -> None:
    said = change(planner, f"/api/v1/activities/{computed['A'].pk}/", {"duration_days": 7}).json()
    whole, first, last = said["schedule"]["shifts"]
    assert (whole["activity"], whole["name"]) == (None, None)
    assert (first["code"], last["code"]) == ("M", "E")
    assert causes(whole) == causes(first) == causes(last) == [("duration", "A", 2)]
    assert first["shift_days"] == 4, "a weekend lies between"
    assert first["finish_before"] < first["finish"]
    assert planner.get(url(project)).json()["shifts"] == said["schedule"]["shifts"]


def test_two_changes_at_once_add_up(
    project: models.Project, planner: APIClient, computed: Found
) -> None:
    models.Project.objects.update(auto_schedule=False)
    for code, days in (("A", 8), ("B", 1)):
        change(planner, f"/api/v1/activities/{computed[code].pk}/", {"duration_days": days})
    whole, *milestones = planner.post(url(project), {}).json()["shifts"]
    assert causes(whole) == [("duration", "A", 3), ("duration", "B", -2)]
    assert [each["code"] for each in milestones] == ["M", "E"]


def test_a_new_link_and_a_constraint(
    project: models.Project, planner: APIClient, computed: Found
) -> None:
    body = {"predecessor": computed["B"].pk, "successor": computed["C"].pk}
    said = planner.post("/api/v1/links/", body).json()["schedule"]["shifts"]
    assert causes(said[0]) == [("link", "C", 1)]
    assert said[0]["causes"][0]["predecessor_code"] == "B"
    held = {"constraint": "snet", "constraint_date": "2026-03-25"}
    said = change(planner, f"/api/v1/activities/{computed['C'].pk}/", held).json()
    assert [kind for kind, _code, _days in causes(said["schedule"]["shifts"][0])] == ["constraint"]


def test_a_late_start_on_site_is_progress(
    project: models.Project, planner: APIClient, computed: Found
) -> None:
    models.Activity.objects.filter(pk=computed["A"].pk).update(
        actual_start=datetime.date(2026, 3, 4)
    )
    said = planner.post(url(project), {"data_date": "2026-03-05"}).json()["shifts"]
    kinds = {kind for kind, _code, _days in causes(said[0])}
    assert "progress" in kinds


def test_a_closed_day_is_the_calendar(
    project: models.Project, planner: APIClient, found: Found
) -> None:
    calendar = factories.CalendarFactory.create(project=project)
    project.calendar = calendar
    project.save()
    planner.post(url(project), {})
    season = {"name": "停工", "first": "2026-03-09", "last": "2026-03-10", "worked": False}
    change(planner, f"/api/v1/calendars/{calendar.pk}/", {"seasons": [season]})
    said = planner.get(url(project)).json()["shifts"]
    assert [kind for kind, _code, _days in causes(said[0])] == ["calendar"]
    assert said[0]["causes"][0]["calendar"] == calendar.name
    assert said[0]["shift_working_days"] == 2


def test_another_way_to_compute_is_named(
    project: models.Project, planner: APIClient, found: Found
) -> None:
    link(found, "C SS+3 B")
    body = {"data_date": "2026-03-05"}
    models.Activity.objects.filter(pk=found["B"].pk).update(
        actual_start=datetime.date(2026, 3, 3), remaining_days=3
    )
    planner.post(url(project), body)
    said = planner.post(url(project), {**body, "progress": "progress_override"}).json()["shifts"]
    assert [kind for kind, _code, _days in causes(said[0])] == ["options"]


def test_a_dropped_activity_has_no_name_any_more(
    project: models.Project, planner: APIClient, computed: Found
) -> None:
    before = planner.get(f"/api/v1/activities/{computed['B'].pk}/")
    path = f"/api/v1/activities/{computed['B'].pk}/"
    gone = planner.delete(path, headers={"If-Match": before["ETag"]})
    assert gone.status_code == 204
    said = planner.get(url(project)).json()["shifts"]
    assert said[0]["causes"][0]["kind"] in ("dropped", "link")
    assert {part["code"] for part in said[0]["causes"]} == {None}


def test_bytes_of_another_version_are_nothing_to_compare_with(
    project: models.Project, planner: APIClient, computed: Found, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("scheduling.packed.VERSION", 99)
    path = f"/api/v1/activities/{computed['A'].pk}/"
    assert change(planner, path, {"duration_days": 7}).json()["schedule"]["shifts"] == []
    assert change(planner, path, {"duration_days": 8}).json()["schedule"]["shifts"] != []
