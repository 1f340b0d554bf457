"""A real message to an address, to see what its provider says."""

import datetime

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from projects.channels.base import Address, Rendered
from projects.models import Contact, User
from projects.services.contacts.codes import contact_proven
from projects.services.contacts.hand_over import (
    Outcome,
    key_make,
    message_hand_over,
    user_room_take,
)

AN_HOUR_MOST = 20


def contact_try(*, contact: Contact, user: User, now: datetime.datetime) -> Outcome:
    """Send a test message; a yes proves the address.

    At most twenty an hour for whoever asks, and within the limits of the destination: raises
    `TooMany`. `now` is UTC.
    """
    user_room_take(user=user, what="contact tests", most=AN_HOUR_MOST, now=now)
    outcome = message_hand_over(
        channel=contact.channel,
        address=Address(contact.value, contact.secret),
        message=_words(user),
        now=now,
    )
    if outcome.sent:
        contact_proven(contact=contact, now=now)
    return outcome


def _words(user: User) -> Rendered:
    with translation.override(user.language):
        return Rendered(
            subject=_("Topout: test message"),
            text=_("%(name)s has sent this to see whether messages arrive here.")
            % {"name": user.display_name},
            link=settings.PUBLIC_URL,
            key=key_make(),
            language=user.language,
        )
