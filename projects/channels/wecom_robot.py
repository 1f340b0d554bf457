"""A robot in a WeCom group: its address holds the key, its Markdown is short."""

import datetime

from projects.channels.base import Address, Medium, Rendered
from projects.channels.markdown import json_body, markdown_of
from projects.channels.robots import robot_check, robot_limits, robot_post
from projects.channels.texts import bytes_in
from projects.channels.wecom_codes import CODES

CONTENT_MOST = 4096


def body_of(message: Rendered) -> bytes:
    """Write a message whose content has at most 4096 bytes."""
    content = markdown_of(message, most=CONTENT_MOST, size=bytes_in)
    return json_body({"msgtype": "markdown", "markdown": {"content": content}})


def message_send(*, message: Rendered, address: Address, now: datetime.datetime) -> str:
    """Send to the robot at `address.value`; it gives no id back."""
    robot_post(
        url=address.value,
        body=body_of(message),
        now=now,
        code="errcode",
        text="errmsg",
        table=CODES,
    )
    return ""


MEDIUM = Medium(send=message_send, check=robot_check, limits=robot_limits)
