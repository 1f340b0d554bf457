"""`buildings/`."""

import pytest

from projects import models
from tests import factories
from tests.conftest import ClientOf

URL = "/api/v1/buildings/"
pytestmark = pytest.mark.django_db


def test_create_change_delete(
    project: models.Project, people: dict[str, models.User], client_of: ClientOf
) -> None:
    planner = client_of(people["planner"])
    body = {"project": project.pk, "code": "3#", "name": "3# 厂房", "floors": 4}
    made = planner.post(URL, body)
    assert made.status_code == 201, made.content
    assert planner.post(URL, body).json()["code"] == "already_exists"
    url = f"{URL}{made.json()['id']}/"
    changed = planner.patch(url, {"floors": 5}, headers={"If-Match": made["ETag"]})
    assert changed.json()["floors"] == 5
    assert planner.delete(url, headers={"If-Match": changed["ETag"]}).status_code == 204


def test_a_building_in_use_stays(
    project: models.Project, people: dict[str, models.User], client_of: ClientOf
) -> None:
    activity = factories.ActivityFactory.create(project=project)
    url = f"{URL}{activity.building_id}/"
    answer = client_of(people["planner"]).delete(url, headers={"If-Match": '"1"'})
    assert (answer.status_code, answer.json()["code"]) == (409, "in_use")


def test_only_planners_write(
    project: models.Project, people: dict[str, models.User], client_of: ClientOf
) -> None:
    body = {"project": project.pk, "code": "3#", "name": "3# 厂房"}
    for role in ("viewer", "site_manager", "official"):
        assert client_of(people[role]).post(URL, body).status_code == 403
    foreign = factories.ProjectFactory.create()
    answer = client_of(people["planner"]).post(URL, {**body, "project": foreign.pk})
    assert answer.json()["errors"][0]["code"] == "unknown_relation"


def test_filters(
    project: models.Project, people: dict[str, models.User], client_of: ClientOf
) -> None:
    for order, code in ((2, "B"), (1, "A")):
        factories.BuildingFactory.create(project=project, code=code, order=order)
    viewer = client_of(people["viewer"])
    rows = viewer.get(URL, {"project": project.pk}).json()["results"]
    assert [row["code"] for row in rows] == ["A", "B"]
    assert len(viewer.get(URL, {"code": "B"}).json()["results"]) == 1


def test_the_footprint_is_a_closed_ring(
    project: models.Project, people: dict[str, models.User], client_of: ClientOf
) -> None:
    ring = [[119.21, 36.78], [119.22, 36.78], [119.22, 36.79], [119.21, 36.78]]
    body = {"project": project.pk, "code": "3#", "name": "3# 厂房"}
    planner = client_of(people["planner"])
    area = {"type": "Polygon", "coordinates": [ring]}
    made = planner.post(URL, {**body, "footprint": area})
    assert made.json()["footprint"] == area
    url = f"{URL}{made.json()['id']}/"
    open_ring = {"type": "Polygon", "coordinates": [ring[:3]]}
    refused = planner.patch(url, {"footprint": open_ring}, headers={"If-Match": made["ETag"]})
    assert refused.status_code == 400
    assert refused.json()["errors"][0] == {
        "pointer": "/footprint",
        "location": "body",
        "code": "invalid_area",
        "detail": refused.json()["errors"][0]["detail"],
    }
    cleared = planner.patch(url, {"footprint": None}, headers={"If-Match": made["ETag"]})
    assert cleared.json()["footprint"] is None
