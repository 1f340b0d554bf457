"""Messages of a WeCom application to one member.

WeCom drops in silence what is over 30 a minute or 1000 an hour for one member, and takes equal
bodies within half an hour for one message; so a repeat must be equal to the byte. An access token
is good for two hours and asked for rarely: the cache keeps it, and its loss costs one request.
"""

import datetime
import hashlib
import re
from urllib.parse import urlencode

from django.conf import settings
from django.core.cache import cache
from django.utils.translation import gettext as _

from projects.channels.base import Address, AddressRefused, Limit, Medium, NotSent, Rendered
from projects.channels.judgement import code_check, json_of, nothing_handed_over, status_check
from projects.channels.markdown import json_body, markdown_of
from projects.channels.outgoing import deadline, post
from projects.channels.robots import JSON_HEADERS
from projects.channels.texts import bytes_in_json
from projects.channels.wecom_codes import CODES, TOKEN_CODES
from projects.models.alert_words import ErrorClass

BODY_MOST = 2048
DUPLICATES = datetime.timedelta(minutes=30)
MEMBER = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.@-]{0,63}")
# a token is renewed this long before its end
MARGIN_SECONDS = 300
LIMITS = (
    Limit(25, datetime.timedelta(minutes=1)),
    Limit(900, datetime.timedelta(hours=1)),
)


def address_check(address: Address) -> None:
    """Raise `AddressRefused` unless it is one member: "@all" and "a|b" would tell many."""
    if not MEMBER.fullmatch(address.value):
        raise AddressRefused("wecom_member", _("This is no WeCom account."))


def body_of(message: Rendered, member: str) -> bytes:
    """Write the message for a member in at most 2048 bytes."""

    def payload(content: str) -> dict[str, object]:
        return {
            "touser": member,
            "msgtype": "markdown",
            "agentid": settings.WECOM.agent_id,
            "markdown": {"content": content},
            "enable_duplicate_check": 1,
            "duplicate_check_interval": int(DUPLICATES.total_seconds()),
        }

    room = BODY_MOST - len(json_body(payload("")))
    return json_body(payload(markdown_of(message, most=room, size=bytes_in_json)))


def message_send(*, message: Rendered, address: Address, now: datetime.datetime) -> str:
    """Send to the member `address.value`; return WeCom's id of the message."""
    if not (settings.WECOM.corp_id and settings.WECOM.secret and settings.WECOM.agent_id):
        raise NotSent(ErrorClass.CONFIGURATION, "WECOM_CORP_ID, _AGENT_ID or _SECRET is not set")
    if not MEMBER.fullmatch(address.value):
        raise NotSent(ErrorClass.PERMANENT, "this is no WeCom account")
    body, ends = body_of(message, address.value), deadline()
    said = _asked(body, _token(now, ends), now, ends)
    if said.get("errcode") in TOKEN_CODES:
        cache.delete(_token_key())
        said = _asked(body, _token(now, ends), now, ends)
    code_check(said.get("errcode"), said.get("errmsg", ""), CODES)
    # all well, and yet not for this member
    missed = [said.get(name) for name in ("invaliduser", "unlicenseduser") if said.get(name)]
    if missed:
        raise NotSent(ErrorClass.PERMANENT, "WeCom knows no such member, or may not reach him")
    return str(said.get("msgid", ""))[:200]


def _asked(body: bytes, token: str, now: datetime.datetime, ends: float) -> dict[str, object]:
    reply = post(
        f"{settings.WECOM.api_url}/cgi-bin/message/send?{urlencode({'access_token': token})}",
        body=body,
        headers=JSON_HEADERS,
        ends=ends,
        refused=ErrorClass.CONFIGURATION,
    )
    status_check(reply, now, shared=True)
    return json_of(reply)


def _token_key() -> str:
    account = f"{settings.WECOM.api_url}\n{settings.WECOM.corp_id}\n{settings.WECOM.secret}"
    return f"wecom-token:{hashlib.sha256(account.encode()).hexdigest()}"


def _token(now: datetime.datetime, ends: float) -> str:
    """Return the kept access token, or a new one."""
    kept = cache.get(_token_key())
    return str(kept) if kept else _token_new(now, ends)


def _token_new(now: datetime.datetime, ends: float) -> str:
    """Ask for a token and keep it; whatever goes wrong here, no message has left."""
    query = {"corpid": settings.WECOM.corp_id, "corpsecret": settings.WECOM.secret}
    with nothing_handed_over("token"):
        reply = post(
            f"{settings.WECOM.api_url}/cgi-bin/gettoken?{urlencode(query)}",
            body=b"",
            headers={},
            ends=ends,
            method="GET",
            refused=ErrorClass.CONFIGURATION,
        )
        status_check(reply, now, shared=True)
        said = json_of(reply)
    code_check(said.get("errcode"), said.get("errmsg", ""), CODES)
    token, lasts = said.get("access_token"), said.get("expires_in")
    if not isinstance(token, str) or not token or not isinstance(lasts, int):
        raise NotSent(ErrorClass.TRANSIENT, "token: the answer holds none")
    cache.set(_token_key(), token, max(lasts - MARGIN_SECONDS, 1))
    return token


def limits() -> tuple[Limit, ...]:
    """How much one member is told."""
    return LIMITS


MEDIUM = Medium(
    send=message_send, check=address_check, limits=limits, repeat_safe=DUPLICATES, shared=True
)
