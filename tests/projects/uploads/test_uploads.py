"""Uploads in pieces: announced, continued, stored, repeated, ended."""

import base64
import datetime
import hashlib
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.utils import timezone
from rest_framework.test import APIClient

from projects import models
from projects.models.words import TakenAtSource, UploadState
from projects.services.photos.original import original_key
from projects.services.uploads import uploads_expire
from tests import factories
from tests.projects.photos.asking import post, stored_files
from tests.projects.uploads.asking import JPEG, TUS, announce, append, head, id_of, partial

SHA256 = hashlib.sha256(JPEG).hexdigest()


def test_what_the_server_can(client: Any) -> None:
    answer = client.options("/api/v1/uploads/")
    assert answer.status_code == 204
    assert answer["Tus-Version"] == answer["Tus-Resumable"] == "1.0.0"
    assert answer["Tus-Extension"] == "creation,checksum,expiration,termination"
    assert int(answer["Tus-Max-Size"]) == 50 * 1024 * 1024
    assert answer["Tus-Checksum-Algorithm"] == "sha256"


def test_a_photo_in_three_pieces(site: APIClient, project: models.Project) -> None:
    building = factories.BuildingFactory.create(project=project)
    client_id = uuid.uuid4()
    opened = announce(
        site,
        JPEG,
        project=project.pk,
        building=building.pk,
        caption="东南角",
        client_upload_id=client_id,
        captured_at="2026-11-20T10:00:00+08:00",
        latitude="36.7",
        longitude="119.1",
        position_accuracy_m="8.5",
    )
    assert (opened.status_code, opened["Upload-Offset"]) == (201, "0")
    assert opened["Upload-Expires"].endswith("GMT")
    url = opened["Location"]
    for at in (0, 1000):
        answer = append(site, url, JPEG[at : at + 1000], at=at)
        assert (answer.status_code, answer["Upload-Offset"]) == (204, str(at + 1000))
        assert "Topout-Photo" not in answer
        asked = head(site, url)
        assert (asked.status_code, asked["Upload-Offset"]) == (200, str(at + 1000))
        assert (asked["Upload-Length"], asked["Cache-Control"]) == (str(len(JPEG)), "no-store")
    last = append(site, url, JPEG[2000:], at=2000)

    photo = models.Photo.objects.get()
    assert last.status_code == 204
    assert last["Upload-Offset"] == str(len(JPEG))
    assert last["Topout-Photo"] == str(photo.pk)
    assert last["Topout-Sha256"] == SHA256 == photo.sha256
    assert datetime.datetime.fromisoformat(last["Topout-Stored-At"]) == photo.stored_at
    assert default_storage.open(original_key(SHA256)).read() == JPEG
    assert (photo.building, photo.caption, photo.original_name) == (building, "东南角", "roof.jpg")
    assert (photo.client_upload_id, photo.size_bytes) == (client_id, len(JPEG))
    assert (photo.device_latitude, photo.device_longitude) == (36.7, 119.1)
    assert photo.device_accuracy_m == 8.5
    assert photo.device_taken_at == datetime.datetime(2026, 11, 20, 2, tzinfo=datetime.UTC)
    if photo.taken_at_source == TakenAtSource.DEVICE:
        assert photo.taken_at_zone == "+08:00"
    # the bytes were linked and their partial file is gone
    assert [path.name for path in stored_files()] == [SHA256]
    shown = site.get(url).json()
    assert shown == {
        "id": str(id_of(url)),
        "state": "stored",
        "offset": len(JPEG),
        "length": len(JPEG),
        "sha256": SHA256,
        "client_upload_id": str(client_id),
        "photo": photo.pk,
        "stored_at": shown["stored_at"],
        "reject_code": "",
        "expires_at": shown["expires_at"],
    }


