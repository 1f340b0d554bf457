"""Adding, naming and removing addresses; each change is told where it would be noticed."""

import datetime
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from projects.channels.base import Address, AddressRefused
from projects.errors import RuleBroken
from projects.models import Contact, Project, User
from projects.models.words import ContactEvent
from projects.selectors.contacts import masked
from projects.services.contacts.hand_over import medium_of
from projects.services.contacts.notices import account_notice, notice_make
from projects.services.rows import row_insert, row_set, row_store

CONTACTS_MOST = 20


def address_check(*, channel: str, value: str, secret: str) -> None:
    """Refuse (400) what the channel would never send to, at the field that is wrong.

    It may ask a name server, which takes its time: never within a transaction.
    """
    try:
        medium_of(channel).check(Address(value, secret))
    except AddressRefused as refused:
        field = "/secret" if refused.code.endswith("_secret") else "/value"
        raise RuleBroken(refused.code, str(refused.text), pointer=field) from refused


@transaction.atomic
def contact_create(
    *, owner: User | Project, data: Mapping[str, Any], now: datetime.datetime
) -> Contact:
    """Store an address that was checked; nothing is sent there before it is verified.

    409 `already_exists` for one that the owner has, `too_many_contacts` for more than he needs.
    """
    owned = {"user": owner} if isinstance(owner, User) else {"project": owner}
    if Contact.objects.filter(**owned).count() >= CONTACTS_MOST:
        raise RuleBroken("too_many_contacts", _("There are enough addresses here."), status=409)
    contact = Contact(**owned, **data)
    row_insert(row=contact, pointer="/value")
    if isinstance(owner, User):
        about = _about(contact)
        account_notice(user=owner, event=ContactEvent.ADDED, about=about, now=now)
    return contact


@transaction.atomic
def contact_update(*, contact: Contact, data: Mapping[str, Any]) -> Contact:
    """Change its name, or where it leads: another address has to be verified again."""
    moved = {"verified_at": None, "broken_at": None, "broken_text": ""}
    changes = {**data, **(moved if {"value", "secret"} & set(data) else {})}
    row_set(row=contact, data=changes)
    row_store(row=contact, names=list(changes), pointer="/value")
    return contact


@transaction.atomic
def contact_delete(*, contact: Contact, now: datetime.datetime) -> None:
    """Remove an address; a person's is told so itself if it was ever used."""
    user = contact.user
    if user is not None:
        about = _about(contact)
        account_notice(user=user, event=ContactEvent.REMOVED, about=about, now=now)
        if contact.verified_at:
            notice_make(
                user=user,
                event=ContactEvent.REMOVED,
                about=about,
                channel=contact.channel,
                address=Address(contact.value, contact.secret),
                now=now,
            )
    contact.delete()


def _about(contact: Contact) -> str:
    """Name an address to its owner without telling it to whoever reads his mail."""
    return f"{contact.channel} {masked(contact.channel, contact.value)}"
