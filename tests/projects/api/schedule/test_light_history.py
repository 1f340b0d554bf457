"""`milestones/{id}/light-history/`: the days on which a light changed, to the day."""

import datetime
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient

from projects import models
from projects.models.words import ActivityState, EvidencePolicy
from projects.services import progress
from tests import factories
from tests.conftest import ClientOf
from tests.projects.api.asking import problem_in

# Tuesday noon in Shanghai
NOW = datetime.datetime(2026, 11, 24, 4, 0, tzinfo=datetime.UTC)
ONE_DAY = datetime.timedelta(days=1)
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _clock() -> Any:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def viewer(people: dict[str, models.User], client_of: ClientOf) -> APIClient:
    return client_of(people["viewer"])


def milestone_in(project: models.Project, **values: Any) -> models.Activity:
    """Make a milestone planned for Monday, 2 November."""
    building = factories.BuildingFactory.create(project=project)
    planned = {"planned_finish": datetime.date(2026, 11, 2), **values}
    return factories.MilestoneFactory.create(project=project, building=building, **planned)


def history(client: APIClient, milestone: models.Activity, **asked: str) -> Any:
    said = client.get(f"/api/v1/milestones/{milestone.pk}/light-history/", asked)
    assert said.status_code == 200, said.content
    return said.json()


def brief(runs: list[dict[str, Any]]) -> list[tuple[Any, ...]]:
    return [
        (run["first"], run["last"], run["light"]["colour"], run["light"]["reason"]["value"])
        for run in runs
    ]


def test_each_colour_holds_from_its_first_day(viewer: APIClient, project: models.Project) -> None:
    said = history(viewer, milestone_in(project))
    assert brief(said["runs"]) == [
        ("2026-11-17", "2026-11-24", "red", 22),
        ("2026-11-09", "2026-11-16", "orange", 14),
        ("2026-11-03", "2026-11-08", "yellow", 6),
        ("2026-10-28", "2026-11-02", "yellow", 0),
        (None, "2026-10-27", "green", 4),
    ]


def test_what_was_reached_is_green_from_that_day(
    viewer: APIClient, project: models.Project
) -> None:
    reached = milestone_in(
        project,
        state=ActivityState.CLAIMED,
        actual_finish=datetime.date(2026, 11, 10),
        reached_at=NOW,
    )
    runs = history(viewer, reached)["runs"]
    assert brief(runs[:2]) == [
        ("2026-11-10", "2026-11-24", "green", 8),
        ("2026-11-09", "2026-11-09", "orange", 7),
    ]


def test_without_a_planned_date_it_was_always_grey(
    viewer: APIClient, project: models.Project
) -> None:
    said = history(viewer, milestone_in(project, planned_finish=None))
    assert brief(said["runs"]) == [(None, "2026-11-24", "grey", None)]


def test_the_first_run_is_the_light_of_the_list(viewer: APIClient, project: models.Project) -> None:
    milestone = milestone_in(project)
    row = viewer.get(f"/api/v1/milestones/{milestone.pk}/").json()
    assert history(viewer, milestone)["runs"][0]["light"] == row["light"]


def test_the_rule_speaks_both_languages(viewer: APIClient, project: models.Project) -> None:
    rule = history(viewer, milestone_in(project))["rule"]
    assert (rule["name"], rule["version"], rule["weak_source"]) == ("days-late", 1, True)
    assert set(rule["text"]) == {"en", "zh-hans"}


def test_queries_do_not_grow_with_the_days(viewer: APIClient, project: models.Project) -> None:
    new, old = milestone_in(project), milestone_in(project)
    models.Milestone.objects.filter(pk=old.pk).update(planned_finish=datetime.date(2016, 1, 4))
    history(viewer, new)
    counts = []
    for milestone in (new, old):
        with CaptureQueriesContext(connection) as asked:
            history(viewer, milestone)
        counts.append(len(asked))
    assert counts[0] == counts[1]


