"""`memberships/`: the task force, and that somebody always administers it."""

import pytest

from projects import models
from projects.models.words import Role
from tests import factories
from tests.conftest import ClientOf

URL = "/api/v1/memberships/"
pytestmark = pytest.mark.django_db


def test_people_join_by_user_name(
    project: models.Project, people: dict[str, models.User], client_of: ClientOf
) -> None:
    admin = client_of(people["project_admin"])
    name = people["stranger"].username
    body = {"project": project.pk, "user": name, "role": "official"}
    made = admin.post(URL, body)
    assert made.status_code == 201, made.content
    assert made.json()["user"] == name
    assert admin.post(URL, body).status_code == 409
    unknown = admin.post(URL, {**body, "user": "nobody"})
    assert unknown.json()["errors"][0] == {
        **unknown.json()["errors"][0],
        "pointer": "/user",
        "code": "unknown_relation",
    }
    assert admin.post(URL, {**body, "user": "a\x00"}).status_code == 400
    url = f"{URL}{made.json()['id']}/"
    other = admin.patch(url, {"user": "x"}, headers={"If-Match": made["ETag"]})
    assert other.json()["errors"][0]["code"] == "read_only_field"


def test_only_administrators_write(
    project: models.Project, people: dict[str, models.User], client_of: ClientOf
) -> None:
    body = {"project": project.pk, "user": people["stranger"].username, "role": "viewer"}
    for role in ("viewer", "site_manager", "official", "planner"):
        assert client_of(people[role]).post(URL, body).status_code == 403


def test_the_last_administrator_stays(
    project: models.Project, people: dict[str, models.User], client_of: ClientOf
) -> None:
    admin = client_of(people["project_admin"])
    own = project.memberships.get(role=Role.PROJECT_ADMIN)
    match = {"If-Match": '"1"'}
    assert admin.delete(f"{URL}{own.pk}/", headers=match).json()["code"] == "last_admin"
    demoted = admin.patch(f"{URL}{own.pk}/", {"role": "viewer"}, headers=match)
    assert (demoted.status_code, demoted.json()["code"]) == (409, "last_admin")
    factories.MembershipFactory.create(project=project, role=Role.PROJECT_ADMIN)
    assert admin.delete(f"{URL}{own.pk}/", headers=match).status_code == 204


def test_filters(
    project: models.Project, people: dict[str, models.User], client_of: ClientOf
) -> None:
    viewer = client_of(people["viewer"])
    rows = viewer.get(URL, {"project": str(project.pk), "role": "planner,official"}).json()[
        "results"
    ]
    assert {row["role"] for row in rows} == {"planner", "official"}
    assert len(viewer.get(URL, {"user": people["planner"].username}).json()["results"]) == 1
