"""A message as a plain mail, for what is no alert: codes, tests, word of a changed address."""

import datetime
from email import policy
from email.message import EmailMessage
from email.utils import format_datetime

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from projects.channels import email
from projects.channels.base import Address, AddressRefused, Medium, Rendered
from projects.channels.texts import cut, lines_of, one_line

POLICY = policy.SMTP.clone(max_line_length=900)
SUBJECT_MOST = 200


def address_check(address: Address) -> None:
    """Raise `AddressRefused` unless it is one e-mail address that SMTP can carry as it is."""
    try:
        validate_email(address.value)
    except ValidationError as error:
        raise AddressRefused("email_address", _("This is no e-mail address.")) from error
    if not address.value.isascii():
        raise AddressRefused("email_address", _("An e-mail address has plain letters only."))


def mail_of(message: Rendered, recipient: str, now: datetime.datetime) -> bytes:
    """Write the mail; `now` (UTC) is its date, the message's key its Message-ID."""
    mail = EmailMessage()
    mail["Subject"] = cut(one_line(message.subject), SUBJECT_MOST)
    mail["From"] = settings.DEFAULT_FROM_EMAIL
    mail["To"] = recipient
    mail["Date"] = format_datetime(now)
    mail["Message-ID"] = f"<{message.key[:40]}@topout>"
    mail["Auto-Submitted"] = "auto-generated"
    words = "\n\n".join(each for each in (lines_of(message.text), message.link) if each)
    mail.set_content(f"{words}\n", cte="base64")
    return mail.as_bytes(policy=POLICY)


def message_send(*, message: Rendered, address: Address, now: datetime.datetime) -> str:
    """Mail the message to `address.value`; return its Message-ID."""
    email.message_send(message=mail_of(message, address.value, now), recipient=address.value)
    return f"<{message.key[:40]}@topout>"


MEDIUM = Medium(send=message_send, check=address_check, shared=True)
