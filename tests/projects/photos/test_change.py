"""PATCH of a photo: who may, what may change, and how evidence moves with it."""

import datetime
import uuid
from typing import Any

import pytest
from rest_framework.test import APIClient

from projects import models
from projects.models.words import ActivityState, Move
from projects.services.progress import milestone_claim
from tests import factories
from tests.conftest import ClientOf
from tests.projects.photos.asking import PHOTOS, post

NOW = datetime.datetime(2026, 11, 24, 2, 0, tzinfo=datetime.UTC)
People = dict[str, models.User]


def change(client: APIClient, photo: models.Photo, *, version: int = 1, **said: Any) -> Any:
    """Send a change of the version that was read."""
    return client.patch(
        f"/api/v1/photos/{photo.pk}/", said, format="json", headers={"If-Match": f'"{version}"'}
    )


@pytest.fixture
def photo(project: models.Project, people: People) -> models.Photo:
    return factories.PhotoFactory.create(
        project=project,
        building=factories.BuildingFactory.create(project=project),
        uploaded_by=people["site_manager"],
    )


def test_words_and_place_change_with_the_version(
    site: APIClient, photo: models.Photo, project: models.Project
) -> None:
    other = factories.BuildingFactory.create(project=project)
    read = site.get(f"/api/v1/photos/{photo.pk}/")
    assert read["ETag"] == '"1"'

    answer = change(site, photo, caption="三层梁板", building=other.pk)

    assert (answer.status_code, answer["ETag"]) == (200, '"2"'), answer.content
    assert (answer.json()["caption"], answer.json()["building"]) == ("三层梁板", other.pk)
    assert change(site, photo, caption="late").json()["code"] == "precondition_failed"
    photo.refresh_from_db()
    assert (photo.caption, photo.building, photo.version) == ("三层梁板", other, 2)


def test_marks_are_drawn_beside_the_picture(site: APIClient, photo: models.Photo) -> None:
    marks = [{"kind": "arrow", "from": [0, 0.5], "to": [1, 1]}]
    answer = change(site, photo, drawing=marks)
    assert (answer.status_code, answer.json()["drawing"]) == (200, marks), answer.content
    assert answer.json()["sha256"] == photo.sha256
    refused = change(site, photo, version=2, drawing=[{"kind": "scribble"}])
    assert refused.status_code == 400
    assert refused.json()["errors"][0]["code"] == "invalid_drawing"


def test_a_receipt_carries_the_version_to_change(site: APIClient, project: models.Project) -> None:
    receipt = post(site, PHOTOS / "orientation_1.jpg", project=project.pk)

    answer = site.patch(
        f"/api/v1/photos/{receipt.json()['id']}/",
        {"caption": "x"},
        format="json",
        headers={"If-Match": receipt["ETag"]},
    )

    assert (answer.status_code, answer.json()["version"]) == (200, 2)


@pytest.mark.parametrize(
    ("role", "status"),
    [("site_manager", 200), ("planner", 200), ("project_admin", 200), ("official", 403)],
)
def test_the_uploader_and_who_plans_may(
    photo: models.Photo, people: People, client_of: ClientOf, role: str, status: int
) -> None:
    assert change(client_of(people[role]), photo, caption="x").status_code == status


def test_a_site_manager_leaves_photos_of_others_alone(
    site: APIClient, photo: models.Photo, people: People
) -> None:
    models.Photo.objects.update(uploaded_by=people["planner"])

    assert change(site, photo, caption="x").status_code == 403
    photo.refresh_from_db()
    assert (photo.caption, photo.version) == ("", 1)


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"sha256": "0" * 64}, "read_only_field"),
        ({"taken_at": "2026-11-24T00:00:00Z"}, "read_only_field"),
        ({"project": 1}, "read_only_field"),
        ({"colour": "red"}, "unknown_field"),
        ({"caption": "x" * 501}, "max_length"),
        ({"caption": None}, "null_not_allowed"),
        ({"activity": 10**12}, "unknown_relation"),
        ({"building": "1"}, "invalid"),
    ],
)
def test_what_is_evidence_cannot_be_changed(
    site: APIClient, photo: models.Photo, said: dict[str, Any], code: str
) -> None:
    answer = change(site, photo, **said)

    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (400, code)
    photo.refresh_from_db()
    assert photo.version == 1


@pytest.mark.parametrize("name", ["building", "activity", "milestone"])
def test_a_photo_stays_in_its_project(site: APIClient, photo: models.Photo, name: str) -> None:
    elsewhere = factories.MembershipFactory.create(
        user=photo.uploaded_by, role="site_manager"
    ).project
    milestone = factories.MilestoneFactory.create(project=elsewhere)
    target = milestone.building_id if name == "building" else milestone.pk

    said: dict[str, Any] = {name: target}
    answer = change(site, photo, **said)

    assert (answer.status_code, answer.json()["code"]) == (400, "unknown_relation")
    photo.refresh_from_db()
    assert (photo.version, photo.activity) == (1, None)


def test_milestone_and_activity_must_agree(
    site: APIClient, photo: models.Photo, project: models.Project
) -> None:
    one, two = (factories.MilestoneFactory.create(project=project) for _ in range(2))

    assert change(site, photo, milestone=one.pk, activity=two.pk).status_code == 400
    assert change(site, photo, milestone=one.pk, activity=one.pk).status_code == 200


def test_evidence_moves_with_the_photo(
    site: APIClient, project: models.Project, people: People, client_of: ClientOf
) -> None:
    wrong, right = (factories.MilestoneFactory.create(project=project) for _ in range(2))
    for milestone in (wrong, right):
        milestone_claim(user=people["site_manager"], milestone=milestone, now=NOW)
    upload = str(uuid.uuid4())
    post(site, PHOTOS / "orientation_1.jpg", milestone=wrong.pk, client_upload_id=upload)
    photo = models.Photo.objects.get()

    answer = change(client_of(people["planner"]), photo, milestone=right.pk)

    assert answer.status_code == 200, answer.content
    assert (answer.json()["activity"], answer.json()["building"]) == (right.pk, right.building_id)
    wrong.refresh_from_db()
    right.refresh_from_db()
    assert (wrong.state, wrong.reached_at) == (ActivityState.CLAIMED, None)
    assert (right.state, bool(right.reached_at)) == (ActivityState.EVIDENCED, True)
    entry = wrong.progress_entries.get(move=Move.WITHDRAW)
    assert (entry.reported_by, str(photo.pk) in entry.note) == (people["planner"], True)

    assert change(site, photo, version=2, activity=None).status_code == 200
    right.refresh_from_db()
    assert right.state == ActivityState.CLAIMED


def test_a_change_of_words_leaves_evidence_alone(
    site: APIClient, project: models.Project, people: People
) -> None:
    milestone = factories.MilestoneFactory.create(project=project)
    milestone_claim(user=people["site_manager"], milestone=milestone, now=NOW)
    post(site, PHOTOS / "orientation_1.jpg", milestone=milestone.pk)

    answer = change(site, models.Photo.objects.get(), caption="x", milestone=milestone.pk)

    assert answer.status_code == 200
    milestone.refresh_from_db()
    assert milestone.state == ActivityState.EVIDENCED
    assert not milestone.progress_entries.filter(move=Move.WITHDRAW).exists()
