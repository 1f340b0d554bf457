"""What a message about an alert says, whatever carries it: in the reader's language."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.db.models import Max
from django.utils import translation
from django.utils.translation import ngettext

from projects.channels.texts import one_line
from projects.models import AlertDelivery
from projects.models.words import Language, LightColour
from projects.selectors import alert_words
from projects.selectors.alerts import AlertStory
from projects.selectors.grade_words import photo_told
from projects.selectors.languages import in_language
from projects.selectors.late_words import expected_of
from projects.signing import sign_token_make

SUBJECT_MAX = 200


def language_of(delivery: AlertDelivery) -> str:
    """The person's language; a group reads Chinese."""
    return str(delivery.recipient.language if delivery.recipient else Language.CHINESE)


def link_of(delivery: AlertDelivery) -> str:
    """The address of the page where one signs; a group's leads to the alert, behind a sign-in."""
    if delivery.recipient_id is None:
        return f"{settings.PUBLIC_URL}/alerts/{delivery.alert_id}/"
    return f"{settings.PUBLIC_URL}/sign/{sign_token_make(delivery)}/"


def board_link() -> str:
    """The address of the board, which shows how everything stands."""
    return f"{settings.PUBLIC_URL}/"


def inbox_link() -> str:
    """The address of the inbox, where everybody sees what waits for him."""
    return f"{settings.PUBLIC_URL}/alerts/"


def subject_of(story: AlertStory) -> str:
    """The line on a lock screen, fit for a header."""
    alert = story.alert
    where = named(alert.project)
    if alert.milestone.building:
        where = f"{where} {alert.milestone.building.code}"
    subject = alert_words.subject_of(
        alert,
        where=where,
        what=named(alert.milestone),
        working_days_late=story.working_days_late,
    )
    return one_line(subject)[:SUBJECT_MAX]


def digest_subject(subjects: Sequence[str]) -> str:
    """The line on a lock screen for many alerts at once: how many, and the first."""
    count = len(subjects)
    words = {"count": count, "first": subjects[0]}
    text = ngettext("%(count)d alert: %(first)s", "%(count)d alerts: %(first)s …", count) % words
    return one_line(text)[:SUBJECT_MAX]


def context_of(delivery: AlertDelivery, story: AlertStory) -> dict[str, Any]:
    """What the templates of a message need."""
    return {
        "story": story,
        "alert": story.alert,
        "headline": alert_words.headline_of(story.alert, story.working_days_late),
        "told_before": _told_before(delivery),
        "project_name": one_line(named(story.alert.project)),
        "building_name": _building_name(story),
        "milestone_name": one_line(named(story.alert.milestone)),
        "zone": story.alert.project.time_zone,
        "link": link_of(delivery),
        "compared": alert_words.compared_label(story.alert),
        "light": LightColour(story.light).label,
        "rule_text": in_language(story.rule.text),
        "photo": photo_told(story.photo),
        "expected": expected_of(story.alert.milestone),
        "repeat_reference": repeat_reference(delivery),
        "language": translation.get_language(),
    }


def repeat_reference(delivery: AlertDelivery) -> str:
    """How a message that may be a repeat names the one that it may repeat; empty for a first."""
    return delivery.dedupe_key[:4].upper() if delivery.may_be_repeat else ""


def named(row: object) -> str:
    """A row's name in the reader's language, where it has one."""
    english = str(getattr(row, "name_en", ""))
    chinese = str(getattr(row, "name", ""))
    return english if english and translation.get_language() == "en" else chinese


def _told_before(delivery: AlertDelivery) -> int | None:
    """By how many days the finish was said to be late when the recipient was told last."""
    earlier = AlertDelivery.objects.filter(
        alert_id=delivery.alert_id, recipient_id=delivery.recipient_id, pk__lt=delivery.pk
    )
    found: int | None = earlier.aggregate(days=Max("told_days_late"))["days"]
    return found


def _building_name(story: AlertStory) -> str:
    """Code and name; names often hold the code already (3# 厂房)."""
    building = story.alert.milestone.building
    if building is None:
        return ""
    name = named(building)
    return one_line(name if building.code in name else f"{building.code} {name}")
