"""Telling a person at his old addresses that his addresses were changed (ASVS 7.5.1).

The word is stored with the change itself and sent by a job: a stolen session must not silence it
by a provider that is away just then.
"""

import datetime

import structlog
from django.db.models import F
from django.utils import translation
from django.utils.translation import gettext as _

from projects.channels.base import Address, Rendered
from projects.errors import TooMany
from projects.models import ContactNotice, User
from projects.models.alert_words import Channel, ErrorClass
from projects.models.words import ContactEvent
from projects.services.contacts.hand_over import (
    Outcome,
    key_make,
    message_hand_over,
)

log = structlog.get_logger(__name__)

WAITS = tuple(datetime.timedelta(minutes=minutes) for minutes in (2, 10, 60, 360, 1440))
# longer than a provider may take; another worker leaves the row alone until then
LEASE = datetime.timedelta(minutes=5)


def account_notice(*, user: User, event: ContactEvent, about: str, now: datetime.datetime) -> None:
    """Tell the address of a person's account, where there is one."""
    if user.email:
        notice_make(
            user=user,
            event=event,
            about=about,
            channel=Channel.EMAIL,
            address=Address(user.email),
            now=now,
        )


def notice_make(
    *,
    user: User,
    event: ContactEvent,
    about: str,
    channel: str,
    address: Address,
    now: datetime.datetime,
) -> None:
    """Keep word to be sent; `now` is UTC."""
    ContactNotice.objects.create(
        user=user,
        event=event,
        about=about[:200],
        channel=channel,
        value=address.value,
        secret=address.secret,
        created_at=now,
        next_at=now,
    )


def contact_notices_send(*, now: datetime.datetime, most: int = 50) -> int:
    """Send what is due, each once; return how many were taken. Any number may run at once."""
    taken = 0
    due = ContactNotice.objects.filter(done_at=None, next_at__lte=now).order_by("next_at", "id")
    for notice in due.select_related("user")[:most]:
        mine = ContactNotice.objects.filter(pk=notice.pk, done_at=None, next_at=notice.next_at)
        if mine.update(next_at=now + LEASE, tries=F("tries") + 1):
            taken += 1
            _send(notice, now)
    return taken


def _send(notice: ContactNotice, now: datetime.datetime) -> None:
    """Send one and write down what came of it; a doubtful one may have arrived and is over."""
    address = Address(notice.value, notice.secret)
    try:
        outcome = message_hand_over(
            channel=notice.channel, address=address, message=_words(notice), now=now
        )
    except TooMany as many:
        outcome = Outcome(False, ErrorClass.TRANSIENT, "limit")
        again = now + many.wait
    else:
        again = now + WAITS[min(notice.tries, len(WAITS) - 1)]
    over = outcome.sent or outcome.error_class in (ErrorClass.PERMANENT, ErrorClass.AMBIGUOUS)
    if over or notice.tries >= len(WAITS):
        ContactNotice.objects.filter(pk=notice.pk).update(done_at=now, error_text=outcome.text)
        return
    waiting = ContactNotice.objects.filter(pk=notice.pk, done_at=None)
    waiting.update(next_at=again, error_text=outcome.text)


def _words(notice: ContactNotice) -> Rendered:
    """Say what happened, when, and what to do if it was not the reader."""
    with translation.override(notice.user.language):
        what = ContactEvent(notice.event).label
        when = f"{notice.created_at:%Y-%m-%d %H:%M} UTC"
        lines = (
            f"{what}: {notice.about}".rstrip(": "),
            _("User: %(name)s. Time: %(when)s.") % {"name": notice.user.username, "when": when},
            _("If this was not you, tell your administrator at once and change your password."),
        )
        return Rendered(
            subject=_("Topout: %(what)s") % {"what": what},
            text="\n".join(lines),
            link="",
            key=key_make(),
            language=notice.user.language,
        )
