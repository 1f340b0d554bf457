"""`calendars/`: exceptions as one list, and the China preset."""

import datetime

import pytest

from projects import models
from tests import factories
from tests.conftest import ClientOf

URL = "/api/v1/calendars/"
pytestmark = pytest.mark.django_db


def test_the_china_preset_cites_its_notices(
    project: models.Project, people: dict[str, models.User], client_of: ClientOf
) -> None:
    answer = client_of(people["planner"]).post(
        URL,
        {
            "project": project.pk,
            "name": "中国",
            "preset": "china",
            "preset_years": [2026, 2090],
        },
    )
    assert answer.status_code == 201, answer.content
    days = {row["date"]: row for row in answer.json()["exceptions"]}
    # the Sunday after New Year's Day is worked
    assert days["2026-01-04"]["worked"] is True
    assert "2026" in days["2026-01-04"]["source_notice"]
    assert days["2026-01-04"]["provisional"] is False
    assert days["2090-01-01"]["provisional"] is True
    assert {date[:4] for date in days} == {"2026", "2090"}


def test_a_write_replaces_the_days_and_moves_the_deadlines(
    project: models.Project, people: dict[str, models.User], client_of: ClientOf
) -> None:
    planner = client_of(people["planner"])
    milestone = factories.MilestoneFactory.create(
        project=project, planned_finish=datetime.date(2026, 11, 20)
    )
    days = [{"date": "2026-11-18", "worked": False}, {"date": "2026-11-22", "worked": True}]
    made = planner.post(URL, {"project": project.pk, "name": "C", "exceptions": days})
    planner.patch(
        f"/api/v1/projects/{project.pk}/",
        {"calendar": made.json()["id"]},
        headers={"If-Match": '"1"'},
    )
    milestone.refresh_from_db()
    before = milestone.due_soon_at
    changed = planner.patch(
        f"{URL}{made.json()['id']}/",
        {"exceptions": days[1:]},
        headers={"If-Match": made["ETag"]},
    )
    assert [row["date"] for row in changed.json()["exceptions"]] == ["2026-11-22"]
    milestone.refresh_from_db()
    assert before is not None
    assert milestone.due_soon_at == before + datetime.timedelta(days=1)


@pytest.mark.parametrize(
    ("body", "pointer", "code"),
    [
        (
            {"exceptions": [{"date": "2026-01-01", "worked": False}] * 2},
            "/exceptions/1/date",
            "duplicate_date",
        ),
        (
            {"exceptions": [{"date": "2026-13-01", "worked": False}]},
            "/exceptions/0/date",
            "invalid",
        ),
        (
            {"exceptions": [{"date": "2026-01-01", "worked": "no"}]},
            "/exceptions/0/worked",
            "invalid",
        ),
        ({"worked_weekdays": 0}, "/worked_weekdays", "min_value"),
        ({"worked_weekdays": 128}, "/worked_weekdays", "max_value"),
        ({"preset": "mars"}, "/preset", "invalid_choice"),
        ({"preset": "china", "preset_years": [1999]}, "/preset_years/0", "min_value"),
        ({"preset_years": [2026]}, "/preset", "invalid"),
        ({"preset": "china", "exceptions": []}, "/preset", "invalid"),
    ],
)
def test_wrong_bodies_are_refused(
    project: models.Project,
    people: dict[str, models.User],
    client_of: ClientOf,
    body: dict[str, object],
    pointer: str,
    code: str,
) -> None:
    answer = client_of(people["planner"]).post(URL, {"project": project.pk, "name": "C", **body})
    assert answer.status_code == 400
    fault = answer.json()["errors"][0]
    assert (fault["pointer"], fault["code"]) == (pointer, code)
    assert not models.Calendar.objects.exists()


def test_too_many_days_are_refused(
    project: models.Project, people: dict[str, models.User], client_of: ClientOf
) -> None:
    first = datetime.date(2026, 1, 1)
    days = [
        {"date": (first + datetime.timedelta(days=n)).isoformat(), "worked": False}
        for n in range(2001)
    ]
    answer = client_of(people["planner"]).post(
        URL, {"project": project.pk, "name": "C", "exceptions": days}
    )
    assert answer.status_code == 400
    assert not models.Calendar.objects.exists()


def test_a_replaced_list_holds_whole_rows(
    project: models.Project, people: dict[str, models.User], client_of: ClientOf
) -> None:
    calendar = factories.CalendarFactory.create(project=project)
    answer = client_of(people["planner"]).patch(
        f"{URL}{calendar.pk}/",
        {"exceptions": [{"worked": False}]},
        headers={"If-Match": '"1"'},
    )
    assert answer.status_code == 400
    fault = answer.json()["errors"][0]
    assert (fault["pointer"], fault["code"]) == ("/exceptions/0/date", "required")
