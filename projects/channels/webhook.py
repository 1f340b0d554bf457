"""Messages to a program of somebody else, signed, numbered, and safe to get twice.

The signature follows the Standard Webhooks specification (standardwebhooks.com, 1.0):
"v1," + base64(HMAC-SHA256(secret, id + "." + seconds + "." + body)), where the secret is base64
after "whsec_". The body of a repeat is the same to the byte; only the time of sending is new.
"""

import base64
import binascii
import datetime
import hashlib
import hmac

from django.utils.translation import gettext as _

from projects.channels.base import Address, AddressRefused, Medium, NotSent, Rendered
from projects.channels.judgement import status_check
from projects.channels.markdown import json_body
from projects.channels.outgoing import post, url_check
from projects.channels.robots import JSON_HEADERS
from projects.channels.texts import cut, lines_of, one_line
from projects.models.alert_words import ErrorClass

PREFIX = "whsec_"
SECRET_LEAST = 24
TEXT_MOST = 10_000
# an Idempotency-Key is the same for as long as a delivery lives
REPEATS = datetime.timedelta(days=2)


def secret_of(address: Address) -> bytes:
    """Return the bytes that sign, or raise `AddressRefused` when they are none or too few."""
    try:
        found = base64.b64decode(address.secret.removeprefix(PREFIX), validate=True)
    except (binascii.Error, ValueError) as error:
        raise AddressRefused("webhook_secret", _("The secret is not base64.")) from error
    if len(found) < SECRET_LEAST:
        raise AddressRefused("webhook_secret", _("The secret has fewer than 24 bytes."))
    return found


def address_check(address: Address) -> None:
    """Raise `AddressRefused` unless it can be signed for and may be reached."""
    secret_of(address)
    url_check(address.value)


def body_of(message: Rendered) -> bytes:
    """Write the message as data; JSON needs no other escaping."""
    return json_body(
        {
            "type": "topout.alert",
            "id": message.key,
            "sequence": message.sequence,
            "language": message.language,
            "subject": one_line(message.subject),
            "text": cut(lines_of(message.text), TEXT_MOST),
            "link": message.link,
        }
    )


def headers_of(
    message: Rendered, body: bytes, *, secret: bytes, now: datetime.datetime
) -> dict[str, str]:
    """Say what it is, when it was sent, and that it is from us."""
    seconds = str(int(now.timestamp()))
    signed = f"{message.key}.{seconds}.".encode() + body
    digest = base64.b64encode(hmac.digest(secret, signed, hashlib.sha256)).decode()
    return {
        **JSON_HEADERS,
        "Idempotency-Key": message.key,
        "Topout-Sequence": str(message.sequence),
        "webhook-id": message.key,
        "webhook-timestamp": seconds,
        "webhook-signature": f"v1,{digest}",
    }


def message_send(*, message: Rendered, address: Address, now: datetime.datetime) -> str:
    """Post to `address.value`; any 2xx is a yes. Nobody's id comes back."""
    try:
        secret = secret_of(address)
    except AddressRefused as error:
        raise NotSent(ErrorClass.CONFIGURATION, error.code) from error
    body = body_of(message)
    headers = headers_of(message, body, secret=secret, now=now)
    status_check(post(address.value, body=body, headers=headers), now)
    return ""


MEDIUM = Medium(send=message_send, check=address_check, repeat_safe=REPEATS)
