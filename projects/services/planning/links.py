"""Logic between activities: made, changed and removed while the project is held."""

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from projects.errors import RuleBroken
from projects.models import Link, Project
from projects.selectors.schedules import Answer
from projects.services.planning.scheduling import cycle_check, project_hold, schedule_follow
from projects.services.rows import relation_unknown, row_set, row_store, unique_guard

Rows = Sequence[Mapping[str, Any]]


@transaction.atomic
def links_create(
    *, project_id: int, rows: Rows, now: datetime.datetime, many: bool = True
) -> tuple[list[Link], Answer | None]:
    """Store all links or none, and compute; a loop is refused (422) and named.

    The project is held, so of two requests whose links form a loop together one is refused.
    A refusal points to `/<index>/…`, or without `many` to the one row's value.
    """
    held = project_hold(project_id=project_id)
    links = []
    for index, row in enumerate(rows):
        link = Link(project=held)
        row_set(row=link, data=row)
        link_check(link=link, base=f"/{index}" if many else "")
        links.append(link)
    _twins_check(links, many=many)
    with unique_guard(pointer="" if many else "/successor"):
        made = Link.objects.bulk_create(links)
    return made, _followed(held, now)


@transaction.atomic
def link_update(
    *, link: Link, data: Mapping[str, Any], now: datetime.datetime
) -> tuple[Link, Answer | None]:
    """Change a link's kind or lag; its ends never change."""
    held = project_hold(project_id=link.project_id)
    row_set(row=link, data=data)
    link_check(link=link)
    row_store(row=link, names=list(data), pointer="/kind")
    return link, _followed(held, now)


@transaction.atomic
def link_delete(*, link: Link, now: datetime.datetime) -> None:
    """Remove a link, and compute without it."""
    held = project_hold(project_id=link.project_id)
    Link.objects.filter(pk=link.pk).delete()
    schedule_follow(held=held, now=now)


def link_check(*, link: Link, base: str = "") -> None:
    """Refuse what contradicts itself; `base` is the JSON pointer of the row."""
    for name in ("predecessor", "successor"):
        # the words and the status of an activity that does not exist
        if getattr(link, name).project_id != link.project_id:
            raise activity_unknown(pointer=f"{base}/{name}")
    if link.predecessor_id == link.successor_id:
        raise RuleBroken(
            "self_link", _("An activity cannot follow itself."), pointer=f"{base}/successor"
        )
    if link.lag_percent is not None and link.lag_days:
        raise RuleBroken(
            "lag_twice",
            _("A lag is a number of days or a percentage, not both."),
            pointer=f"{base}/lag_percent",
        )


def activity_unknown(*, pointer: str) -> RuleBroken:
    """Make the one answer for an end that is missing, not the caller's, or of another project."""
    unknown = relation_unknown(pointer=pointer)
    unknown.status = 404
    return unknown


def _followed(held: Project, now: datetime.datetime) -> Answer | None:
    """Compute, or where nothing is computed by itself look for loops alone."""
    answer = schedule_follow(held=held, now=now)
    if answer is None or answer["problem"]:
        cycle_check(held=held, now=now)
    return answer


def _twins_check(links: Sequence[Link], *, many: bool) -> None:
    """Name the row whose pair has a link of that kind; the constraint would only say that one has.

    Two rows of one list count too.
    """
    if not many:
        return
    key = ("predecessor_id", "successor_id", "kind")
    ids = {link.predecessor_id for link in links}
    seen = set(Link.objects.filter(predecessor__in=ids).values_list(*key))
    for index, link in enumerate(links):
        pair = (link.predecessor_id, link.successor_id, link.kind)
        if pair in seen:
            raise RuleBroken(
                "already_exists",
                _("This value is already taken."),
                status=409,
                pointer=f"/{index}/kind",
            )
        seen.add(pair)
