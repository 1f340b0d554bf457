"""A person at the API: a token of his own, JSON in and out."""

import dataclasses
import json
import urllib.error
import urllib.request
import uuid
from collections.abc import Mapping
from typing import Any

from tests.story.servers import PASSWORD

SECONDS = 20


@dataclasses.dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    body: Any
    headers: Mapping[str, str]


class Person:
    """Somebody with a token; `get` and `post` insist on the status that they are told."""

    def __init__(self, url: str, username: str) -> None:
        self.url = url
        self.username = username
        self.token = ""
        made = self.post(
            "auth/tokens/",
            {"username": username, "password": PASSWORD, "name": "story"},
            status=201,
        )
        self.token = made["token"]

    def get(self, path: str, status: int = 200) -> Any:
        """Read."""
        return self._must(self.ask("GET", path), status)

    def all(self, path: str) -> list[Any]:
        """Read a list's first page."""
        return list(self.get(path)["results"])

    def post(self, path: str, body: Any = None, status: int = 200) -> Any:
        """Write."""
        return self._must(self.ask("POST", path, json.dumps(body or {}).encode()), status)

    def patch(self, path: str, body: Any) -> Any:
        """Change what was just read."""
        tag = self.ask("GET", path).headers["ETag"]
        data = json.dumps(body).encode()
        return self._must(self.ask("PATCH", path, data, {"If-Match": tag}), 200)

    def upload(self, fields: Mapping[str, str], name: str, file: bytes) -> Answer:
        """Send a photo as a phone's form does."""
        mark = uuid.uuid4().hex
        parts = [
            f'--{mark}\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n'.encode()
            for key, value in fields.items()
        ]
        head = f'--{mark}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n'
        parts += [head.encode(), b"Content-Type: application/octet-stream\r\n\r\n", file]
        body = b"".join([*parts, f"\r\n--{mark}--\r\n".encode()])
        kind = {"Content-Type": f"multipart/form-data; boundary={mark}"}
        return self.ask("POST", "photos/", body, kind)

    def ask(
        self,
        method: str,
        path: str,
        data: bytes | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Answer:
        """Send one request; any status is an answer."""
        address = path if path.startswith("http") else f"{self.url}/api/v1/{path}"
        if address.startswith("/"):
            address = f"{self.url}{address}"
        request = urllib.request.Request(address, data, method=method)
        request.add_header("Content-Type", "application/json")
        if self.token:
            request.add_header("Authorization", f"Bearer {self.token}")
        for name, value in (headers or {}).items():
            request.add_header(name, value)
        try:
            with urllib.request.urlopen(request, timeout=SECONDS) as answer:
                return _answer(answer.status, answer.read(), answer.headers)
        except urllib.error.HTTPError as error:
            return _answer(error.code, error.read(), error.headers)

    def _must(self, answer: Answer, status: int) -> Any:
        assert answer.status == status, (self.username, answer.status, answer.body)
        return answer.body


def _answer(status: int, body: bytes, headers: Any) -> Answer:
    kind = headers.get("Content-Type", "")
    return Answer(status, json.loads(body) if body and "json" in kind else body, headers)