def test_the_same_id_again_is_the_same_upload(site: APIClient, project: models.Project) -> None:
    client_id = uuid.uuid4()
    first = announce(site, JPEG, project=project.pk, client_upload_id=client_id)
    append(site, first["Location"], JPEG[:500], at=0)
    again = announce(site, JPEG, project=project.pk, client_upload_id=client_id)
    assert (again.status_code, again["Location"]) == (201, first["Location"])
    assert again["Upload-Offset"] == "500"
    other = announce(site, JPEG + b"x", project=project.pk, client_upload_id=client_id)
    assert (other.status_code, other.json()["code"]) == (409, "upload_id_reused")


def test_bytes_that_are_here_need_not_travel(site: APIClient, project: models.Project) -> None:
    photo = post(site, JPEG, project=project.pk).json()
    opened = announce(site, JPEG, project=project.pk)
    assert (opened.status_code, opened["Topout-Photo"]) == (201, str(photo["id"]))
    asked = head(site, opened["Location"])
    assert asked["Upload-Offset"] == asked["Upload-Length"] == str(len(JPEG))
    assert asked["Topout-Sha256"] == SHA256


def test_a_row_whose_file_is_gone_lets_the_bytes_travel(
    site: APIClient, project: models.Project
) -> None:
    post(site, JPEG, project=project.pk)
    default_storage.delete(original_key(SHA256))
    opened = announce(site, JPEG, project=project.pk)
    assert "Topout-Photo" not in opened
    assert append(site, opened["Location"], JPEG, at=0)["Topout-Sha256"] == SHA256
    assert default_storage.exists(original_key(SHA256))
    assert models.Photo.objects.count() == 1


def test_a_piece_for_another_byte_is_told_the_right_one(site: APIClient, url: str) -> None:
    append(site, url, JPEG[:700], at=0)
    for wrong in (0, 699, 701):
        answer = append(site, url, JPEG[700:710], at=wrong)
        assert (answer.status_code, answer.json()["code"]) == (409, "offset_conflict")
        assert (answer["Upload-Offset"], answer["Tus-Resumable"]) == ("700", "1.0.0")
    assert partial(url).size() == 700


def test_no_more_than_was_announced(site: APIClient, url: str) -> None:
    answer = append(site, url, JPEG + b"x", at=0)
    assert (answer.status_code, answer.json()["code"]) == (413, "too_large")
    assert partial(url).size() == 0


def test_a_wrong_piece_does_not_count(site: APIClient, url: str) -> None:
    right = base64.b64encode(hashlib.sha256(JPEG[:900]).digest()).decode()
    answer = append(site, url, b"y" * 900, at=0, **{"Upload-Checksum": f"sha256 {right}"})
    assert (answer.status_code, answer.json()["code"]) == (460, "checksum_mismatch")
    assert head(site, url)["Upload-Offset"] == "0"
    answer = append(site, url, JPEG[:900], at=0, **{"Upload-Checksum": f"sha256 {right}"})
    assert (answer.status_code, answer["Upload-Offset"]) == (204, "900")


def test_a_wrong_whole_is_refused_and_may_be_sent_anew(
    site: APIClient, project: models.Project
) -> None:
    client_id = uuid.uuid4()
    opened = announce(site, JPEG, project=project.pk, client_upload_id=client_id)
    url = opened["Location"]
    answer = append(site, url, JPEG[:-1] + b"\0", at=0)
    assert (answer.status_code, answer.json()["code"]) == (422, "checksum_mismatch")
    gone = append(site, url, JPEG, at=0)
    assert (gone.status_code, gone.json()["code"]) == (410, "upload_gone")
    assert head(site, url).status_code == 410
    shown = site.get(url).json()
    assert (shown["state"], shown["reject_code"]) == ("refused", "checksum_mismatch")
    again = announce(site, JPEG, project=project.pk, client_upload_id=client_id)
    assert (again.status_code, again["Location"], again["Upload-Offset"]) == (201, url, "0")
    assert append(site, url, JPEG, at=0)["Topout-Sha256"] == SHA256


def test_what_is_no_photo_is_refused_for_good(site: APIClient, project: models.Project) -> None:
    client_id = uuid.uuid4()
    words = b"no photo at all" * 10
    url = announce(site, words, project=project.pk, client_upload_id=client_id)["Location"]
    answer = append(site, url, words, at=0)
    assert answer.status_code == 422
    again = announce(site, words, project=project.pk, client_upload_id=client_id)
    assert (again.status_code, again.json()["code"]) == (422, answer.json()["code"])
    assert models.Photo.objects.count() == 0
    assert stored_files() == []


