"""Addresses as they may be shown."""

from urllib.parse import urlsplit

from projects.models.alert_words import Channel

# who reaches one person; a group's robot and a webhook belong to a project
PERSONAL = (Channel.EMAIL, Channel.SMS, Channel.WECOM_APP, Channel.WEB_PUSH)
SHARED = (Channel.WECOM_ROBOT, Channel.DINGTALK, Channel.FEISHU, Channel.WEBHOOK)
TAIL = 4


def masked(channel: str, value: str) -> str:
    """Return enough of an address to know it again, and not enough to use it.

    Of an address of the web the host and the last letters: a robot's key is in the rest.
    """
    if channel == Channel.EMAIL:
        name, _at, host = value.rpartition("@")
        return f"{name[:1]}***@{host}"
    if "://" in value:
        parts = urlsplit(value)
        return f"{parts.scheme}://{parts.hostname}/…{_tail(value)}"
    return f"***{_tail(value)}"


def _tail(value: str) -> str:
    """The last letters of a text that is long enough to keep the others."""
    return value[-TAIL:] if len(value) >= 2 * TAIL else ""
