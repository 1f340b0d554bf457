"""`portfolio/?trend_days=7`: better or worse than a week ago, from what is known of that day."""

import datetime
from typing import Any

import pytest
import time_machine

from projects import models
from projects.models.words import CompareWith
from projects.selectors.trends import direction_of
from projects.services import planning, progress
from tests import factories
from tests.conftest import ClientOf
from tests.projects.api.asking import problem_in

URL = "/api/v1/portfolio/"
# Tuesday noon in Shanghai
NOW = datetime.datetime(2026, 11, 24, 4, 0, tzinfo=datetime.UTC)
ONE_DAY = datetime.timedelta(days=1)
LONG_AGO = NOW - 40 * ONE_DAY
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _clock() -> Any:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def building(project: models.Project) -> models.Building:
    models.Project.objects.filter(pk=project.pk).update(updated_at=LONG_AGO)
    return factories.BuildingFactory.create(project=project)


@pytest.fixture
def board(people: dict[str, models.User], client_of: ClientOf) -> Any:
    """Read the trends of the one building and of its project."""

    def read(days: int = 7) -> tuple[dict[str, Any], dict[str, Any]]:
        answer = client_of(people["viewer"]).get(URL, {"trend_days": days})
        assert answer.status_code == 200, answer.content
        (row,) = answer.json()["projects"]
        return row["buildings"][0]["trend"], row["trend"]

    return read


def milestone(building: models.Building, day: datetime.date, **values: Any) -> models.Activity:
    """One that was entered long ago and not written since."""
    made: models.Activity = factories.MilestoneFactory.create(
        project=building.project, **{"building": building, "planned_finish": day, **values}
    )
    models.Activity.objects.filter(pk=made.pk).update(created_at=LONG_AGO, updated_at=LONG_AGO)
    return made


def test_a_light_that_became_worse(building: models.Building, board: Any) -> None:
    """9 days late is orange; a week ago it was 2, yellow."""
    milestone(building, datetime.date(2026, 11, 15))
    mine, whole = board()
    assert mine == {
        "since": "2026-11-17",
        "direction": "worse",
        "light_then": "yellow",
        "light_now": "orange",
        "forecast_then": None,
        "forecast_now": None,
        "slip_days": None,
        "changed_since": [],
    }
    assert whole == mine
    # nobody is told what nobody asked for
    assert board(1)[0]["direction"] == "same"


def test_nothing_is_compared_unless_asked(
    building: models.Building, people: dict[str, models.User], client_of: ClientOf
) -> None:
    milestone(building, datetime.date(2026, 11, 15))
    (row,) = client_of(people["viewer"]).get(URL).json()["projects"]
    assert (row["trend"], row["buildings"][0]["trend"]) == (None, None)


def test_what_was_reached_since_is_better(
    building: models.Building, board: Any, people: dict[str, models.User]
) -> None:
    row = milestone(building, datetime.date(2026, 11, 15), evidence_policy="claimed")
    progress.milestone_claim(
        milestone=row,
        user=people["site_manager"],
        actual_finish=datetime.date(2026, 11, 16),
        now=NOW - ONE_DAY,
    )
    mine, _whole = board()
    assert (mine["direction"], mine["light_then"], mine["light_now"]) == (
        "better",
        "yellow",
        "green",
    )
    # a report writes the milestone: that nothing else was written cannot be told
    assert mine["changed_since"] == ["milestone"]


def test_what_was_entered_since_is_left_out(building: models.Building, board: Any) -> None:
    factories.MilestoneFactory.create(
        project=building.project, building=building, planned_finish=datetime.date(2026, 11, 2)
    )
    mine, _whole = board()
    assert (mine["direction"], mine["light_then"], mine["light_now"]) == ("unknown", None, "red")


