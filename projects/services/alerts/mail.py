"""A message as a mail: text, HTML, and the last photo."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from email import policy
from email.message import EmailMessage
from email.utils import format_datetime
from typing import Any

import structlog
from django.conf import settings
from django.core.files.storage import default_storage
from django.template.loader import render_to_string

from projects.imaging import PhotoRefused, jpeg_thumbnail
from projects.models import AlertDelivery, Photo
from projects.services.alerts.routes import address_of

log = structlog.get_logger(__name__)

PHOTO_NAME = "320"
POLICY = policy.SMTP.clone(max_line_length=900)


@dataclass(frozen=True)
class Letter:
    """A message's words; `thumbnail` is a JPEG, empty where there is none."""

    subject: str
    text: str
    link: str
    html_template: str
    context: Mapping[str, Any] = field(repr=False)
    thumbnail: bytes = field(default=b"", repr=False)


def mail_of(delivery: AlertDelivery, letter: Letter, now: datetime.datetime) -> bytes:
    """Write the mail about an alert out."""
    address = address_of(delivery)
    to = address.value if address else ""
    return mail_made(letter, to=to, key=delivery.dedupe_key, now=now)


def mail_made(letter: Letter, *, to: str, key: str, now: datetime.datetime) -> bytes:
    """Write a mail out; its Message-ID is made of `key`, in every try the same."""
    content_id = f"photo.{key[:16]}@topout" if letter.thumbnail else ""
    message = EmailMessage()
    message["Subject"] = letter.subject
    message["From"] = settings.DEFAULT_FROM_EMAIL
    message["To"] = to
    message["Date"] = format_datetime(now)
    message["Message-ID"] = f"<{key[:40]}@topout>"
    message["Auto-Submitted"] = "auto-generated"
    # base64: also servers without 8BITMIME pass it on as it is
    message.set_content(letter.text, cte="base64")
    context = {**letter.context, "content_id": content_id}
    html_text = render_to_string(letter.html_template, context)
    message.add_alternative(html_text, subtype="html", cte="base64")
    if content_id:
        html = message.get_payload()[1]  # type: ignore[index] # the alternative just added
        html.add_related(  # type: ignore[union-attr] # a multipart's parts are messages
            letter.thumbnail, "image", "jpeg", cid=f"<{content_id}>", filename="photo.jpg"
        )
    return message.as_bytes(policy=POLICY)


def thumbnail_of(photo: Photo | None) -> bytes:
    """The last photo as a small JPEG, which every mail program shows; empty when there is none."""
    rendition = photo.renditions.filter(name=PHOTO_NAME).first() if photo else None
    if rendition is None:
        return b""
    try:
        with default_storage.open(rendition.storage_key) as file:
            return jpeg_thumbnail(file.read())
    except (OSError, SyntaxError, ValueError, PhotoRefused) as error:
        # the message matters more than its picture
        log.warning("thumbnail_missing", rendition=rendition.pk, error=str(error))
        return b""
