"""Accounts at those who carry messages, from the environment; an empty one is a channel unused."""

import base64
import binascii
import json
import re
from dataclasses import dataclass, field
from email.utils import parseaddr

from django.core.exceptions import ImproperlyConfigured

from backend import env


@dataclass(frozen=True)
class Wecom:
    """An application of a WeCom corporation."""

    corp_id: str
    agent_id: int
    secret: str = field(repr=False)
    api_url: str


@dataclass(frozen=True)
class Sms:
    """Who sends text messages: `provider` is `aliyun`, `gateway`, or empty for nobody.

    A gateway gets `fields`, in which `{phone}`, `{text}`, `{link}` and `{key}` stand for the
    message's, as JSON or as a form; `good` is "field=value" of its answer that says yes, empty
    when the status does. `limits` are (messages, seconds) for each number. `letters` are the most
    that a text may have, link included.
    """

    provider: str
    url: str
    key_id: str
    secret: str = field(repr=False)
    sign_name: str
    template: str
    fields: dict[str, str]
    as_form: bool
    authorization: str = field(repr=False)
    good: str
    limits: tuple[tuple[int, int], ...]
    letters: int


def wecom() -> Wecom:
    """Read `WECOM_*`."""
    return Wecom(
        corp_id=env.text("WECOM_CORP_ID"),
        agent_id=env.number("WECOM_AGENT_ID", 0),
        secret=env.text("WECOM_SECRET"),
        api_url=env.text("WECOM_API_URL", "https://qyapi.weixin.qq.com").rstrip("/"),
    )


def sms() -> Sms:
    """Read `SMS_*`."""
    provider = env.text("SMS_PROVIDER")
    if provider not in {"", "aliyun", "gateway"}:
        raise ImproperlyConfigured(f"SMS_PROVIDER must be aliyun or gateway, not {provider!r}")
    aliyun = "https://dysmsapi.aliyuncs.com" if provider == "aliyun" else ""
    return Sms(
        provider=provider,
        url=env.text("SMS_URL", aliyun),
        key_id=env.text("SMS_KEY_ID"),
        secret=env.text("SMS_SECRET"),
        sign_name=env.text("SMS_SIGN_NAME"),
        template=env.text("SMS_TEMPLATE"),
        fields=_fields("SMS_FIELDS"),
        as_form=env.flag("SMS_AS_FORM", default=False),
        authorization=env.text("SMS_AUTHORIZATION"),
        good=env.text("SMS_GOOD"),
        limits=_limits("SMS_LIMITS", "5/60,50/86400"),
        letters=env.number("SMS_LETTERS", 201),
    )


def _fields(name: str) -> dict[str, str]:
    """Read a JSON object of texts."""
    try:
        found = json.loads(env.text(name, "{}"))
    except ValueError as error:
        raise ImproperlyConfigured(f"{name} must be a JSON object") from error
    if not isinstance(found, dict) or not all(isinstance(text, str) for text in found.values()):
        raise ImproperlyConfigured(f"{name} must be a JSON object of texts")
    return found


def _limits(name: str, default: str) -> tuple[tuple[int, int], ...]:
    """Read "5/60,50/86400": five a minute and fifty a day."""
    try:
        pairs = [word.split("/") for word in env.words(name, default)]
        found = tuple((int(most), int(seconds)) for most, seconds in pairs)
    except ValueError as error:
        raise ImproperlyConfigured(f"{name} must be like 5/60,50/86400") from error
    if any(most < 1 or seconds < 1 for most, seconds in found):
        raise ImproperlyConfigured(f"{name} must be like 5/60,50/86400")
    return found


def vapid_key() -> str:
    """Read `VAPID_PRIVATE_KEY`, as the usual tools write it; empty when it is not set."""
    said = env.text("VAPID_PRIVATE_KEY").rstrip("=")
    if not said:
        return ""
    try:
        raw = base64.urlsafe_b64decode(f"{said}{'=' * (-len(said) % 4)}")
    except binascii.Error:
        raw = b""
    if len(raw) != 32 or not any(raw) or not re.fullmatch(r"[A-Za-z0-9_-]+", said):
        raise ImproperlyConfigured("VAPID_PRIVATE_KEY must be 32 bytes in base64url")
    return said


def mailto(sender: str) -> str:
    """The address of a sender such as "Topout <topout@example.org>" as a link."""
    return f"mailto:{parseaddr(sender)[1]}"
