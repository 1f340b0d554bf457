"""What a milestone may ask of its photos beside how many: grade, age and boundary."""

import datetime
from typing import Any

import pytest
from rest_framework.test import APIClient

from projects import models
from projects.errors import RuleBroken
from projects.models.words import ActivityState
from projects.services.photos import grades_due_mark, photos_grade
from projects.services.progress import milestone_accept, milestone_claim
from tests import factories
from tests.conftest import ClientOf
from tests.data.make_photos import site_gps
from tests.projects.photos.asking import post
from tests.projects.photos.test_grades import AROUND, AT_THE_CAMERA, ELSEWHERE, bytes_of

People = dict[str, models.User]


def now() -> datetime.datetime:
    return datetime.datetime.now(datetime.UTC)


def stamped(*, days_ago: int = 0, placed: bool = True) -> bytes:
    taken = now() - datetime.timedelta(days=days_ago, minutes=5)
    tags: dict[str, Any] = {"gps": site_gps()} if placed else {}
    return bytes_of(taken=taken.strftime("%Y:%m:%d %H:%M:%S"), offset="+00:00", **tags)


def claimed(project: models.Project, people: People, **asked: Any) -> models.Activity:
    project.site_boundary = AROUND
    project.save(update_fields=["site_boundary"])
    building = factories.BuildingFactory.create(project=project, footprint=AT_THE_CAMERA)
    milestone: models.Activity = factories.MilestoneFactory.create(
        project=project, building=building, **asked
    )
    milestone_claim(user=people["site_manager"], milestone=milestone, now=now())
    return milestone


def state_of(milestone: models.Activity) -> str:
    milestone.refresh_from_db()
    return milestone.state


@pytest.mark.parametrize(
    ("asked", "short", "good"),
    [
        ({"photos_grade_least": "strong"}, {"placed": False}, {}),
        ({"photos_age_most_days": 3}, {"days_ago": 5}, {"days_ago": 1}),
        ({"photos_within": "site"}, {"placed": False}, {}),
        ({"photos_within": "building"}, {"placed": False}, {}),
    ],
    ids=["grade", "age", "site", "building"],
)
def test_only_photos_that_meet_it_make_evidence(
    site: APIClient,
    project: models.Project,
    people: People,
    asked: dict[str, Any],
    short: dict[str, Any],
    good: dict[str, Any],
) -> None:
    milestone = claimed(project, people, **asked)
    post(site, stamped(**short), milestone=milestone.pk)
    assert state_of(milestone) == ActivityState.CLAIMED
    with pytest.raises(RuleBroken) as refused:
        milestone_accept(user=people["planner"], milestone=milestone, now=now())
    assert refused.value.code == "evidence_missing"
    assert refused.value.details["photo_count"] == 0

    post(site, stamped(**good), milestone=milestone.pk)
    assert state_of(milestone) == ActivityState.EVIDENCED


def test_a_boundary_drawn_anew_takes_evidence_back_and_gives_it(
    site: APIClient, project: models.Project, people: People
) -> None:
    milestone = claimed(project, people, photos_grade_least="strong", photos_within="site")
    models.Building.objects.update(footprint=None)
    post(site, stamped(), milestone=milestone.pk)
    assert state_of(milestone) == ActivityState.EVIDENCED
    for area, state in (
        (ELSEWHERE, ActivityState.CLAIMED),
        (AROUND, ActivityState.EVIDENCED),
    ):
        models.Project.objects.update(site_boundary=area)
        grades_due_mark(photos=models.Photo.objects.all())
        photos_grade(now=now())
        assert state_of(milestone) == state


def test_planners_ask_by_the_api_and_for_nothing_impossible(
    project: models.Project, people: People, client_of: ClientOf
) -> None:
    milestone = factories.MilestoneFactory.create(project=project)
    planner = client_of(people["planner"])
    path = f"/api/v1/milestones/{milestone.pk}/"

    def patch(**asked: Any) -> Any:
        headers = {"If-Match": planner.get(path)["ETag"]}
        return planner.patch(path, asked, format="json", headers=headers)

    done = patch(photos_grade_least="fair", photos_age_most_days=7)
    assert done.status_code == 200, done.content
    assert (done.json()["photos_grade_least"], done.json()["photos_age_most_days"]) == ("fair", 7)
    for within in ("site", "building"):
        refused = patch(photos_within=within)
        assert refused.status_code == 400, refused.content
        assert refused.json()["errors"][0]["pointer"] == "/photos_within"
    for wrong in ({"photos_grade_least": "best"}, {"photos_age_most_days": -1}):
        assert patch(**wrong).status_code == 400
    assert patch(photos_age_most_days=3651).status_code == 400
