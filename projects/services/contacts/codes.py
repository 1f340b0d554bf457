"""Codes that prove an address (ASVS 6.5, 6.6): six digits, ten minutes, five tries."""

import datetime
import hmac
import secrets

from django.db.models import F
from django.utils import translation
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from projects.channels.base import Address, Rendered
from projects.errors import RuleBroken
from projects.models import Breaker, Contact, ContactCode, User
from projects.services.contacts.hand_over import (
    Outcome,
    key_make,
    message_hand_over,
    user_room_take,
)

DIGITS = 6
VALID = datetime.timedelta(minutes=10)
TRIES_MOST = 5
AN_HOUR_MOST = 5
SALT = "topout.contact-code"


def contact_code_send(*, contact: Contact, user: User, now: datetime.datetime) -> Outcome:
    """Make a code in place of any before it, and send it by the contact's own channel.

    At most five an hour for a person, whatever the addresses: raises `TooMany`. The code is in
    no answer and in the database only as a keyed hash. `now` is UTC.
    """
    user_room_take(user=user, what="contact codes", most=AN_HOUR_MOST, now=now)
    code = f"{secrets.randbelow(10**DIGITS):0{DIGITS}}"
    ContactCode.objects.update_or_create(
        contact=contact, defaults={"digest": _digest(contact, code), "sent_at": now, "tries": 0}
    )
    return message_hand_over(
        channel=contact.channel,
        address=Address(contact.value, contact.secret),
        message=_words(code, user),
        now=now,
    )


def contact_verify(*, contact: Contact, code: str, now: datetime.datetime) -> Contact:
    """Count the try, then compare; the contact is used from now on when it is right.

    400 `code_wrong`; 409 `code_void` without a code, after ten minutes and after five tries. Call
    it outside of a transaction: a refusal must not undo the counting.
    """
    waiting = ContactCode.objects.filter(
        contact=contact, tries__lt=TRIES_MOST, sent_at__gt=now - VALID
    )
    # counted before it is looked at, and by the database: many tries at once are many tries
    if not waiting.update(tries=F("tries") + 1):
        raise RuleBroken(
            "code_void", _("This code does not count any more. Ask for a new one."), status=409
        )
    kept = ContactCode.objects.get(contact=contact)
    if not hmac.compare_digest(kept.digest, _digest(contact, code)):
        raise RuleBroken("code_wrong", _("The code is not right."), pointer="/code")
    kept.delete()
    return contact_proven(contact=contact, now=now)


def contact_proven(*, contact: Contact, now: datetime.datetime) -> Contact:
    """Note that the address works, also after it was refused once; its breaker is over."""
    contact.verified_at, contact.broken_at, contact.broken_text = now, None, ""
    contact.save(update_fields=["verified_at", "broken_at", "broken_text"])
    Breaker.objects.filter(contact=contact).delete()
    return contact


def _digest(contact: Contact, code: str) -> str:
    """Bind the code to this contact and to this installation's key."""
    return salted_hmac(SALT, f"{contact.pk}:{code}", algorithm="sha256").hexdigest()


def _words(code: str, user: User) -> Rendered:
    """Say the code where a lock screen and a text message show it: in the subject."""
    with translation.override(user.language):
        return Rendered(
            subject=_("Your Topout code: %(code)s") % {"code": code},
            text=_("It is good for ten minutes. Whoever asks you for it is not from Topout."),
            link="",
            key=key_make(),
            language=user.language,
        )
