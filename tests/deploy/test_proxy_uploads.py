"""Photos in pieces through the proxy: what came before a line broke counts."""

import base64
import contextlib
import hashlib
import time
import uuid
from collections.abc import Mapping

import pytest

from tests.conftest import TEST_DATA
from tests.deploy.proxy import Answer, Application, Proxy
from tests.story.person import Person

pytestmark = [pytest.mark.services, pytest.mark.timeout(120)]
PHOTO = (TEST_DATA / "photos" / "whole.jpg").read_bytes()
PIECE = "application/offset+octet-stream"


class Sender:
    """A planner's phone before the proxy."""

    def __init__(self, web: Application, front: Proxy, body: bytes) -> None:
        self.front = front
        self.token = Person(front.url, "planner").token
        values = {
            "milestone": str(web.milestone),
            "client_upload_id": str(uuid.uuid4()),
            "sha256": hashlib.sha256(body).hexdigest(),
        }
        told = ",".join(
            f"{name} {base64.b64encode(value.encode()).decode()}" for name, value in values.items()
        )
        opened = self.ask(
            "POST", "/api/v1/uploads/", {"Upload-Length": str(len(body)), "Upload-Metadata": told}
        )
        assert opened.status == 201, opened.body
        self.path = "/" + opened.header("Location").split("/", 3)[3]

    def headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}", "Tus-Resumable": "1.0.0"}

    def ask(
        self, method: str, path: str = "", more: Mapping[str, str] | None = None, body: bytes = b""
    ) -> Answer:
        return self.front.ask(
            path or self.path, method=method, headers={**self.headers(), **(more or {})}, body=body
        )

    def begun(self, length: int) -> bytes:
        """The head of a PATCH from the first byte on."""
        said = {
            "Host": "localhost",
            **self.headers(),
            "Content-Type": PIECE,
            "Upload-Offset": "0",
            "Content-Length": str(length),
        }
        lines = [f"PATCH {self.path} HTTP/1.1", *(f"{name}: {said[name]}" for name in said)]
        return "\r\n".join([*lines, "", ""]).encode()


def test_what_came_before_a_cut_counts(web: Application, front: Proxy) -> None:
    phone = Sender(web, front, PHOTO)
    with front.open(phone.begun(len(PHOTO)) + PHOTO[:5000]):
        time.sleep(0.5)
    end = time.monotonic() + 20
    while (offset := int(phone.ask("HEAD").header("Upload-Offset"))) == 0:
        assert time.monotonic() < end
        time.sleep(0.1)
    # nginx may keep back what it was about to pass on
    assert 1000 < offset <= 5000
    rest = {"Content-Type": PIECE, "Upload-Offset": str(offset)}
    stored = phone.ask("PATCH", "", rest, PHOTO[offset:])
    assert stored.status == 204, stored.body
    assert stored.header("Topout-Sha256") == hashlib.sha256(PHOTO).hexdigest()


def test_slow_pieces_leave_threads_for_pages(web: Application, front: Proxy) -> None:
    with contextlib.ExitStack() as lines:
        for number in range(6):
            phone = Sender(web, front, PHOTO + bytes([number]))
            lines.enter_context(front.open(phone.begun(len(PHOTO)) + PHOTO[:10]))
        for _ in range(3):
            began = time.monotonic()
            assert front.ask("/healthz/").status == 200
            assert time.monotonic() - began < 5
