"""Which module speaks for which channel."""

from collections.abc import Mapping
from types import MappingProxyType

from projects.channels import (
    dingtalk,
    feishu,
    inbox,
    sms,
    web_push,
    webhook,
    wecom_app,
    wecom_robot,
)
from projects.channels.base import Medium
from projects.models.alert_words import Channel

MEDIA: Mapping[Channel, Medium] = MappingProxyType(
    {
        Channel.SMS: sms.MEDIUM,
        Channel.WECOM_APP: wecom_app.MEDIUM,
        Channel.WECOM_ROBOT: wecom_robot.MEDIUM,
        Channel.DINGTALK: dingtalk.MEDIUM,
        Channel.FEISHU: feishu.MEDIUM,
        Channel.WEB_PUSH: web_push.MEDIUM,
        Channel.WEBHOOK: webhook.MEDIUM,
        Channel.INBOX: inbox.MEDIUM,
    }
)


def channel_of(channel: Channel) -> Medium:
    """Return what speaks for a channel; raises KeyError for one that has no module.

    E-mail has none here: it takes whole messages with pictures and heads (`email.py`).
    """
    return MEDIA[channel]
