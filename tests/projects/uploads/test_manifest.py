"""A phone compares what it has with what is here."""

import hashlib
import uuid
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient

from projects import models
from tests.conftest import ClientOf
from tests.projects.api.asking import problem_in
from tests.projects.uploads.asking import JPEG, announce, append

URL = "/api/v1/photos/manifest/"


def item(body: bytes, client_id: uuid.UUID | None = None) -> dict[str, str]:
    sha256 = hashlib.sha256(body).hexdigest()
    return {"client_upload_id": str(client_id or uuid.uuid4()), "sha256": sha256}


def test_what_is_safe_coming_and_missing(site: APIClient, project: models.Project) -> None:
    here, coming = uuid.uuid4(), uuid.uuid4()
    url = announce(site, JPEG, project=project.pk, client_upload_id=here)["Location"]
    append(site, url, JPEG, at=0)
    half = JPEG + b"x"
    url = announce(site, half, project=project.pk, client_upload_id=coming)["Location"]
    append(site, url, half[:100], at=0)
    photo = models.Photo.objects.get()
    items = [item(b"nowhere"), item(half, coming), item(JPEG, here), item(half), item(JPEG)]

    said = site.post(URL, {"project": project.pk, "items": items}).json()

    assert (said["stored"], said["receiving"], said["missing"]) == (2, 1, 2)
    states = [line["state"] for line in said["items"]]
    assert states == ["missing", "receiving", "stored", "missing", "stored"]
    assert [line["client_upload_id"] for line in said["items"]] == [
        each["client_upload_id"] for each in items
    ]
    assert (said["items"][1]["offset"], said["items"][1]["length"]) == (100, len(half))
    assert said["items"][2]["photo"] == said["items"][4]["photo"] == photo.pk
    assert said["items"][2]["stored_at"]
    assert said["items"][0] == {
        **items[0],
        "state": "missing",
        "photo": None,
        "stored_at": None,
        "offset": None,
        "length": None,
    }


@pytest.mark.parametrize("count", [0, 1, 500])
def test_the_same_queries_for_any_number(
    site: APIClient, project: models.Project, count: int
) -> None:
    body = {"project": project.pk, "items": [item(str(n).encode()) for n in range(count)]}
    with CaptureQueriesContext(connection) as captured:
        answer = site.post(URL, body)
    assert answer.status_code == 200
    # project, role, photos, uploads; the last two are not asked for nothing
    assert len(captured) == (4 if count else 2)


@pytest.mark.parametrize(
    "change",
    [
        {"items": None},
        {"items": [{}]},
        {"items": [{"client_upload_id": "x", "sha256": "y"}]},
        {"items": [{**item(b""), "more": 1}]},
        {"items": [item(str(n).encode()) for n in range(501)]},
        {"items": {}},
        {"project": 0},
        {"project": "1"},
        {"more": 1},
    ],
)
def test_bad_input(site: APIClient, project: models.Project, change: dict[str, Any]) -> None:
    problem_in(site.post(URL, {"project": project.pk, "items": [], **change}), status=400)


def test_who_may_ask(
    project: models.Project, people: dict[str, models.User], client_of: ClientOf
) -> None:
    body = {"project": project.pk, "items": []}
    for name, status in {"viewer": 403, "official": 403, "planner": 200}.items():
        assert client_of(people[name]).post(URL, body).status_code == status
