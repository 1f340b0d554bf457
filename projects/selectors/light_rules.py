"""The light rules that there are: those that exist in writing, and versions of one's own."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any, cast

from django.db.models import Q
from django.utils.translation import gettext as _

from projects.errors import RuleBroken
from projects.models import LightRule
from projects.selectors.languages import in_language
from scheduling.rules import lights
from scheduling.rules.light_rules import SEVERITY


def rule_made(row: LightRule) -> lights.LightRule:
    """A stored version as the engine's rule."""
    return lights.LightRule(
        name=row.name,
        version=row.version,
        names={"en": row.title_en, "zh-hans": row.title},
        text={"en": row.text_en, "zh-hans": row.text},
        source=row.source,
        weak_source=row.weak_source,
        bands=tuple(lights.Band(**band) for band in row.bands),
        closes=cast(Any, row.closes),
    )


def rules_known() -> list[lights.LightRule]:
    """Every rule that a project can name: the shipped ones, then own ones by name and version."""
    return [*lights.PRESETS.values(), *(rule_made(row) for row in LightRule.objects.all())]


def rule_named(name: str, version: int) -> lights.LightRule:
    """The rule of that name and version, which a project names; one query for an own one."""
    shipped = _shipped(name, version)
    return shipped or rule_made(LightRule.objects.get(name=name, version=version))


def version_latest(name: str) -> int | None:
    """The newest version of a rule; None where there is no rule of that name."""
    if name in lights.PRESETS:
        return lights.PRESETS[name].version
    newest = LightRule.objects.filter(name=name).order_by("-version")
    return newest.values_list("version", flat=True).first()


def rule_check(*, name: str, version: int) -> None:
    """Refuse to name a rule, or a version of it, that is not there."""
    if _shipped(name, version) or LightRule.objects.filter(name=name, version=version).exists():
        return
    pointer = "/light_rule" if version_latest(name) is None else "/light_rule_version"
    raise RuleBroken("unknown_relation", _("There is no such object."), pointer=pointer)


def rules_in_use(rows: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The rules that rows with `light_rule` and its version name, the shipped ones first.

    One query where any is an own one.
    """
    named = {(row["light_rule"], row["light_rule_version"]) for row in rows}
    found = [rule for rule in lights.PRESETS.values() if (rule.name, rule.version) in named]
    own = Q(pk__in=())
    for name, version in named - {(rule.name, rule.version) for rule in found}:
        own |= Q(name=name, version=version)
    if len(found) < len(named):
        found += [rule_made(row) for row in LightRule.objects.filter(own)]
    return [rule_shown(rule) for rule in found]


def rule_shown(rule: lights.LightRule) -> dict[str, Any]:
    """Return a rule as the API shows it; its title is in the language of whoever asks."""
    return {
        "name": rule.name,
        "title": in_language(rule.names),
        "titles": dict(rule.names),
        "version": rule.version,
        "text": dict(rule.text),
        "source": rule.source,
        "weak_source": rule.weak_source,
        "shipped": rule is lights.PRESETS.get(rule.name),
        "closes": rule.closes,
        "bands": [asdict(band) for band in rule.bands],
        "colours": sorted(
            {"grey", "green", *(band.colour for band in rule.bands)},
            key=SEVERITY.__getitem__,
            reverse=True,
        ),
    }


def _shipped(name: str, version: int) -> lights.LightRule | None:
    rule = lights.PRESETS.get(name)
    return rule if rule is not None and rule.version == version else None
