"""What is asked of `contacts/`, and what came by mail."""

import email
import re
from email import policy
from pathlib import Path
from typing import Any

from django.test import Client
from pytest_django.fixtures import Settings

from tests import factories

URL = "/api/v1/contacts/"


def post(client: Client, path: str = "", **body: Any) -> Any:
    return client.post(f"{URL}{path}", body, content_type="application/json")


def added(client: Client, **changes: Any) -> Any:
    body = {"channel": "email", "value": "wang@home.example", "password": factories.PASSWORD}
    return post(client, **{**body, **changes})


def changed(client: Client, pk: int, tag: str = '"1"', **body: Any) -> Any:
    return client.patch(
        f"{URL}{pk}/", body, content_type="application/json", headers={"If-Match": tag}
    )


def removed(client: Client, pk: int, tag: str = '"1"', **body: Any) -> Any:
    said = body or {"password": factories.PASSWORD}
    return client.delete(
        f"{URL}{pk}/", said, content_type="application/json", headers={"If-Match": tag}
    )


def mails(settings: Settings) -> list[Any]:
    """What was sent, oldest first."""
    files = sorted(Path(settings.MAIL_DIR).glob("*.eml"), key=lambda file: file.stat().st_mtime_ns)
    return [email.message_from_bytes(file.read_bytes(), policy=policy.default) for file in files]


def code_in(settings: Settings) -> str:
    found = re.search(r"\d{6}", mails(settings)[-1]["Subject"])
    assert found
    return found.group()


def other_than(code: str) -> str:
    return f"{(int(code) + 1) % 10**6:06}"
