"""What a person chose about being told, and what holds where he chose nothing."""

from typing import Any

from projects.models import AlertHours, AlertRoute, User
from projects.models.alert_words import Channel, Severity
from projects.selectors.contacts import masked

Said = dict[str, Any]


def preferences_of(user: User) -> Said:
    """Return what holds now, in two queries; hours are local wall times."""
    routes: dict[str, list[Said]] = {severity: [] for severity in Severity.values}
    rows = AlertRoute.objects.filter(user=user).select_related("contact")
    for row in rows.order_by("severity", "rank"):
        routes[row.severity].append(_route(row, user))
    hours = {row.severity: row for row in AlertHours.objects.filter(user=user)}
    return {
        "language": user.language,
        "daily_summary_at": user.daily_summary_at,
        "weekly_report": user.weekly_report,
        **{
            severity: {
                "routes": routes[severity] or _default(user),
                "chosen": bool(routes[severity]),
                "hours": _hours(hours.get(severity)),
            }
            for severity in Severity.values
        },
    }


def _route(row: AlertRoute, user: User) -> Said:
    """Say where a way leads and whether anything would be sent there now."""
    contact = row.contact
    if contact is None:
        return _account(row.channel, user)
    return {
        "channel": row.channel,
        "contact": contact.pk,
        "name": contact.label or masked(contact.channel, contact.value),
        "usable": contact.verified_at is not None and contact.broken_at is None,
    }


def _account(channel: str, user: User) -> Said:
    """The account's own e-mail, or the inbox that everybody has."""
    mail = channel == Channel.EMAIL
    return {
        "channel": channel,
        "contact": None,
        "name": masked(channel, user.email) if mail and user.email else "",
        "usable": bool(user.email) or not mail,
    }


def _default(user: User) -> list[Said]:
    """What holds where nothing is chosen: the account's e-mail, else the inbox."""
    return [_account(Channel.EMAIL if user.email else Channel.INBOX, user)]


def _hours(row: AlertHours | None) -> Said | None:
    return None if row is None else {"tell_from": row.tell_from, "tell_to": row.tell_to}
