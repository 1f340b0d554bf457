"""The mail about an alert: written once in the recipient's language and kept until it is sent."""

import datetime
import hashlib
import re
from email import policy
from email.message import EmailMessage
from email.utils import format_datetime

import structlog
from django.conf import settings
from django.core.files.storage import default_storage
from django.db.models import Max
from django.template.loader import render_to_string
from django.utils import translation

from projects.imaging import PhotoRefused, jpeg_thumbnail
from projects.models import AlertDelivery, Photo
from projects.models.words import LightColour
from projects.selectors import alert_words
from projects.selectors.alerts import AlertStory, alert_story, compared_label
from projects.selectors.languages import in_language
from projects.selectors.late_words import expected_of
from projects.signing import sign_token_make

log = structlog.get_logger(__name__)

# line breaks, control characters and marks that turn the reading direction
UNSAFE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\u200e\u200f]+")
SUBJECT_MAX = 200
PHOTO_NAME = "320"
POLICY = policy.SMTP.clone(max_line_length=900)


def one_line(text: str) -> str:
    """Make a text fit for a header: one line, no control or direction marks."""
    return " ".join(UNSAFE.sub(" ", text).split())


def message_keep(*, delivery: AlertDelivery, now: datetime.datetime) -> bytes:
    """Return the delivery's message, written now if it was not yet.

    A retry sends the same bytes; only a message that may have arrived is written anew, with the
    same Message-ID and a line that says so.
    """
    repeat_said = delivery.state_reason == "repeat_said"
    if delivery.message is not None and (repeat_said or not delivery.may_be_repeat):
        return bytes(delivery.message)
    with translation.override(delivery.person.language):
        message = _message(delivery, alert_story(alert=delivery.alert, now=now), now)
    delivery.message = message.as_bytes(policy=POLICY)
    delivery.message_sha256 = hashlib.sha256(delivery.message).hexdigest()
    delivery.subject = str(message["Subject"])[:300]
    delivery.state_reason = "repeat_said" if delivery.may_be_repeat else ""
    delivery.save(
        update_fields=["message", "message_sha256", "subject", "body_text", "state_reason"]
    )
    return delivery.message


def subject_of(story: AlertStory) -> str:
    """The mail's subject, fit for a header."""
    alert = story.alert
    where = _project_name(story)
    if alert.milestone.building:
        where = f"{where} {alert.milestone.building.code}"
    subject = alert_words.subject_of(
        alert,
        where=where,
        what=_name(alert.milestone),
        working_days_late=story.working_days_late,
    )
    return one_line(subject)[:SUBJECT_MAX]


def _told_before(delivery: AlertDelivery) -> int | None:
    """By how many days the finish was said to be late when the recipient was told last."""
    earlier = AlertDelivery.objects.filter(
        alert_id=delivery.alert_id, recipient_id=delivery.recipient_id, pk__lt=delivery.pk
    )
    found: int | None = earlier.aggregate(days=Max("told_days_late"))["days"]
    return found


def _message(delivery: AlertDelivery, story: AlertStory, now: datetime.datetime) -> EmailMessage:
    key = delivery.dedupe_key
    thumbnail = _thumbnail(story.photo)
    content_id = f"photo.{key[:16]}@topout"
    context = {
        "story": story,
        "alert": story.alert,
        "headline": alert_words.headline_of(story.alert, story.working_days_late),
        "told_before": _told_before(delivery),
        "project_name": one_line(_project_name(story)),
        "building_name": _building_name(story),
        "milestone_name": one_line(_name(story.alert.milestone)),
        "zone": story.alert.project.time_zone,
        "link": f"{settings.PUBLIC_URL}/sign/{sign_token_make(delivery)}/",
        "compared": compared_label(story.alert),
        "light": LightColour(story.light).label,
        "rule_text": in_language(story.rule.text),
        "expected": expected_of(story.alert.milestone),
        "content_id": content_id if thumbnail else "",
        "repeat_reference": key[:4].upper() if delivery.may_be_repeat else "",
        "language": translation.get_language(),
    }
    delivery.body_text = render_to_string("emails/alert.txt", context).strip() + "\n"
    message = EmailMessage()
    message["Subject"] = subject_of(story)
    message["From"] = settings.DEFAULT_FROM_EMAIL
    message["To"] = delivery.person.email
    message["Date"] = format_datetime(now)
    message["Message-ID"] = f"<{key[:40]}@topout>"
    message["Auto-Submitted"] = "auto-generated"
    # base64: also servers without 8BITMIME pass it on as it is
    message.set_content(delivery.body_text, cte="base64")
    html_text = render_to_string("emails/alert.html", context)
    message.add_alternative(html_text, subtype="html", cte="base64")
    if thumbnail:
        html = message.get_payload()[1]  # type: ignore[index] # the alternative just added
        html.add_related(  # type: ignore[union-attr] # a multipart's parts are messages
            thumbnail, "image", "jpeg", cid=f"<{content_id}>", filename="photo.jpg"
        )
    return message


def _thumbnail(photo: Photo | None) -> bytes:
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


def _project_name(story: AlertStory) -> str:
    return _name(story.alert.project)


def _building_name(story: AlertStory) -> str:
    """Code and name; names often hold the code already (3# 厂房)."""
    building = story.alert.milestone.building
    if building is None:
        return ""
    name = _name(building)
    return one_line(name if building.code in name else f"{building.code} {name}")


def _name(row: object) -> str:
    english = str(getattr(row, "name_en", ""))
    chinese = str(getattr(row, "name", ""))
    return english if english and translation.get_language() == "en" else chinese
