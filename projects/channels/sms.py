"""Text messages: one line of words and a link that stays whole, by whoever `SMS_PROVIDER` names."""

import datetime
import re

import structlog
from django.conf import settings
from django.utils.translation import gettext as _

from projects.channels import sms_aliyun, sms_gateway
from projects.channels.base import Address, AddressRefused, Limit, Medium, NotSent, Rendered
from projects.channels.texts import cut, one_line
from projects.models.alert_words import ErrorClass

log = structlog.get_logger(__name__)

PHONE = re.compile(r"\+?[0-9]{5,15}")


def address_check(address: Address) -> None:
    """Raise `AddressRefused` unless it is one number, in digits with or without a plus sign."""
    if not PHONE.fullmatch(address.value):
        raise AddressRefused("sms_number", _("A number has 5 to 15 digits."))


def words_of(message: Rendered, phone: str) -> dict[str, str]:
    """What the placeholders in `SMS_FIELDS` stand for.

    {text} is subject and link in at most `SMS_LETTERS` letters; the subject gives way. A provider
    that takes a template gets {subject} and {link} apart.
    """
    most, subject = settings.SMS.letters, one_line(message.subject)
    room = most - len(message.link) - 1 if message.link else most
    return {
        "{phone}": phone,
        "{subject}": cut(subject, most),
        "{text}": f"{cut(subject, room)} {message.link}".strip(),
        "{link}": message.link,
        "{key}": message.key,
    }


def fields_of(words: dict[str, str]) -> dict[str, str]:
    """Fill `SMS_FIELDS` in one pass: what a message says is never looked at for placeholders."""
    found = re.compile("|".join(map(re.escape, words)))
    return {
        name: found.sub(lambda match: words[match.group()], template)
        for name, template in settings.SMS.fields.items()
    }


def message_send(*, message: Rendered, address: Address, now: datetime.datetime) -> str:
    """Send to the number `address.value`; return the provider's id where it gives one."""
    if not PHONE.fullmatch(address.value):
        raise NotSent(ErrorClass.PERMANENT, "this is no telephone number")
    words = words_of(message, address.value)
    if settings.SMS.provider == "aliyun":
        return sms_aliyun.fields_send(
            fields=fields_of(words), phone=address.value, key=message.key, now=now
        )
    if settings.SMS.provider == "gateway":
        return sms_gateway.fields_send(fields=fields_of(words), key=message.key, now=now)
    raise NotSent(ErrorClass.CONFIGURATION, "SMS_PROVIDER is not set")


def was_taken(
    *, key: str, address: Address, since: datetime.datetime, now: datetime.datetime
) -> bool:
    """Ask Alibaba Cloud; a gateway has nobody to be asked.

    An account that may send and not ask is no reason to tell nobody: then the text is repeated.
    """
    if settings.SMS.provider != "aliyun":
        return False
    try:
        return sms_aliyun.was_taken(phone=address.value, key=key, since=since, now=now)
    except NotSent as failure:
        if failure.error_class != ErrorClass.CONFIGURATION:
            raise
        log.warning("sms_query_refused", why=failure.text)
        return False


def limits() -> tuple[Limit, ...]:
    """How much one number is told, as `SMS_LIMITS` says."""
    return tuple(
        Limit(most, datetime.timedelta(seconds=seconds)) for most, seconds in settings.SMS.limits
    )


MEDIUM = Medium(
    send=message_send, check=address_check, limits=limits, was_taken=was_taken, shared=True
)
