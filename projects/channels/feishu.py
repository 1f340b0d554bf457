"""A robot in a Feishu group, with the signature in the body.

Source of codes, signature and limits: Feishu open platform, "custom bot usage guide"
(document/client-docs/bot-v3/add-custom-bot): 100 a minute, 5 a second, 20 KB a body.
"""

import datetime

from projects.channels.base import Address, Medium, Rendered
from projects.channels.judgement import A_MINUTE, BUG, CONFIGURATION, PERMANENT, TRANSIENT, Table
from projects.channels.markdown import json_body, link_label, subject_line
from projects.channels.robots import robot_check, robot_limits, robot_post, signature
from projects.channels.texts import bytes_in_json, cut, lines_of

TEXT_MOST = 15_000

CODES: Table = {
    11232: A_MINUTE,  # too many
    99991400: A_MINUTE,
    10: TRANSIENT,
    19021: CONFIGURATION,  # signature, or a clock an hour off
    19022: CONFIGURATION,  # our address is not on its list
    19024: CONFIGURATION,  # its keyword is not in the message
    19001: PERMANENT,  # no such robot
    9499: BUG,  # a field that breaks its rules
    19002: BUG,
    19003: BUG,
}


def body_of(message: Rendered, *, address: Address, now: datetime.datetime) -> bytes:
    """Write a rich text, whose pieces are data: nothing in them is read as markup."""
    words = cut(lines_of(message.text), TEXT_MOST, bytes_in_json)
    link = {"tag": "a", "text": link_label(message.language), "href": message.link}
    content = [[{"tag": "text", "text": words}], *([[link]] if message.link else [])]
    language = "en_us" if message.language.startswith("en") else "zh_cn"
    post = {language: {"title": subject_line(message), "content": content}}
    return json_body(
        {**_signed(address, now), "msg_type": "post", "content": {"post": post}},
    )


def _signed(address: Address, now: datetime.datetime) -> dict[str, str]:
    """Sign nothing with a key made of the seconds since 1970 and the secret; good for an hour."""
    if not address.secret:
        return {}
    seconds = str(int(now.timestamp()))
    return {"timestamp": seconds, "sign": signature(key=f"{seconds}\n{address.secret}", text="")}


def message_send(*, message: Rendered, address: Address, now: datetime.datetime) -> str:
    """Send to the robot at `address.value`; it gives no id back."""
    robot_post(
        url=address.value,
        body=body_of(message, address=address, now=now),
        now=now,
        code="code",
        text="msg",
        table=CODES,
    )
    return ""


MEDIUM = Medium(send=message_send, check=robot_check, limits=robot_limits)
