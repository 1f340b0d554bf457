"""Who calls: a bearer token of a program, or the session of a browser."""

import datetime

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from knox.crypto import hash_token
from rest_framework import authentication
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from projects.api.refusals import CsrfFailed, TokenExpired
from projects.models import AuthToken, User

SCHEME = "Bearer"
TOUCH_EVERY = datetime.timedelta(minutes=1)
TOKEN_LENGTH_MAX = 200


class BearerAuthentication(authentication.BaseAuthentication):
    """`Authorization: Bearer topout_…`; the token with its user is one query by primary key."""

    def authenticate(self, request: Request) -> tuple[User, AuthToken] | None:
        """Return the token's owner, None when the request carries no bearer token."""
        words = authentication.get_authorization_header(request).split()
        if not words or words[0].lower() != SCHEME.lower().encode():
            return None
        if len(words) != 2 or len(words[1]) > TOKEN_LENGTH_MAX:
            raise AuthenticationFailed(_("The Authorization header is not well formed."))
        token = _token_of(words[1].decode("latin-1"))
        now = timezone.now()
        _token_check(token, now)
        _touch(token, now)
        return token.user, token

    def authenticate_header(self, request: Request) -> str:  # noqa: ARG002 - the framework's signature
        """Say in WWW-Authenticate what is wanted."""
        return f'{SCHEME} realm="topout"'


class SessionAuthentication(authentication.SessionAuthentication):
    """The browser's session; an unsafe method needs the CSRF token."""

    def enforce_csrf(self, request: HttpRequest) -> None:
        """Refuse a request that another site made the browser send."""
        check = authentication.CSRFCheck(_no_view)
        check.process_request(request)
        if check.process_view(request, _no_view, (), {}):
            raise CsrfFailed


def _no_view(_request: HttpRequest) -> HttpResponse:
    return HttpResponse()


def _token_of(text: str) -> AuthToken:
    """Find the token by its hash, so that no comparison of ours can leak it by time."""
    # the digest is the key: there is no order to ask for, as `first` would
    found = next(
        iter(AuthToken.objects.select_related("user").filter(digest=hash_token(text))), None
    )
    if not isinstance(found, AuthToken):
        raise AuthenticationFailed(_("The token is not valid."))
    return found


def _token_check(token: AuthToken, now: datetime.datetime) -> None:
    if token.expiry and token.expiry <= now:
        raise TokenExpired
    # a changed password voids what was made under the old one
    if not token.user.is_active or token.session_hash != token.user.get_session_auth_hash():
        raise AuthenticationFailed(_("The token is not valid."))


def _touch(token: AuthToken, now: datetime.datetime) -> None:
    """Remember the use once a minute; a read must not cost a write each time."""
    if token.last_used_at is None or now - token.last_used_at >= TOUCH_EVERY:
        AuthToken.objects.filter(pk=token.pk).update(last_used_at=now)