@pytest.mark.parametrize("field", ["project", "calendar", "baseline"])
def test_what_was_written_since_is_named(
    building: models.Building, board: Any, people: dict[str, models.User], field: str
) -> None:
    milestone(building, datetime.date(2026, 11, 15))
    project = models.Project.objects.filter(pk=building.project_id)
    if field == "project":
        project.update(updated_at=NOW)
    if field == "calendar":
        project.update(calendar=factories.CalendarFactory.create(project=building.project))
    if field == "baseline":
        project.update(compare_with=CompareWith.BASELINE)
        models.Baseline.objects.create(
            project=building.project,
            name="批复",
            taken_at=NOW,
            taken_by=people["planner"],
            data_date=NOW.date(),
            computation=1,
            network=b"",
            finish=1_060_000_000,
        )
    mine, whole = board()
    assert mine["changed_since"] == whole["changed_since"] == [field]


@pytest.fixture
def slipping(building: models.Building) -> models.Building:
    """Five days of work computed nine days ago become eleven (two weekends) the day before now."""
    project = building.project
    work = factories.ActivityFactory.create(project=project, code="A", duration_days=5)
    end = milestone(building, datetime.date(2026, 12, 31))
    models.Link.objects.create(project=project, predecessor=work, successor=end)
    models.Project.objects.filter(pk=project.pk).update(planned_start=datetime.date(2026, 11, 30))
    for days, before in ((5, 9), (11, 1)):
        models.Activity.objects.filter(pk=work.pk).update(duration_days=days)
        project.refresh_from_db()
        planning.schedule_compute(project=project, options={}, now=NOW - before * ONE_DAY)
    return building


def test_a_forecast_that_slipped(slipping: models.Building, board: Any) -> None:
    mine, whole = board()
    assert mine["direction"] == whole["direction"] == "worse"
    assert (mine["forecast_then"], mine["forecast_now"]) == ("2026-12-04", "2026-12-14")
    assert mine["slip_days"] == whole["slip_days"] == 10
    # before the first computation nothing is known
    assert board(10)[0]["forecast_then"] is None


def test_the_last_forecast_of_a_day_counts(slipping: models.Building, board: Any) -> None:
    then = models.ForecastDay.objects.filter(project=slipping.project)
    assert [row.day.isoformat() for row in then] == ["2026-11-23", "2026-11-15"]
    project = models.Project.objects.get(pk=slipping.project_id)
    planning.schedule_compute(
        project=project, options={}, now=NOW - ONE_DAY + datetime.timedelta(hours=1)
    )
    assert then.count() == 2
    assert board(1)[0]["slip_days"] == 0


def test_a_plan_that_was_not_computed_since_expects_the_same(
    slipping: models.Building, board: Any
) -> None:
    models.ForecastDay.objects.all().delete()
    assert board()[0]["forecast_then"] is None
    models.Project.objects.update(computed_at=NOW - 20 * ONE_DAY)
    mine, whole = board()
    assert (mine["forecast_then"], mine["slip_days"], whole["slip_days"]) == ("2026-12-14", 0, 0)


@pytest.mark.parametrize("days", ["0", "367", "-1", "x", "7.5", ""])
def test_a_stretch_is_a_number_of_days(
    people: dict[str, models.User], client_of: ClientOf, days: str
) -> None:
    answer = client_of(people["viewer"]).get(URL, {"trend_days": days})
    assert "trend_days" in str(problem_in(answer, status=400))


@pytest.mark.parametrize(
    ("then", "now", "slip", "word"),
    [
        ("yellow", "red", None, "worse"),
        ("yellow", "red", 0, "worse"),
        ("yellow", "red", -2, "mixed"),
        ("red", "green", -2, "better"),
        ("red", "green", 2, "mixed"),
        ("red", "red", 2, "worse"),
        ("red", "red", -2, "better"),
        ("red", "red", 0, "same"),
        ("grey", "red", None, "unknown"),
        ("grey", "red", 3, "worse"),
        (None, "red", None, "unknown"),
    ],
)
def test_directions(then: Any, now: Any, slip: int | None, word: str) -> None:
    assert direction_of(then, now, slip) == word
