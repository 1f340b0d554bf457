"""What is refused before a byte travels, and headers that make no sense."""

import base64
from typing import Any

import pytest
from rest_framework.test import APIClient

from projects import models
from projects.services.uploads import opening
from tests.projects.api.asking import problem_in
from tests.projects.uploads.asking import JPEG, TUS, announce, append, head, metadata, sent

SURROGATE = base64.b64encode(b"\xed\xa0\x80").decode()


def test_limits_before_the_body(
    site: APIClient, project: models.Project, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    problem_in(announce(site, JPEG, project=project.pk, length=10**12), status=413)
    video = announce(site, JPEG, project=project.pk, filetype="video/mp4")
    problem_in(video, status=415, code="unsupported_media_type")
    assert announce(site, JPEG, project=project.pk, filetype="").status_code == 201
    monkeypatch.setattr(opening, "OPEN_MOST", 1)
    problem_in(announce(site, JPEG + b"1", project=project.pk), status=429, code="too_many_uploads")
    settings.MEDIA_FLOOR_BYTES = 2**62
    problem_in(announce(site, JPEG + b"2", project=project.pk), status=507, code="storage_full")


@pytest.mark.parametrize(
    ("name", "value", "pointer"),
    [
        ("project", None, "/project"),
        ("project", "0", "/project"),
        ("project", "٣", "/project"),
        ("project", "9" * 30, "/project"),
        ("sha256", None, "/sha256"),
        ("sha256", "x", "/sha256"),
        ("client_upload_id", "x", "/client_upload_id"),
        ("client_upload_id", None, "/client_upload_id"),
        ("building", "999999", "/building"),
        ("activity", "-1", "/activity"),
        ("caption", "x" * 501, "/caption"),
        ("caption", "a\x00b", "/caption"),
        ("filename", "a\x00b", "/filename"),
        ("captured_at", "2026-11-20T10:00:00", "/captured_at"),
        ("captured_at", "yesterday", "/captured_at"),
        ("latitude", "nan", "/latitude"),
        ("latitude", "91", "/latitude"),
        ("longitude", "12", "/latitude"),
        ("position_accuracy_m", "inf", "/position_accuracy_m"),
        ("drawing_of", "1", "/drawing_of"),
        ("colour", "red", "/colour"),
        ("device_latitude", "1", "/Upload-Metadata"),
    ],
)
def test_metadata(
    site: APIClient, project: models.Project, name: str, value: str | None, pointer: str
) -> None:
    values: dict[str, Any] = {"project": project.pk, name: value}
    answer = announce(site, JPEG, **values)
    said = problem_in(answer, status=400)
    assert pointer in [each["pointer"] for each in said["errors"]], said
    assert not models.Upload.objects.exists()


def test_a_long_or_foreign_name_is_no_reason_to_lose_a_photo(
    site: APIClient, project: models.Project
) -> None:
    for number, name in enumerate(("x" * 300, "صورة", "../../etc/passwd")):
        body = JPEG + bytes([number])
        assert announce(site, body, project=project.pk, filename=name).status_code == 201
    names = set(models.Upload.objects.values_list("original_name", flat=True))
    assert names == {"x" * 255, "صورة", "../../etc/passwd"}


@pytest.mark.parametrize(
    "headers",
    [
        {"Upload-Length": "x"},
        {"Upload-Length": "-1"},
        {"Upload-Length": "1e3"},
        {"Upload-Length": "0"},
        {"Upload-Length": "9" * 30},
        {"Upload-Length": ""},
        {"Upload-Metadata": "project"},
        {"Upload-Metadata": "project ***"},
        {"Upload-Metadata": "project MQ==,project MQ=="},
        {"Upload-Metadata": f"caption {SURROGATE}"},
        {"Upload-Metadata": "Project MQ=="},
        {"Upload-Metadata": "é MQ=="},
    ],
)
def test_headers_of_an_announcement(
    site: APIClient, project: models.Project, headers: dict[str, str]
) -> None:
    told = {**TUS, "Upload-Length": "5", "Upload-Metadata": metadata(project=project.pk), **headers}
    problem_in(site.post("/api/v1/uploads/", headers=told), status=400)


@pytest.mark.parametrize(
    "headers",
    [
        {"Upload-Offset": ""},
        {"Upload-Offset": "-1"},
        {"Upload-Checksum": "md5 AAAA"},
        {"Upload-Checksum": "sha256"},
        {"Upload-Checksum": "sha256 AAAA"},
        {"Upload-Checksum": "sha256 ***"},
    ],
)
def test_headers_of_a_piece(site: APIClient, url: str, headers: dict[str, str]) -> None:
    problem_in(append(site, url, JPEG, at=0, **headers), status=400)
    assert head(site, url)["Upload-Offset"] == "0"


def test_a_piece_says_what_it_is_and_how_long(site: APIClient, url: str) -> None:
    told = {**TUS, "Upload-Offset": "0"}
    problem_in(sent(site, url, JPEG, "image/jpeg", **told), status=415)
    media = "application/offset+octet-stream"
    endless = {**told, "Content-Length": ""}
    problem_in(sent(site, url, JPEG, media, **endless), status=400)
    assert head(site, url)["Upload-Offset"] == "0"


@pytest.mark.parametrize("version", ["", "0.2.2", "1.0.0, 1.0.0"])
def test_another_protocol(site: APIClient, url: str, version: str) -> None:
    headers = {"Tus-Resumable": version, "Upload-Length": "5", "Upload-Offset": "0"}
    for method, where in (("post", "/api/v1/uploads/"), ("delete", url)):
        answer = getattr(site, method)(where, headers=headers)
        problem_in(answer, status=412, code="tus_version")
        assert answer["Tus-Version"] == "1.0.0"
    assert site.head(url, headers=headers).status_code == 412


def test_unknown_parameters(site: APIClient, url: str) -> None:
    problem_in(site.get(f"{url}?fields=id&x=1"), status=400)
    problem_in(site.post("/api/v1/uploads/?x=1", headers=TUS), status=400)
