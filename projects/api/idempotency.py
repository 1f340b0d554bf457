"""The same write sent twice is done once (header `Idempotency-Key`)."""

import datetime
import functools
import hashlib
import json
import re
from collections.abc import Callable
from typing import Any

import orjson
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from rest_framework.request import Request
from rest_framework.response import Response

from projects.errors import RuleBroken
from projects.models import IdempotencyKey

KEY = re.compile(r"[\x21-\x7e]{1,100}")
KEPT_HEADERS = ("ETag", "Location")
Handler = Callable[..., Response]


def once(handler: Handler) -> Handler:
    """Run a POST handler in one transaction, and under a key only once.

    The remembered answer commits with the write itself, so neither exists without the other;
    a refusal rolls both back and may be tried again under the same key.
    """

    @functools.wraps(handler)
    def wrapped(view: Any, request: Request, *args: Any, **kwargs: Any) -> Response:
        key = _key_of(request)
        with transaction.atomic():
            if not key:
                return handler(view, request, *args, **kwargs)
            _lock(user_id=_user_id(request), key=key)
            fingerprint = _fingerprint(request)
            known = _remembered(request, key, timezone.now())
            if known:
                return _replayed(known, fingerprint)
            response = handler(view, request, *args, **kwargs)
            _remember(request, key, fingerprint, response)
            return response

    return wrapped


def _key_of(request: Request) -> str:
    key = request.headers.get("Idempotency-Key", "")
    if key and not KEY.fullmatch(key):
        raise RuleBroken(
            "invalid_idempotency_key",
            _("Idempotency-Key takes 1 to 100 visible ASCII characters."),
        )
    return key


def _user_id(request: Request) -> int:
    return int(request.user.pk or 0)


def _lock(*, user_id: int, key: str) -> None:
    """Hold the key until the transaction ends; SQLite has one writer anyway."""
    if connection.vendor != "postgresql":
        return
    number = int.from_bytes(hashlib.sha256(f"{user_id}:{key}".encode()).digest()[:8], signed=True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [number])
        free = cursor.fetchone()[0]
    if not free:
        raise RuleBroken(
            "idempotency_in_progress",
            _("The first request with this key is still running."),
            status=409,
        )


def _fingerprint(request: Request) -> str:
    """Hash what the request asks for; the order of names in the body means nothing."""
    data = request.data
    if isinstance(data, dict):
        # a password is no part of what is asked for, and its hash would be worth guessing at
        data = {name: said for name, said in data.items() if name != "password"}
    body = json.dumps(data, sort_keys=True, default=str)
    return hashlib.sha256(f"{request.method} {request.path}\n{body}".encode()).hexdigest()


def _remembered(request: Request, key: str, now: datetime.datetime) -> IdempotencyKey | None:
    known = IdempotencyKey.objects.filter(user_id=_user_id(request), key=key).first()
    if known and known.created_at < now - IdempotencyKey.KEPT_FOR:
        known.delete()
        return None
    return known


def _replayed(known: IdempotencyKey, fingerprint: str) -> Response:
    if known.fingerprint != fingerprint:
        raise RuleBroken(
            "idempotency_key_reused",
            _("This key belongs to another request."),
            status=422,
        )
    kept = orjson.loads(bytes(known.body))
    headers = {**kept["headers"], "Idempotency-Replayed": "true"}
    return Response(kept["data"], status=known.status, headers=headers)


def _remember(request: Request, key: str, fingerprint: str, response: Response) -> None:
    kept = {
        "headers": {name: response[name] for name in KEPT_HEADERS if name in response},
        "data": response.data,
    }
    # the renderer knows decimals and lazy words
    body = request.accepted_renderer.render(kept)
    IdempotencyKey.objects.create(
        user_id=_user_id(request),
        key=key,
        fingerprint=fingerprint,
        status=response.status_code,
        body=body,
        created_at=timezone.now(),
    )
