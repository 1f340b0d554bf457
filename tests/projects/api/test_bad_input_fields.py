"""Hostile names, dates, numbers and ids in bodies: a clear refusal, or text like any other."""

import json
from typing import Any

import pytest

from tests.projects.api.asking import problem_in
from tests.projects.api.hostile import Inside, stored

pytestmark = pytest.mark.django_db

NAMES = {
    "100,000 characters": "x" * 100_000,
    "NUL": "a\x00b",
    "only blanks": " \t\n",
    "nothing": "",
    "a number": 7,
    "true": True,
    "null": None,
    "a list": ["x"],
    "an object": {"$gt": ""},
}


@pytest.mark.parametrize("name", NAMES, ids=str)
@pytest.mark.parametrize("noun", ["projects", "buildings", "calendars", "activities", "milestones"])
def test_names_refused(inside: Inside, noun: str, name: str) -> None:
    client, own = inside
    before = stored()
    body = {"project": own["projects"], "code": "NEW", "name": NAMES[name]}
    if noun == "projects":
        del body["project"]
    if noun == "calendars":
        del body["code"]
    response = client.post(f"/api/v1/{noun}/", json.dumps(body), "application/json")
    said = problem_in(response, status=400)
    assert [each["pointer"] for each in said["errors"]] == ["/name"], said
    assert stored() == before


STRANGE = [
    "../../etc/passwd",
    "a\r\nBcc: x@y",
    "\u202egnp.exe",
    "<script>alert(1)</script>",
    "=1+1",
    "'; DROP TABLE projects_project;--",
    "%s%n{0}",
    "封顶\u2028主体",
    "👷🏗️",
    "\x1b[31mred",
]


@pytest.mark.parametrize("name", STRANGE)
def test_strange_names_are_text_and_come_back_as_they_went(inside: Inside, name: str) -> None:
    client, own = inside
    body = {"project": own["projects"], "code": "NEW", "name": name}
    made = client.post("/api/v1/milestones/", json.dumps(body), "application/json")
    assert made.status_code == 201, made.content
    assert made.json()["name"] == name
    assert made["Content-Type"] == "application/json"
    assert made["X-Content-Type-Options"] == "nosniff"
    found = client.get("/api/v1/milestones/", {"search": name}).json()
    assert [row["name"] for row in found["results"]] == [name]


@pytest.mark.parametrize(
    "date",
    [
        "0001-01-01",
        "9999-12-31",
        "1899-12-31",
        "3000-01-01",
        "2026-02-30",
        "2026-13-01",
        "2026-11-20T00:00:00Z",
        "20.11.2026",
        "20261120",
        "2026-W47-5",
        "٢٠٢٦-١١-٢٠",
        "",
        "today",
        20261120,
        1.5,
        True,
        [],
        "2026-11-20\x00",
        "x" * 10_000,
    ],
)
@pytest.mark.parametrize("noun", ["activities", "milestones"])
def test_dates(inside: Inside, noun: str, date: Any) -> None:
    client, own = inside
    before = stored()
    body = {"project": own["projects"], "code": "NEW", "name": "x", "planned_finish": date}
    response = client.post(f"/api/v1/{noun}/", json.dumps(body), "application/json")
    said = problem_in(response, status=400)
    assert [each["pointer"] for each in said["errors"]] == ["/planned_finish"]
    assert stored() == before


@pytest.mark.parametrize("number", [-1, 10**5, 10**23, 1.5, "4", True, [], {}, "NaN", "1e999999"])
def test_numbers(inside: Inside, number: Any) -> None:
    client, own = inside
    body = {"project": own["projects"], "code": "NEW", "name": "x", "floors": number}
    before = stored()
    response = client.post("/api/v1/buildings/", json.dumps(body), "application/json")
    said = problem_in(response, status=400)
    assert [each["pointer"] for each in said["errors"]] == ["/floors"]
    assert stored() == before


@pytest.mark.parametrize("related", [-1, 0, 10**12, 10**23, -(10**23), 1.5, "1", True, [], {}])
def test_ids_in_bodies(inside: Inside, related: Any) -> None:
    client, _own = inside
    before = stored()
    body = {"project": related, "code": "NEW", "name": "x"}
    for noun in ("buildings", "activities", "milestones"):
        response = client.post(f"/api/v1/{noun}/", json.dumps(body), "application/json")
        said = problem_in(response, status=400)
        assert [each["pointer"] for each in said["errors"]] == ["/project"]
    assert stored() == before


def test_mass_assignment(inside: Inside) -> None:
    client, own = inside
    for name in (
        "id",
        "version",
        "created_at",
        "state",
        "reached_at",
        "overdue_at",
        "is_superuser",
    ):
        body = {"project": own["projects"], "code": "NEW", "name": "x", name: 1}
        response = client.post("/api/v1/activities/", json.dumps(body), "application/json")
        said = problem_in(response, status=400)
        assert [each["pointer"] for each in said["errors"]] == [f"/{name}"]
        assert said["code"] in ("unknown_field", "read_only_field")
