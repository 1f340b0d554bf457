"""Who would be told if: the preview of a project's alert rules."""

from typing import Any

import pytest
import time_machine
from rest_framework.test import APIClient

from projects import models
from projects.models.alert_words import Channel
from tests import factories
from tests.projects.api.test_alert_rules import NOW, OFFICIAL, SITE, URL, body

pytestmark = pytest.mark.django_db


def previewed(admin: APIClient, project: models.Project, **asked: Any) -> Any:
    return admin.get(f"/api/v1/projects/{project.pk}/alert-rules/preview/", asked)


def test_who_would_be_told_if(
    project: models.Project, people: dict[str, models.User], admin: APIClient
) -> None:
    """Monday 10:00: the site at once, nobody at level two, the official an hour later."""
    contact = models.Contact.objects.create(
        project=project, channel=Channel.FEISHU, value="x", label="项目群", verified_at=NOW
    )
    levels: tuple[list[dict[str, Any]], ...] = (
        SITE,
        [{"whom": "supervising_unit"}],
        [*OFFICIAL, {"whom": "contact", "contact": contact.pk}],
    )
    quiet = {"quiet_from": "10:30", "quiet_to": "13:00"}
    assert admin.post(URL, body(project, *levels, **quiet)).status_code == 201
    milestone = factories.MilestoneFactory.create(project=project)
    with time_machine.travel(NOW, tick=False):
        said = previewed(admin, project, kind="overdue", milestone=milestone.pk).json()
    told = [
        ([who["user"] for who in level["people"]], level["at"], level["told_from"])
        for level in said["levels"]
    ]
    site, official = people["site_manager"].username, people["official"].username
    assert told == [
        ([site], "2026-11-02T02:00:00Z", "2026-11-02T02:00:00Z"),
        ([], "2026-11-02T03:00:00Z", "2026-11-02T05:00:00Z"),
        ([official], "2026-11-02T03:00:00Z", "2026-11-02T05:00:00Z"),
    ]
    assert said["levels"][0]["people"][0]["channels"] == ["email", "inbox"]
    assert said["levels"][2]["groups"] == [
        {"contact": contact.pk, "label": "项目群", "channel": "feishu"}
    ]
    assert [each["level"] for each in said["warnings"]] == [2]
    assert (said["default"], said["enabled"], said["severity"]) == (False, True, "high")
    assert not models.AlertDelivery.objects.exists()


@pytest.mark.parametrize(
    ("tell_from", "tell_to", "told_from"),
    [
        ("09:00", "18:00", "2026-11-02T05:00:00Z"),
        ("14:00", "18:00", "2026-11-02T06:00:00Z"),
        ("11:00", "12:30", None),
        ("22:00", "10:30", "2026-11-02T14:00:00Z"),
    ],
    ids=["the rule's end later", "his begin later", "never", "over midnight"],
)
def test_a_person_is_told_in_his_own_hours(
    project: models.Project,
    people: dict[str, models.User],
    admin: APIClient,
    tell_from: str,
    tell_to: str,
    told_from: str | None,
) -> None:
    """It is Monday 10:00 and an hour's wait; the rule is silent from 10:30 to 13:00."""
    quiet = {"quiet_from": "10:30", "quiet_to": "13:00"}
    assert admin.post(URL, body(project, SITE, OFFICIAL, **quiet)).status_code == 201
    for severity in ("high", "normal"):
        models.AlertHours.objects.create(
            user=people["official"],
            severity=severity,
            tell_from=tell_from if severity == "high" else "00:00",
            tell_to=tell_to if severity == "high" else "00:01",
        )
    milestone = factories.MilestoneFactory.create(project=project)
    with time_machine.travel(NOW, tick=False):
        said = previewed(admin, project, kind="overdue", milestone=milestone.pk).json()
    assert [who["told_from"] for who in said["levels"][1]["people"]] == [told_from]
    assert said["levels"][1]["told_from"] == "2026-11-02T05:00:00Z"
    # whoever chose no hours hears by the rule's
    assert said["levels"][0]["people"][0]["told_from"] == "2026-11-02T02:00:00Z"


def test_a_preview_asks_for_what_is_there(
    project: models.Project, people: dict[str, models.User], admin: APIClient
) -> None:
    foreign = factories.MilestoneFactory.create()
    assert previewed(admin, project).status_code == 400
    assert previewed(admin, project, kind="late", milestone=foreign.pk).status_code == 400
    assert previewed(admin, project, kind="overdue", milestone="x").status_code == 400
    assert previewed(admin, project, kind="overdue", milestone=foreign.pk).status_code == 404


def test_a_milestone_names_who_is_told_and_the_default_says_it(
    project: models.Project, people: dict[str, models.User], admin: APIClient
) -> None:
    milestone = factories.MilestoneFactory.create(project=project, responsible=people["viewer"])
    said = previewed(admin, project, kind="no_report", milestone=milestone.pk).json()
    told = [{who["user"] for who in level["people"]} for level in said["levels"]]
    assert told == [
        {people[name].username for name in ("viewer", "site_manager", "planner")},
        {people["project_admin"].username},
        {people["official"].username},
    ]
    assert said["default"]
