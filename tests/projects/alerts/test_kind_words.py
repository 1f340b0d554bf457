"""What a message of each kind is called, in both languages and whatever names say."""

import datetime
from decimal import Decimal

import pytest
from django.utils import translation

from projects.models import Alert, Project
from projects.models.alert_words import AlertKind
from projects.selectors.alert_words import compared_label, headline_of
from projects.selectors.alerts import alert_story
from projects.services.alerts.wording import SUBJECT_MAX, subject_of
from tests import factories
from tests.projects.alerts.kinds import (
    FAR,
    MONDAY,
)

pytestmark = pytest.mark.django_db


HOSTILE = "<b>封顶</b>\r\nBcc: x@y {{ x }} %(what)s %s 👷‍♀️\u2028"


@pytest.mark.parametrize("language", ["en", "zh-hans"])
@pytest.mark.parametrize("kind", list(AlertKind))
def test_a_subject_is_one_line_whatever_the_names_are(
    project: Project, kind: AlertKind, language: str
) -> None:
    Project.objects.filter(pk=project.pk).update(name=(HOSTILE * 5)[:200])
    milestone = factories.MilestoneFactory.create(project=project, name=(HOSTILE * 8)[:200])
    alert = Alert.objects.create(
        project_id=project.pk,
        milestone=milestone,
        kind=kind,
        planned_finish=datetime.date(2026, 10, 30),
        points_behind=Decimal("12.5") if kind == AlertKind.PROGRESS_GAP else None,
        opened_at=MONDAY,
    )
    alert = Alert.objects.select_related("project", "milestone__building").get(pk=alert.pk)
    with translation.override(language):
        story = alert_story(alert=alert, now=MONDAY)
        subject, headline = subject_of(story), headline_of(alert, story.working_days_late)
        assert compared_label(alert)
    assert 0 < len(subject) <= SUBJECT_MAX
    assert subject.isprintable() or "\u200d" in subject
    assert not {"\r", "\n", "\u2028"} & {*subject, *headline}
    assert headline
    # who is told, and in which words, differs by kind
    assert ("working day" in headline) == (
        language == "en"
        and kind
        in (
            AlertKind.OVERDUE,
            AlertKind.DUE_SOON,
            AlertKind.FORECAST_SLIP,
            AlertKind.START_MISSED,
            AlertKind.STATUTORY,
        )
    )


def test_kinds_are_told_apart_in_both_languages(project: Project) -> None:
    milestone = factories.MilestoneFactory.create(project=project, planned_finish=FAR)
    for language in ("en", "zh-hans"):
        with translation.override(language):
            said = {
                headline_of(Alert(project=project, milestone=milestone, kind=kind), 0)
                for kind in AlertKind
            }
        assert len(said) == len(AlertKind)