def test_a_lost_answer_is_given_again(site: APIClient, url: str) -> None:
    append(site, url, JPEG[:100], at=0)
    first = append(site, url, JPEG[100:], at=100)
    again = append(site, url, JPEG[100:], at=100)
    assert again.status_code == 204
    assert again["Topout-Photo"] == first["Topout-Photo"]
    assert models.Photo.objects.count() == 1


@pytest.mark.parametrize("how", ["head", "get", "patch", "post"])
def test_whoever_asks_finishes_what_a_kill_left(
    site: APIClient, project: models.Project, how: str
) -> None:
    client_id = uuid.uuid4()
    url = announce(site, JPEG, project=project.pk, client_upload_id=client_id)["Location"]
    # the last byte came, and the process died before it made a photo of them
    partial(url).append([JPEG], at=0)
    asked: dict[str, Callable[[], Any]] = {
        "head": lambda: head(site, url),
        "get": lambda: site.get(url),
        "patch": lambda: append(site, url, b"", at=len(JPEG)),
        "post": lambda: announce(site, JPEG, project=project.pk, client_upload_id=client_id),
    }
    answer = asked[how]()
    assert answer["Topout-Sha256"] == SHA256
    assert models.Photo.objects.get().client_upload_id == client_id
    assert models.Upload.objects.get().state == UploadState.STORED


def test_a_kill_between_photo_and_upload_makes_no_second_photo(
    site: APIClient, project: models.Project, url: str
) -> None:
    append(site, url, JPEG, at=0)
    photo = models.Photo.objects.get()
    models.Upload.objects.update(state=UploadState.RECEIVING, photo=None)
    partial(url).append([JPEG], at=0)
    assert head(site, url)["Topout-Photo"] == str(photo.pk)
    assert models.Photo.objects.count() == 1


def test_an_upload_is_ended(site: APIClient, url: str) -> None:
    append(site, url, JPEG[:10], at=0)
    assert site.delete(url, headers=TUS).status_code == 204
    assert head(site, url).status_code == 410
    assert stored_files() == []
    assert site.get(url).json()["reject_code"] == "terminated"


def test_ending_a_stored_upload_keeps_the_photo(site: APIClient, url: str) -> None:
    append(site, url, JPEG, at=0)
    assert site.delete(url, headers=TUS).status_code == 204
    assert models.Photo.objects.count() == 1
    assert site.get(url).json()["state"] == "stored"


def test_a_week_without_a_byte_ends_it(site: APIClient, project: models.Project, url: str) -> None:
    append(site, url, JPEG[:10], at=0)
    week = datetime.timedelta(days=7)
    now = timezone.now()
    assert uploads_expire(now=now + week - datetime.timedelta(minutes=5)) == 0
    assert partial(url).size() == 10
    assert uploads_expire(now=now + week + datetime.timedelta(minutes=5)) == 1
    assert head(site, url).status_code == 410
    assert stored_files() == []
    uploads_expire(now=now + week + datetime.timedelta(days=31))
    assert not models.Upload.objects.exists()


def test_a_stray_file_goes_after_a_day(db: None, url: str, site: APIClient) -> None:
    append(site, url, JPEG[:10], at=0)
    models.Upload.objects.all().delete()
    now = timezone.now()
    uploads_expire(now=now)
    assert len(stored_files()) == 1
    uploads_expire(now=now + datetime.timedelta(hours=25))
    assert stored_files() == []


def test_of_two_senders_one_goes_on(url: str) -> None:
    stale = partial(url)

    def slow() -> Any:
        yield b"aa"
        # somebody else goes on where the first sender thinks to be alone
        partial(url).append([b"bb"], at=2)
        yield b"cc"

    with pytest.raises(Exception, match="4"):
        stale.append(slow(), at=0)
    assert stale.path.read_bytes() == b"aabb"
