"""A sign of life to somebody outside, who raises the alarm when it stops coming."""

import urllib.request
from http.client import HTTPException

import structlog
from django.conf import settings

log = structlog.get_logger(__name__)

TIMEOUT_SECONDS = 5


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """The operator named one address and no other."""

    def redirect_request(self, *_args: object, **_kwargs: object) -> None:
        """Follow nothing."""


def dead_man_ping() -> bool:
    """GET `DEAD_MAN_URL` after a good scan; False when there is none or it did not answer well.

    The address comes from the operator's environment and never from a user. A failure is only
    logged: the watcher outside notices the silence by itself.
    """
    url = settings.DEAD_MAN_URL
    if not url.startswith(("http://", "https://")):
        return False
    opener = urllib.request.build_opener(_NoRedirect)
    try:
        with opener.open(url, timeout=TIMEOUT_SECONDS):
            return True
    except (OSError, HTTPException) as error:
        log.warning("dead_man_unreachable", error=str(error))
        return False
