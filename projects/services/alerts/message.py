"""The message about an alert: written once, in the reader's language, and kept until it is sent."""

import datetime
import hashlib

from django.template.loader import render_to_string
from django.utils import translation

from projects.channels.base import Rendered
from projects.models import AlertDelivery
from projects.models.alert_words import Channel
from projects.selectors.alerts import AlertStory, alert_story
from projects.services.alerts import wording
from projects.services.alerts.digest import members_of
from projects.services.alerts.handing import packed, repeat_safe
from projects.services.alerts.mail import Letter, mail_of, thumbnail_of

KEPT = ["message", "message_sha256", "subject", "body_text", "state_reason"]


def message_keep(*, delivery: AlertDelivery, now: datetime.datetime, bundled: bool = True) -> bytes:
    """Return the delivery's message, written now if it was not yet.

    `bundled` is False where it is known that nobody else is told in it.

    A retry sends the same bytes; only a message that may have arrived is written anew, under the
    same id and with a line that says so, and not where the provider knows a repeat by itself.
    """
    repeat_said = delivery.state_reason == "repeat_said"
    doubtful = delivery.may_be_repeat and not repeat_said
    if delivery.message is not None and not (doubtful and not repeat_safe(delivery, now)):
        return bytes(delivery.message)
    with translation.override(wording.language_of(delivery)):
        members = list(members_of(delivery)) if bundled else []
        delivery.message = _written(delivery, members, now)
    delivery.message_sha256 = hashlib.sha256(delivery.message).hexdigest()
    delivery.state_reason = "repeat_said" if delivery.may_be_repeat else ""
    delivery.save(update_fields=KEPT)
    return delivery.message


def _written(
    delivery: AlertDelivery, members: list[AlertDelivery], now: datetime.datetime
) -> bytes:
    if members:
        letter = _digest([delivery, *members], now)
    else:
        letter = _single(delivery, alert_story(alert=delivery.alert, now=now))
    delivery.subject, delivery.body_text = letter.subject[:300], letter.text
    if delivery.channel == Channel.EMAIL:
        return mail_of(delivery, letter, now)
    return packed(
        Rendered(
            subject=letter.subject,
            text=letter.text,
            link=letter.link,
            key=delivery.dedupe_key,
            language=translation.get_language(),
            sequence=delivery.pk,
        )
    )


def _single(delivery: AlertDelivery, story: AlertStory) -> Letter:
    """One alert, at length. A mail has its link inside; other channels put it where it belongs."""
    context = wording.context_of(delivery, story)
    is_mail = delivery.channel == Channel.EMAIL
    return Letter(
        subject=wording.subject_of(story),
        text=_text("emails/alert.txt", {**context, "with_link": is_mail}),
        link=context["link"],
        html_template="emails/alert.html",
        context=context,
        thumbnail=thumbnail_of(story.photo) if is_mail else b"",
    )


def _digest(rows: list[AlertDelivery], now: datetime.datetime) -> Letter:
    """Many alerts, a line each, with each one's own link in a mail.

    Each member keeps its own line: that is what was said of its alert.
    """
    lines = []
    for row in rows:
        row.subject = wording.subject_of(alert_story(alert=row.alert, now=now))
        lines.append({"subject": row.subject, "link": wording.link_of(row)})
    AlertDelivery.objects.bulk_update(rows[1:], ["subject"])
    is_mail = rows[0].channel == Channel.EMAIL
    context = {
        "lines": lines,
        "with_link": is_mail,
        "language": translation.get_language(),
        "repeat_reference": wording.repeat_reference(rows[0]),
    }
    return Letter(
        subject=wording.digest_subject([line["subject"] for line in lines]),
        text=_text("emails/digest.txt", context),
        link=wording.inbox_link(),
        html_template="emails/digest.html",
        context=context,
    )


def _text(template: str, context: dict[str, object]) -> str:
    return render_to_string(template, context).strip() + "\n"
