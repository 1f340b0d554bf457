"""Light rules of one's own: stored as a new version, never changed."""

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from projects.errors import RuleBroken
from projects.models import LightRule, User
from projects.selectors.light_rules import version_latest
from projects.services.rows import unique_guard
from scheduling.rules.light_check import BandFault, Fault, band_faults
from scheduling.rules.lights import PRESETS, Band

SAID: Mapping[Fault, Any] = {
    "no_bands": gettext_lazy("A rule has at least one band."),
    "too_many_bands": gettext_lazy("A rule has at most 20 bands."),
    "unknown_colour": gettext_lazy("No band shows this colour."),
    "unknown_measure": gettext_lazy("Nothing is measured under this name."),
    "out_of_range": gettext_lazy("The threshold is beyond what can be measured."),
    "above_counts_points": gettext_lazy("Only percentage points may lie above a threshold."),
    "not_of_this_end": gettext_lazy(
        "A rule that ends with the start counts months, and only such a rule does."
    ),
    "stricter_after_milder": gettext_lazy(
        "Bands are tried in order: a stricter colour stands before a milder one."
    ),
    "never_shown": gettext_lazy("A band before this one holds whenever it would."),
}


@transaction.atomic
def light_rule_create(*, user: User, data: Mapping[str, Any], now: datetime.datetime) -> LightRule:
    """Store the next version of a rule; 422 where its bands are no rule, naming every such band.

    `data["version"]` says which one it is to be: of two who write the same one, one is told (409).
    """
    name, version = data["name"], data["version"]
    if name in PRESETS:
        raise RuleBroken(
            "shipped_rule",
            _("This is the name of a shipped rule, which never changes."),
            status=409,
            pointer="/name",
        )
    _bands_check(data["bands"], data["closes"])
    following = (version_latest(name) or 0) + 1
    if version != following:
        raise RuleBroken(
            "conflict",
            _("The next version is %(version)d.") % {"version": following},
            status=409,
            pointer="/version",
        )
    with unique_guard(pointer="/version"):
        return LightRule.objects.create(**data, made_by=user, made_at=now)


def _bands_check(bands: Sequence[Mapping[str, Any]], closes: Any) -> None:
    faults = band_faults([Band(**band) for band in bands], closes)
    if not faults:
        return
    raise RuleBroken(
        faults[0].fault,
        str(SAID[faults[0].fault]),
        status=422,
        errors=[_fault_shown(fault) for fault in faults],
    )


def _fault_shown(fault: BandFault) -> dict[str, str]:
    return {
        "pointer": "/bands" if fault.place is None else f"/bands/{fault.place}",
        "location": "body",
        "code": fault.fault,
        "detail": str(SAID[fault.fault]),
    }
