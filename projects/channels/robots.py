"""What group robots have in common: an address that is a secret, a JSON body, a code in a 200."""

import base64
import datetime
import hashlib
import hmac

from projects.channels.base import Address, Limit
from projects.channels.judgement import Table, code_check, json_of, status_check
from projects.channels.outgoing import post, url_check

JSON_HEADERS = {"Content-Type": "application/json; charset=utf-8"}
# providers allow 20 a minute (WeCom, DingTalk); others may use the same robot
LIMITS = (Limit(18, datetime.timedelta(minutes=1)),)


def robot_check(address: Address) -> None:
    """Raise `AddressRefused` unless a robot's address may be sent to."""
    url_check(address.value)


def robot_limits() -> tuple[Limit, ...]:
    """How much one robot is told."""
    return LIMITS


def robot_post(
    *, url: str, body: bytes, now: datetime.datetime, code: str, text: str, table: Table
) -> None:
    """Post to a robot and raise `NotSent` unless it said yes.

    `code` and `text` name the fields of the answer that hold the verdict and its words.
    """
    reply = post(url, body=body, headers=JSON_HEADERS)
    status_check(reply, now)
    said = json_of(reply)
    code_check(said.get(code), said.get(text, ""), table)


def signature(*, key: str, text: str) -> str:
    """HMAC-SHA256 in base64, as DingTalk and Feishu ask for."""
    digest = hmac.digest(key.encode(), text.encode(), hashlib.sha256)
    return base64.b64encode(digest).decode()
