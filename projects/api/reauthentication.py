"""Who is asked for his password again: whoever changes where somebody is told (ASVS 7.5.1)."""

import datetime
from typing import Any

from django.conf import settings
from django.contrib.auth import authenticate
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils import timezone
from rest_framework import exceptions
from rest_framework.request import Request

from projects.api.refusals import ReauthenticationRequired
from projects.models import User

FRESH = datetime.timedelta(minutes=10)
SIGNED_IN_AT = "signed_in_at"


@receiver(user_logged_in)
def sign_in_note(request: HttpRequest, **_signal: Any) -> None:
    """Keep in the session when its password was given (seconds since 1970, UTC)."""
    request.session[SIGNED_IN_AT] = timezone.now().timestamp()


def user_by_password(request: Request, username: str, password: str) -> User | None:
    """Return whose password it is, None for nobody's.

    Wrong ones are counted by account and address; Throttled (429) once they are too many. Call
    it outside of a transaction, which would undo the counting.
    """
    asked = request._request
    user = authenticate(asked, username=username, password=password)
    if getattr(asked, "axes_locked_out", False):
        wait: datetime.timedelta = settings.AXES_COOLOFF_TIME
        raise exceptions.Throttled(wait=wait.total_seconds())
    return user if isinstance(user, User) else None


def reauthenticate(request: Request, *, password: str, now: datetime.datetime) -> None:
    """Let pass a browser that signed in within ten minutes, and whoever sends his password.

    Raises ReauthenticationRequired (403) for the others. `now` is UTC.
    """
    if _is_fresh(request, now) and not password:
        return
    name = str(getattr(request.user, "username", ""))
    user = user_by_password(request, name, password) if password else None
    if user is None or user.pk != request.user.pk:
        raise ReauthenticationRequired


def _is_fresh(request: Request, now: datetime.datetime) -> bool:
    """A token may be days old and in anybody's hands; only a session says when it began."""
    if request.auth is not None:
        return False
    at = request._request.session.get(SIGNED_IN_AT)
    return isinstance(at, float) and datetime.timedelta(0) <= now - _instant(at) <= FRESH


def _instant(seconds: float) -> datetime.datetime:
    return datetime.datetime.fromtimestamp(seconds, datetime.UTC)
