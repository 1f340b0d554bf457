"""Hostile headers: announced lengths, media types and forged routing."""

import pytest

from tests.projects.api.asking import problem_in
from tests.projects.api.hostile import Inside

pytestmark = pytest.mark.django_db


def test_protocol(inside: Inside) -> None:
    client, _own = inside
    url = "/api/v1/projects/"
    announced = client.post(
        url, "{}", "application/json", headers={"Content-Length": "99999999999"}
    )
    assert announced.status_code in (400, 413)
    for media in ("text/html", "application/xml", "application/x-www-form-urlencoded", "x", ""):
        problem_in(client.generic("POST", url, b"{}", media), status=415)
    for accept in ("text/html", "image/png", "application/xml", ";;;", "\x00"):
        problem_in(client.get(url, headers={"Accept": accept}), status=406)
    for header in ("X-HTTP-Method-Override", "X-Forwarded-Host", "X-Original-URL", "Forwarded"):
        assert client.get(url, headers={header: "DELETE"}).status_code == 200
