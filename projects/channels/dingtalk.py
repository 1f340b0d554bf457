"""A robot in a DingTalk group, with a signed address.

Source of codes, signature and limits: DingTalk open platform, "custom robot access"
(document/orgapp/custom-robot-access) and "custom robots send group messages".
"""

import datetime
from urllib.parse import urlencode

from projects.channels.base import Address, Medium, Rendered
from projects.channels.judgement import (
    BUG,
    CONFIGURATION,
    PERMANENT,
    TRANSIENT,
    Table,
    Verdict,
)
from projects.channels.markdown import json_body, markdown_of, subject_line
from projects.channels.robots import robot_check, robot_limits, robot_post, signature
from projects.models.alert_words import ErrorClass

TEXT_MOST = 4000
# a robot that was told more than 20 messages in a minute is deaf for ten
BLOCKED = Verdict(ErrorClass.TRANSIENT, datetime.timedelta(minutes=10))

CODES: Table = {
    -1: TRANSIENT,  # busy
    130101: BLOCKED,
    410100: BLOCKED,
    310000: CONFIGURATION,  # signature, keyword or list of addresses does not agree
    300001: PERMANENT,  # no such robot
    300005: PERMANENT,
    400013: PERMANENT,  # the group was dissolved
    400101: PERMANENT,  # no such address
    400102: PERMANENT,  # the robot is switched off
    400106: PERMANENT,  # no such robot
    40035: BUG,  # a field is missing
    43004: BUG,  # kind of content
    400105: BUG,  # kind of message
    430101: BUG,  # a link that is not trusted
    430102: BUG,  # words that are not allowed
    430103: BUG,
    430104: BUG,
}


def body_of(message: Rendered) -> bytes:
    """Write a message; two blanks before a line's end keep the line."""
    text = markdown_of(message, most=TEXT_MOST, size=len, line_end="  \n")
    title = subject_line(message)
    return json_body({"msgtype": "markdown", "markdown": {"title": title, "text": text}})


def signed_url(address: Address, now: datetime.datetime) -> str:
    """Add the milliseconds since 1970 and their signature to a robot's address.

    base64(HMAC-SHA256(key = secret, text = milliseconds + newline + secret)); good for an hour.
    """
    if not address.secret:
        return address.value
    milliseconds = int(now.timestamp() * 1000)
    sign = signature(key=address.secret, text=f"{milliseconds}\n{address.secret}")
    joint = "&" if "?" in address.value else "?"
    return address.value + joint + urlencode({"timestamp": milliseconds, "sign": sign})


def message_send(*, message: Rendered, address: Address, now: datetime.datetime) -> str:
    """Send to the robot at `address.value`; it gives no id back."""
    robot_post(
        url=signed_url(address, now),
        body=body_of(message),
        now=now,
        code="errcode",
        text="errmsg",
        table=CODES,
    )
    return ""


MEDIUM = Medium(send=message_send, check=robot_check, limits=robot_limits)
