"""How these tests ask the API: with real tokens, over the whole middleware."""

import datetime
from typing import Any

from django.test import Client
from django.utils import timezone

from projects.models import AuthToken, User

SHAPE = {"type", "title", "status", "detail", "code", "request_id"}


def token_of(user: User, **changes: Any) -> str:
    """Make a token that was just used, so that no request has to remember its use."""
    values: dict[str, Any] = {
        "name": "test",
        "session_hash": user.get_session_auth_hash(),
        "last_used_at": timezone.now() + datetime.timedelta(hours=1),
    }
    _token, text = AuthToken.objects.create(user=user, **{**values, **changes})
    return str(text)


def bearer(user: User, **changes: Any) -> Client:
    """Return a client that sends the user's token and shows errors as callers see them."""
    client = Client(headers={"Authorization": f"Bearer {token_of(user, **changes)}"})
    client.raise_request_exception = False
    return client


def stranger() -> Client:
    """Return a client that nobody knows."""
    client = Client()
    client.raise_request_exception = False
    return client


def problem_in(response: Any, *, status: int, code: str | None = None) -> Any:
    """Check the one error shape and return it."""
    assert response.status_code == status, (response.status_code, response.content[:400])
    assert response["Content-Type"] == "application/problem+json"
    said: dict[str, Any] = response.json()
    assert set(said) >= SHAPE
    assert said["status"] == status
    assert said["request_id"] == response["X-Request-ID"]
    if code is not None:
        assert said["code"] == code, said
    return said
