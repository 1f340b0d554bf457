"""`projects/`: who sees, makes, changes and removes them."""

import pytest

from projects import models
from projects.models.words import Role
from tests import factories
from tests.conftest import ClientOf

URL = "/api/v1/projects/"
BASE = {
    "code": "GOERTEK-VR",
    "name": "歌尔虚拟现实全球智能制造基地",
    "name_en": "Goertek virtual reality global intelligent manufacturing base",
    "investment_cny": 5000000000,
    "site_area_mu": 200,
}
pytestmark = pytest.mark.django_db


def test_a_planner_makes_a_project_and_administers_it(
    people: dict[str, models.User], client_of: ClientOf
) -> None:
    client = client_of(people["planner"])
    answer = client.post(URL, BASE)
    assert answer.status_code == 201, answer.content
    assert answer.json()["role"] == "project_admin"
    assert answer.json()["investment_cny"] == 5000000000
    assert client.post(URL, BASE).status_code == 409
    found = client.get(URL, {"search": "goertek"}).json()["results"]
    assert [row["code"] for row in found] == ["GOERTEK-VR"]


@pytest.mark.parametrize("role", ["viewer", "official", "site_manager", "stranger"])
def test_others_make_none(people: dict[str, models.User], client_of: ClientOf, role: str) -> None:
    assert client_of(people[role]).post(URL, BASE).status_code == 403


@pytest.mark.parametrize(
    ("body", "pointer", "code"),
    [
        ({"time_zone": "Mars/Olympus"}, "/time_zone", "unknown_time_zone"),
        ({"investment_cny": -1}, "/investment_cny", "min_value"),
        ({"planned_start": "2026-02-30"}, "/planned_start", "invalid"),
        ({"planned_start": "9999-12-31"}, "/planned_start", "out_of_range"),
        ({"must_finish_by": "2020-01-01", "planned_start": "2021-01-01"}, "/must_finish_by", ""),
        ({"name": "x" * 201}, "/name", "max_length"),
        ({"name": "a\x00b"}, "/name", "null_characters_not_allowed"),
        ({"owner": 1}, "/owner", "unknown_field"),
        ({"version": 7}, "/version", "read_only_field"),
    ],
)
def test_wrong_bodies_are_refused(
    people: dict[str, models.User],
    client_of: ClientOf,
    body: dict[str, object],
    pointer: str,
    code: str,
) -> None:
    answer = client_of(people["planner"]).post(URL, {**BASE, **body})
    assert answer.status_code == 400
    fault = answer.json()["errors"][0]
    assert fault["pointer"] == pointer
    assert fault["code"] == (code or "finish_before_start")
    assert models.Project.objects.count() == 1


def test_only_administrators_delete_and_proof_stays(
    project: models.Project, people: dict[str, models.User], client_of: ClientOf
) -> None:
    url = f"{URL}{project.pk}/"
    match = {"If-Match": '"1"'}
    assert client_of(people["planner"]).delete(url, headers=match).status_code == 403
    assert client_of(people["stranger"]).delete(url, headers=match).status_code == 404
    admin = client_of(people["project_admin"])
    photo = factories.PhotoFactory.create(project=project, uploaded_by=people["planner"])
    refused = admin.delete(url, headers=match)
    assert (refused.status_code, refused.json()["code"]) == (409, "in_use")
    photo.delete()
    assert admin.delete(url, headers=match).status_code == 204


def test_a_calendar_abroad_is_unknown(
    project: models.Project, people: dict[str, models.User], client_of: ClientOf
) -> None:
    other = factories.CalendarFactory.create()
    factories.MembershipFactory.create(
        project=other.project, user=people["planner"], role=Role.PLANNER
    )
    answer = client_of(people["planner"]).patch(
        f"{URL}{project.pk}/", {"calendar": other.pk}, headers={"If-Match": '"1"'}
    )
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["code"] == "unknown_relation"


def test_the_role_is_the_callers(
    project: models.Project, people: dict[str, models.User], client_of: ClientOf
) -> None:
    for role in (*Role.values, "administrator"):
        row = client_of(people[role]).get(f"{URL}{project.pk}/").json()
        assert row["role"] == ("project_admin" if role == "administrator" else role)
