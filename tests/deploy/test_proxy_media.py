"""Photos through the proxy: the application decides who, nginx sends the bytes."""

import dataclasses
import time
import uuid
from collections.abc import Mapping

import pytest

from projects.services.photos.original import original_key
from tests.conftest import TEST_DATA
from tests.deploy.proxy import Answer, Application, Proxy
from tests.story.person import Person

pytestmark = [pytest.mark.services, pytest.mark.timeout(120)]
PHOTO = (TEST_DATA / "photos" / "whole.jpg").read_bytes()


@dataclasses.dataclass(frozen=True)
class Shown:
    """A photo that was sent through the proxy and is ready."""

    front: Proxy
    planner: Person
    stranger: Person
    id: int
    sha256: str

    @property
    def path(self) -> str:
        return f"/api/v1/photos/{self.id}/original/"

    def ask(self, path: str = "", person: Person | None = None, **more: object) -> Answer:
        who = person or self.planner
        headers = {"Authorization": f"Bearer {who.token}"}
        given = more.pop("headers", {})
        assert isinstance(given, Mapping)
        method = str(more.pop("method", "GET"))
        return self.front.ask(path or self.path, method=method, headers={**headers, **given})


@pytest.fixture(scope="module")
def shown(web: Application, front: Proxy) -> Shown:
    planner, stranger = Person(front.url, "planner"), Person(front.url, "stranger")
    fields = {"client_upload_id": str(uuid.uuid4()), "milestone": str(web.milestone)}
    receipt = planner.upload(fields, "roof.jpg", PHOTO)
    assert receipt.status == 201, receipt.body
    end = time.monotonic() + 60
    while planner.get(f"photos/{receipt.body['id']}/")["state"] != "ready":
        assert time.monotonic() < end
        time.sleep(0.2)
    return Shown(front, planner, stranger, receipt.body["id"], receipt.body["sha256"])


def test_a_member_gets_the_bytes_from_nginx(shown: Shown) -> None:
    answer = shown.ask()
    assert answer.status == 200
    assert answer.body == PHOTO
    assert answer.header("Content-Type") == "image/jpeg"
    assert "roof.jpg" in answer.header("Content-Disposition")
    # gunicorn did not send them: only nginx makes a tag of time and length
    assert answer.header("ETag").strip('"').endswith(f"-{len(PHOTO):x}")
    assert "x-accel-redirect" not in answer.headers


def test_the_bytes_may_do_nothing_in_a_browser(shown: Shown) -> None:
    answer = shown.ask(f"/api/v1/photos/{shown.id}/renditions/320/")
    assert answer.header("Content-Type") == "image/webp"
    assert answer.header("X-Content-Type-Options") == "nosniff"
    assert answer.header("Content-Security-Policy") == "default-src 'none'; sandbox"
    assert answer.header("X-Frame-Options") == "DENY"
    assert answer.header("X-Request-ID")


def test_what_one_person_may_see_no_shared_cache_keeps(shown: Shown) -> None:
    rendition = shown.ask(f"/api/v1/photos/{shown.id}/renditions/320/")
    assert rendition.header("Cache-Control") == "private, max-age=31536000, immutable"
    assert shown.ask().header("Cache-Control") == "private, max-age=31536000, immutable"


def test_strangers_get_nothing(shown: Shown) -> None:
    shown.front.ask(shown.path).problem(401, "not_authenticated")
    shown.ask(person=shown.stranger).problem(404, "not_found")
    shown.ask(f"/api/v1/photos/{10**9}/original/").problem(404, "not_found")


@pytest.mark.parametrize("around", ["", "/", "//", "/static/..", "/static/%2e%2e", "/sign-in/.."])
def test_the_inner_address_is_nobodys(shown: Shown, around: str) -> None:
    path = f"{around}/protected-media/{original_key(shown.sha256)}"
    answer = shown.ask(path)
    assert answer.status == 404
    assert PHOTO[:64] not in answer.body


@pytest.mark.parametrize("path", ["/static../media/", "/static/..%2fmedia/", "/protected-media../"])
def test_no_way_leads_out_of_the_folders(shown: Shown, path: str) -> None:
    answer = shown.ask(path + original_key(shown.sha256))
    assert answer.status in {400, 404}
    assert PHOTO[:64] not in answer.body


def test_a_claimed_redirect_has_no_effect(shown: Shown) -> None:
    inner = f"/protected-media/{original_key(shown.sha256)}"
    claims = {
        "X-Accel-Redirect": inner,
        "X-Accel-Buffering": "no",
        "X-Sendfile": inner,
        "X-Original-URL": inner,
        "X-Rewrite-URL": inner,
    }
    for path in ("/healthz/", shown.path):
        answer = shown.front.ask(path, headers=claims)
        assert answer.status in {200, 401}
        assert "json" in answer.header("Content-Type")


def test_a_part_and_the_head_alone(shown: Shown) -> None:
    part = shown.ask(headers={"Range": "bytes=10-19"})
    assert part.status == 206
    assert part.body == PHOTO[10:20]
    assert part.header("Content-Range") == f"bytes 10-19/{len(PHOTO)}"
    beyond = shown.ask(headers={"Range": f"bytes={len(PHOTO)}-"})
    beyond.problem(416, "range_not_satisfiable")
    assert beyond.header("Content-Range") == f"bytes */{len(PHOTO)}"
    head = shown.ask(method="HEAD")
    assert (head.status, head.body) == (200, b"")
    assert head.header("Content-Length") == str(len(PHOTO))


def test_known_bytes_do_not_travel_again(shown: Shown) -> None:
    tag = shown.ask().header("ETag")
    again = shown.ask(headers={"If-None-Match": tag})
    assert (again.status, again.body) == (304, b"")
    shown.ask(person=shown.stranger, headers={"If-None-Match": tag}).problem(404, "not_found")


def test_a_row_without_its_file_is_a_404_in_our_shape(web: Application, shown: Shown) -> None:
    file = web.data / "media" / original_key(shown.sha256)
    away = file.rename(file.with_suffix(".away"))
    try:
        shown.ask().problem(404, "not_found")
    finally:
        away.rename(file)
