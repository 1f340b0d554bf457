"""Storing by what, when and in which language a person wants to be told."""

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from projects.errors import RuleBroken
from projects.models import AlertHours, AlertRoute, Contact, User
from projects.models.alert_words import Channel, Severity
from projects.models.words import ContactEvent
from projects.services.contacts.notices import account_notice
from projects.services.rows import relation_unknown

OF_THE_ACCOUNT = (Channel.EMAIL, Channel.INBOX)


@transaction.atomic
def preferences_set(*, user: User, data: Mapping[str, Any], now: datetime.datetime) -> None:
    """Store what is named and leave the rest; routes of a severity are replaced whole.

    `data` has a person's columns, and by severity `routes` (channel, contact's id or None, first
    choice first; none: the default) and `hours` (None: any hour). Anything about grave alerts is
    told to the account's e-mail. `now` is UTC.
    """
    # two at once would both delete and both insert
    held = User.objects.select_for_update().get(pk=user.pk)
    columns = [name for name in ("language", "daily_summary_at", "weekly_report") if name in data]
    for name in columns:
        setattr(held, name, data[name])
        setattr(user, name, data[name])
    if columns:
        held.save(update_fields=columns)
    for severity in Severity.values:
        said = data.get(severity, {})
        if "routes" in said:
            _routes_set(user, severity, said["routes"])
        if "hours" in said:
            _hours_set(user, severity, said["hours"])
    if data.get(Severity.HIGH):
        account_notice(user=held, event=ContactEvent.ROUTES, about="", now=now)


def _routes_set(user: User, severity: str, said: Sequence[Mapping[str, Any]]) -> None:
    """Replace the ways, each of which must be the person's own and proven."""
    ids = {each["contact"] for each in said if each["contact"] is not None}
    own = Contact.objects.filter(user=user).in_bulk(ids)
    seen: set[tuple[str, int | None]] = set()
    for index, each in enumerate(said):
        pointer = f"/{severity}/routes/{index}"
        _route_check(each, own, pointer)
        way = (each["channel"], each["contact"])
        if way in seen:
            raise RuleBroken("duplicate_route", _("This way is named twice."), pointer=pointer)
        seen.add(way)
    AlertRoute.objects.filter(user=user, severity=severity).delete()
    AlertRoute.objects.bulk_create(
        AlertRoute(
            user=user,
            severity=severity,
            rank=rank,
            channel=each["channel"],
            contact_id=each["contact"],
        )
        for rank, each in enumerate(said, 1)
    )


def _route_check(each: Mapping[str, Any], own: Mapping[int, Contact], pointer: str) -> None:
    """Refuse a way that leads nowhere, to somebody else, or to where nobody has proven to be."""
    if each["contact"] is None:
        if each["channel"] not in OF_THE_ACCOUNT:
            detail = _("This channel needs an address of yours.")
            raise RuleBroken("contact_missing", detail, pointer=f"{pointer}/contact")
        return
    contact = own.get(each["contact"])
    if contact is None or contact.channel != each["channel"]:
        raise relation_unknown(pointer=f"{pointer}/contact")
    if contact.verified_at is None:
        detail = _("Prove this address by its code first.")
        raise RuleBroken("not_verified", detail, pointer=f"{pointer}/contact")


def _hours_set(user: User, severity: str, said: Mapping[str, Any] | None) -> None:
    if said is None:
        AlertHours.objects.filter(user=user, severity=severity).delete()
    else:
        AlertHours.objects.update_or_create(user=user, severity=severity, defaults=dict(said))
