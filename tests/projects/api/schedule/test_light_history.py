"""`milestones/{id}/light-history/`: the days on which a light changed, to the day."""

import datetime
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient

from projects import models
from projects.models.words import ActivityState
from tests import factories
from tests.conftest import ClientOf
from tests.projects.api.asking import problem_in

# Tuesday noon in Shanghai
NOW = datetime.datetime(2026, 11, 24, 4, 0, tzinfo=datetime.UTC)
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


def history(client: APIClient, milestone: models.Activity) -> Any:
    said = client.get(f"/api/v1/milestones/{milestone.pk}/light-history/")
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


def test_unknown_parameters_and_foreign_ids_are_refused(
    viewer: APIClient, project: models.Project
) -> None:
    url = f"/api/v1/milestones/{milestone_in(project).pk}/light-history/"
    problem_in(viewer.get(url, {"colour": "red"}), status=400)
    other = milestone_in(factories.ProjectFactory.create())
    problem_in(viewer.get(f"/api/v1/milestones/{other.pk}/light-history/"), status=404)