@pytest.fixture
def taken_back(project: models.Project, people: dict[str, models.User]) -> models.Activity:
    """Planned for 2 November, claimed on the 10th for the 6th, taken back on the 20th."""
    with time_machine.travel(NOW - datetime.timedelta(days=30), tick=False):
        milestone = milestone_in(project, evidence_policy=EvidencePolicy.CLAIMED)
        models.Project.objects.filter(pk=project.pk).update(updated_at=NOW - 40 * ONE_DAY)
    claimed, reopened = NOW - 14 * ONE_DAY, NOW - 4 * ONE_DAY
    progress.milestone_claim(
        user=people["planner"],
        milestone=milestone,
        actual_finish=datetime.date(2026, 11, 6),
        now=claimed,
    )
    with time_machine.travel(reopened, tick=False):
        progress.milestone_reopen(
            user=people["planner"], milestone=milestone, reason="not yet", now=reopened
        )
    return milestone


def test_a_claim_taken_back_stood_until_then(
    viewer: APIClient, taken_back: models.Activity
) -> None:
    then = history(viewer, taken_back, as_of="2026-11-15")
    assert then["as_of"] == "2026-11-15"
    assert brief(then["runs"][:2]) == [
        ("2026-11-06", "2026-11-15", "green", 4),
        ("2026-11-03", "2026-11-05", "yellow", 3),
    ]
    now = history(viewer, taken_back)
    assert now["as_of"] == "2026-11-24"
    assert brief(now["runs"][:2]) == [
        ("2026-11-17", "2026-11-24", "red", 22),
        ("2026-11-09", "2026-11-16", "orange", 14),
    ]


def test_a_claim_of_later_was_not_known(viewer: APIClient, taken_back: models.Activity) -> None:
    then = history(viewer, taken_back, as_of="2026-11-09")
    assert brief(then["runs"][:1]) == [("2026-11-09", "2026-11-09", "orange", 7)]


def test_the_day_ends_on_site(viewer: APIClient, taken_back: models.Activity) -> None:
    """The claim came at noon of the 10th in Shanghai: the day's end knows it."""
    then = history(viewer, taken_back, as_of="2026-11-10")
    assert then["runs"][0]["light"]["colour"] == "green"


def test_what_was_written_since_is_told(
    viewer: APIClient, project: models.Project, taken_back: models.Activity
) -> None:
    def told(day: str) -> list[str]:
        return [each["what"] for each in history(viewer, taken_back, as_of=day)["changed_since"]]

    assert told("2026-11-15") == ["milestone"]
    assert told("2026-11-20") == []
    models.Project.objects.filter(pk=project.pk).update(updated_at=NOW)
    assert told("2026-11-20") == ["project"]
    assert history(viewer, taken_back)["changed_since"] == []


def test_a_calendar_and_a_baseline_written_since_are_told(
    viewer: APIClient, project: models.Project, taken_back: models.Activity
) -> None:
    calendar = factories.CalendarFactory.create(project=project)
    models.Project.objects.filter(pk=project.pk).update(calendar=calendar, compare_with="baseline")
    project.baselines.create(
        name="B", taken_at=NOW, computation=1, finish=0, network=b"", is_current=True
    )
    models.Activity.objects.filter(pk=taken_back.pk).update(
        baseline_finish=datetime.date(2026, 11, 2)
    )
    said = history(viewer, taken_back, as_of="2026-11-20")
    assert [each["what"] for each in said["changed_since"]] == ["calendar", "baseline"]
    assert said["compared_date"] == "baseline"


def test_a_day_that_has_not_come_is_today(viewer: APIClient, taken_back: models.Activity) -> None:
    assert history(viewer, taken_back, as_of="2027-01-01") == history(viewer, taken_back)


@pytest.mark.parametrize("as_of", ["", "yesterday", "2026-02-30", "0001-01-01", "2026-11-10T00:00"])
def test_a_day_is_a_day(viewer: APIClient, taken_back: models.Activity, as_of: str) -> None:
    url = f"/api/v1/milestones/{taken_back.pk}/light-history/"
    problem_in(viewer.get(url, {"as_of": as_of}), status=400)


def test_unknown_parameters_and_foreign_ids_are_refused(
    viewer: APIClient, project: models.Project
) -> None:
    url = f"/api/v1/milestones/{milestone_in(project).pk}/light-history/"
    problem_in(viewer.get(url, {"colour": "red"}), status=400)
    other = milestone_in(factories.ProjectFactory.create())
    problem_in(viewer.get(f"/api/v1/milestones/{other.pk}/light-history/"), status=404)
