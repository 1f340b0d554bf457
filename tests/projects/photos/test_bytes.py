"""The bytes of originals and sizes: kept by browsers, sent in part, never to the wrong person."""

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from projects import models
from projects.services.photos import photo_render
from tests.conftest import ClientOf
from tests.projects.api.asking import bearer, problem_in
from tests.projects.photos.asking import PHOTOS, post

BODY = (PHOTOS / "orientation_1.jpg").read_bytes()
People = dict[str, models.User]
KINDS = ("original", "renditions/320")


@pytest.fixture
def photo(project: models.Project, people: People, client_of: ClientOf) -> models.Photo:
    """A photo with its sizes."""
    post(client_of(people["site_manager"]), BODY, project=project.pk)
    photo = models.Photo.objects.get()
    photo_render(photo_id=photo.pk, now=timezone.now())
    return photo


@pytest.fixture
def reader(people: People) -> Client:
    """An official, over the whole middleware."""
    return bearer(people["official"])


def url(photo: models.Photo, kind: str = "original") -> str:
    return f"/api/v1/photos/{photo.pk}/{kind}/"


def part(reader: Client, photo: models.Photo, wanted: str, **headers: str) -> Any:
    return reader.get(url(photo), headers={"Range": wanted, **headers})


def body(response: Any) -> bytes:
    return b"".join(response.streaming_content)


@pytest.mark.parametrize("kind", KINDS)
def test_who_has_the_bytes_is_not_sent_them_again(
    reader: Client, photo: models.Photo, kind: str
) -> None:
    first = reader.get(url(photo, kind))
    assert first["ETag"].startswith(f'"{photo.sha256}')
    assert first["Cache-Control"] == "private, max-age=31536000, immutable"
    assert {"Authorization", "Cookie"} <= set(first["Vary"].split(", "))
    assert int(first["Content-Length"]) == len(body(first))

    for known in (first["ETag"], f'"x", W/{first["ETag"]}', "*"):
        again = reader.get(url(photo, kind), headers={"If-None-Match": known})
        assert (again.status_code, again.content) == (304, b""), known
        for name in ("ETag", "Cache-Control", "Vary"):
            assert again[name] == first[name]
    assert reader.get(url(photo, kind), headers={"If-None-Match": '"x"'}).status_code == 200


def test_sizes_and_original_have_tags_of_their_own(reader: Client, photo: models.Photo) -> None:
    kinds = ("original", "renditions/320", "renditions/960", "renditions/2048")
    assert len({reader.get(url(photo, kind))["ETag"] for kind in kinds}) == len(kinds)


def test_knowing_the_tag_opens_nothing(photo: models.Photo, people: People) -> None:
    tag = {"If-None-Match": f'"{photo.sha256}"'}

    assert bearer(people["stranger"]).get(url(photo), headers=tag).status_code == 404
    assert bearer(people["viewer"]).get(url(photo), headers=tag).status_code == 403
    assert Client().get(url(photo), headers=tag).status_code == 401


@pytest.mark.parametrize("kind", KINDS)
def test_head_says_what_get_would(reader: Client, photo: models.Photo, kind: str) -> None:
    got, head = reader.get(url(photo, kind)), reader.head(url(photo, kind))

    assert (head.status_code, body(head)) == (200, b"")
    for name in ("Content-Length", "Content-Type", "ETag", "Accept-Ranges", "Cache-Control"):
        assert head[name] == got[name], name
    assert reader.head(url(photo, kind), headers={"Range": "bytes=0-9"}).status_code == 200


@pytest.mark.parametrize(
    ("wanted", "start", "stop"),
    [
        ("bytes=0-9", 0, 10),
        ("bytes=100-", 100, len(BODY)),
        ("bytes=-7", len(BODY) - 7, len(BODY)),
        ("bytes=5-5", 5, 6),
        (f"bytes=10-{10**14}", 10, len(BODY)),
        (f"bytes=-{10**14}", 0, len(BODY)),
    ],
)
def test_a_part_is_sent_to_who_asks(
    reader: Client, photo: models.Photo, wanted: str, start: int, stop: int
) -> None:
    response = part(reader, photo, wanted)

    assert response.status_code == 206
    assert response["Content-Range"] == f"bytes {start}-{stop - 1}/{len(BODY)}"
    assert int(response["Content-Length"]) == stop - start
    assert body(response) == BODY[start:stop]


@pytest.mark.parametrize(
    "wanted", ["bytes=0-1,5-6", "bytes=9-2", "bytes=-", "lines=1-2", "bytes=a-b", "bytes=+1-2"]
)
def test_what_is_no_single_range_gets_the_whole(
    reader: Client, photo: models.Photo, wanted: str
) -> None:
    response = part(reader, photo, wanted)

    assert (response.status_code, body(response)) == (200, BODY)


@pytest.mark.parametrize("wanted", [f"bytes={len(BODY)}-", "bytes=-0", f"bytes={10**14}-"])
def test_beyond_the_end_is_416(reader: Client, photo: models.Photo, wanted: str) -> None:
    response = part(reader, photo, wanted)

    problem_in(response, status=416, code="range_not_satisfiable")
    assert response["Content-Range"] == f"bytes */{len(BODY)}"


def test_a_part_of_other_bytes_than_known_is_not_mixed(reader: Client, photo: models.Photo) -> None:
    same, other = f'"{photo.sha256}"', f'"{"0" * 64}"'

    assert part(reader, photo, "bytes=0-9", **{"If-Range": same}).status_code == 206
    assert part(reader, photo, "bytes=0-9", **{"If-Range": other}).status_code == 200


def test_the_proxy_sends_the_bytes_where_there_is_one(
    reader: Client, photo: models.Photo, settings: Any
) -> None:
    settings.MEDIA_ACCEL = True

    response = reader.get(url(photo))

    assert response["X-Accel-Redirect"].startswith("/protected-media/originals/")
    assert (response.content, response["ETag"]) == (b"", f'"{photo.sha256}"')
    again = reader.get(url(photo), headers={"If-None-Match": response["ETag"]})
    assert (again.status_code, again.has_header("X-Accel-Redirect")) == (304, False)
