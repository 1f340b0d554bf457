"""What an alert rule may say: levels without gap or loop, recipients that are there, quiet ends."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from projects.errors import RuleBroken
from projects.models import AlertRule, Membership
from projects.models.alert_rule import THRESHOLDS
from projects.models.alert_words import AlertKind, RecipientKind
from projects.services.rows import relation_unknown

Levels = Sequence[Sequence[Mapping[str, Any]]]

# by what a recipient is named, where the kind alone does not say it
NAMED_BY = {
    RecipientKind.ROLE: "role",
    RecipientKind.UNIT: "unit",
    RecipientKind.USER: "user",
    RecipientKind.CONTACT: "contact",
}


def thresholds_check(*, kind: str, given: Iterable[str]) -> None:
    """Refuse (422 `threshold_of_another_kind`) what the kind of the rule does not look at."""
    own = THRESHOLDS.get(AlertKind(kind))
    foreign = sorted(({*given} & {*THRESHOLDS.values()}) - {own})
    if foreign:
        raise RuleBroken(
            "threshold_of_another_kind",
            _("Rules of this kind have no such threshold."),
            status=422,
            pointer=f"/{foreign[0]}",
        )


def quiet_hours_check(*, rule: AlertRule) -> None:
    """Refuse (422) quiet hours with one end (`quiet_hours_incomplete`) or without an end."""
    begin, end = rule.quiet_from, rule.quiet_to
    if (begin is None) != (end is None):
        raise RuleBroken(
            "quiet_hours_incomplete",
            _("Quiet hours have a beginning and an end."),
            status=422,
            pointer="/quiet_to" if end is None else "/quiet_from",
        )
    if begin is not None and begin == end:
        raise RuleBroken(
            "always_quiet",
            _("Quiet for 24 hours: nobody would ever be told."),
            status=422,
            pointer="/quiet_to",
        )


def waits_check(*, waits: Sequence[int]) -> None:
    """Refuse (422 `first_level_waits`) a ladder whose first level is not told at once."""
    if waits[0]:
        raise RuleBroken(
            "first_level_waits",
            _("The first level is told at once."),
            status=422,
            pointer="/levels/0/wait_minutes",
        )


def levels_check(*, project_id: int, levels: Levels) -> None:
    """Refuse levels that tell nobody new, and recipients that are not in the project.

    422 `empty_level` for a gap; 422 `recipient_repeated` for a loop: who was told at a level is
    told already. 400 `unknown_relation` for a person, a unit or a contact that is not here.
    """
    seen: set[tuple[Any, ...]] = set()
    for place, level in enumerate(levels):
        if not level:
            raise RuleBroken(
                "empty_level",
                _("A level without recipients tells nobody."),
                status=422,
                pointer=f"/levels/{place}/recipients",
            )
        for index, recipient in enumerate(level):
            key = (recipient["whom"], *(recipient.get(name) for name in NAMED_BY.values()))
            pointer = f"/levels/{place}/recipients/{index}"
            recipient_check(recipient=recipient, pointer=pointer)
            if key in seen:
                raise RuleBroken(
                    "recipient_repeated",
                    _("Told already: name each recipient once."),
                    status=422,
                    pointer=pointer,
                )
            seen.add(key)
    _members_check(project_id, levels)


def recipient_check(*, recipient: Mapping[str, Any], pointer: str) -> None:
    """Refuse (422 `recipient_unclear`) a recipient that is named by too little or too much."""
    wanted = NAMED_BY.get(recipient["whom"])
    given = {name for name in NAMED_BY.values() if recipient.get(name)}
    if given != ({wanted} if wanted else set()):
        raise RuleBroken(
            "recipient_unclear",
            _("A role, a unit, a user or a contact, as the kind says."),
            status=422,
            pointer=pointer,
        )


def _members_check(project_id: int, levels: Levels) -> None:
    """Of the project are its members, their units, and its contacts; one query."""
    members = Membership.objects.filter(project_id=project_id).values_list("user_id", "unit")
    found = list(members)
    users, units = {user for user, _unit in found}, {unit for _user, unit in found}
    for place, level in enumerate(levels):
        for index, recipient in enumerate(level):
            user, unit = recipient.get("user"), recipient.get("unit")
            contact = recipient.get("contact")
            foreign = contact is not None and contact.project_id != project_id
            if (user and user.pk not in users) or (unit and unit not in units) or foreign:
                name = NAMED_BY[recipient["whom"]]
                raise relation_unknown(pointer=f"/levels/{place}/recipients/{index}/{name}")
