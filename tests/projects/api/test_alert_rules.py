"""`alert-rules/`: written whole, refused for gaps and loops, and who would be told if."""

import datetime
from typing import Any

import pytest
from rest_framework.test import APIClient

from projects import models
from projects.models.alert_words import AlertKind, Channel
from projects.models.words import Role
from tests import factories

URL = "/api/v1/alert-rules/"
# a Monday, 10:00 in Shanghai
NOW = datetime.datetime(2026, 11, 2, 2, 0, tzinfo=datetime.UTC)
pytestmark = pytest.mark.django_db


def body(project: models.Project, *levels: list[dict[str, Any]], **values: Any) -> dict[str, Any]:
    """A rule with these levels; the first is told at once, the others after an hour."""
    ladder = [
        {"wait_minutes": 60 if place else 0, "recipients": recipients}
        for place, recipients in enumerate(levels)
    ]
    return {"project": project.pk, "kind": "overdue", "levels": ladder, **values}


SITE = [{"whom": "role", "role": "site_manager"}]
OFFICIAL = [{"whom": "role", "role": "official"}]


def fault(answer: Any) -> tuple[int, str, str]:
    """Status, code and pointer of a refusal, whichever form it has."""
    said = answer.json()
    errors = said.get("errors") or [said]
    return answer.status_code, errors[0]["code"], errors[0].get("pointer", "")


def test_a_rule_is_written_read_changed_and_removed(
    project: models.Project, admin: APIClient
) -> None:
    made = admin.post(URL, body(project, SITE, OFFICIAL, channels=["sms", "email"], repeat_days=2))
    assert made.status_code == 201, made.content
    said = made.json()
    assert [level["wait_minutes"] for level in said["levels"]] == [0, 60]
    assert said["levels"][1]["recipients"] == [
        {"whom": "role", "role": "official", "unit": "", "user": None, "contact": None}
    ]
    assert (said["channels"], said["severity"]) == (["sms", "email"], "high")
    assert (said["repeat_days"], said["warnings"]) == (2, [])
    url = f"{URL}{said['id']}/"
    assert admin.patch(url, {"enabled": False}).status_code == 428
    match = {"If-Match": made["ETag"]}
    changed = admin.patch(url, {"levels": body(project, OFFICIAL)["levels"]}, headers=match)
    assert changed.status_code == 200, changed.content
    assert len(changed.json()["levels"]) == 1
    assert changed.json()["repeat_days"] == 2
    assert admin.patch(url, {"enabled": False}, headers=match).status_code == 412
    match = {"If-Match": changed["ETag"]}
    assert admin.patch(url, {"kind": "due_soon"}, headers=match).status_code == 400
    assert admin.delete(url, headers=match).status_code == 204
    assert not models.AlertRule.objects.filter(project=project).exists()


def test_a_rule_without_levels_has_the_default_ones(
    project: models.Project, admin: APIClient
) -> None:
    made = admin.post(URL, {"project": project.pk, "kind": "statutory"}).json()
    assert [len(level["recipients"]) for level in made["levels"]] == [4, 2, 1]
    assert (made["severity"], made["repeat_days"], made["statutory_days"]) == ("high", 1, 3)
    again = admin.post(URL, {"project": project.pk, "kind": "statutory"})
    assert fault(again)[:2] == (409, "already_exists")


@pytest.mark.parametrize(
    ("levels", "found"),
    [
        ([SITE, []], (422, "empty_level", "/levels/1/recipients")),
        ([SITE, SITE], (422, "recipient_repeated", "/levels/1/recipients/0")),
        ([SITE + SITE], (422, "recipient_repeated", "/levels/0/recipients/1")),
        ([[{"whom": "role"}]], (422, "recipient_unclear", "/levels/0/recipients/0")),
        (
            [[{"whom": "lead_unit", "role": "official"}]],
            (422, "recipient_unclear", "/levels/0/recipients/0"),
        ),
        (
            [[{"whom": "user", "user": "stranger"}]],
            (400, "unknown_relation", "/levels/0/recipients/0/user"),
        ),
        (
            [[{"whom": "user", "user": "nobody"}]],
            (400, "unknown_relation", "/levels/0/recipients/0/user"),
        ),
        (
            [[{"whom": "unit", "unit": "别家单位"}]],
            (400, "unknown_relation", "/levels/0/recipients/0/unit"),
        ),
        (
            [[{"whom": "contact", "contact": 10**12}]],
            (400, "does_not_exist", "/levels/0/recipients/0/contact"),
        ),
        (
            [[{"whom": "role", "role": "mayor"}]],
            (400, "invalid_choice", "/levels/0/recipients/0/role"),
        ),
        ([[{"whom": "everybody"}]], (400, "invalid_choice", "/levels/0/recipients/0/whom")),
        ([], (400, "min_length", "/levels")),
        ([SITE] * 6, (400, "max_length", "/levels")),
    ],
)
def test_levels_without_gap_and_loop(
    project: models.Project,
    people: dict[str, models.User],
    admin: APIClient,
    levels: Any,
    found: tuple[int, str, str],
) -> None:
    models.User.objects.filter(pk=people["stranger"].pk).update(username="stranger")
    answer = admin.post(URL, body(project, *levels))
    status, code, pointer = fault(answer)
    assert (status, pointer) == (found[0], found[2]), answer.content
    assert code in (found[1], "unknown_relation", "empty")
    assert not models.AlertRule.objects.filter(project=project).exists()


@pytest.mark.parametrize(
    ("values", "code", "pointer"),
    [
        ({"quiet_from": "22:00", "quiet_to": "22:00"}, "always_quiet", "/quiet_to"),
        ({"quiet_from": "22:00"}, "quiet_hours_incomplete", "/quiet_to"),
        ({"quiet_to": "07:00"}, "quiet_hours_incomplete", "/quiet_from"),
        ({"slip_days": 5}, "threshold_of_another_kind", "/slip_days"),
    ],
)
def test_what_a_rule_must_not_say(
    project: models.Project, admin: APIClient, values: dict[str, Any], code: str, pointer: str
) -> None:
    answer = admin.post(URL, body(project, SITE, **values))
    assert fault(answer) == (422, code, pointer)
    made = admin.post(URL, body(project, SITE))
    url, match = f"{URL}{made.json()['id']}/", {"If-Match": made["ETag"]}
    assert fault(admin.patch(url, values, headers=match)) == (422, code, pointer)


def test_the_first_level_is_told_at_once(project: models.Project, admin: APIClient) -> None:
    late = body(project, SITE)
    late["levels"][0]["wait_minutes"] = 1
    answer = admin.post(URL, late)
    assert fault(answer) == (422, "first_level_waits", "/levels/0/wait_minutes")


@pytest.mark.parametrize(
    ("kind", "values"),
    [
        ("progress_gap", {"gap_points": 100}),
        ("no_report", {"report_days": 0}),
        ("due_soon", {"working_days_before": -1}),
        ("due_soon", {"working_days_before": "3"}),
        ("overdue", {"repeat_days": 366}),
        ("overdue", {"remind_from": "25:00"}),
        ("overdue", {"channels": ["pigeon"]}),
        ("overdue", {"severity": "deadly"}),
        ("overdue", {"working_days": 3}),
    ],
)
def test_wrong_values_are_400(
    project: models.Project, admin: APIClient, kind: str, values: dict[str, Any]
) -> None:
    answer = admin.post(URL, {"project": project.pk, "kind": kind, **values})
    assert answer.status_code == 400, answer.content
    assert fault(answer)[2].startswith(f"/{next(iter(values))}")


def test_a_level_that_reaches_nobody_is_warned_of(
    project: models.Project, people: dict[str, models.User], admin: APIClient
) -> None:
    contact = models.Contact.objects.create(project=project, channel=Channel.FEISHU, value="x")
    levels = (
        [{"whom": "responsible"}],
        [{"whom": "contact", "contact": contact.pk}],
        [{"whom": "user", "user": people["viewer"].username}],
    )
    made = admin.post(URL, body(project, *levels)).json()
    assert [(each["code"], each["level"]) for each in made["warnings"]] == [
        ("no_recipient", 1),
        ("no_recipient", 2),
    ]
    factories.MilestoneFactory.create(project=project, responsible=people["planner"])
    models.Contact.objects.update(verified_at=NOW)
    models.User.objects.filter(pk=people["viewer"].pk).update(is_active=False)
    later = admin.get(f"{URL}{made['id']}/").json()
    assert [each["level"] for each in later["warnings"]] == [3]


def test_a_contact_of_another_project_is_unknown(
    project: models.Project, people: dict[str, models.User], admin: APIClient
) -> None:
    other = factories.MembershipFactory.create(user=people["project_admin"], role=Role.VIEWER)
    contact = models.Contact.objects.create(
        project=other.project, channel=Channel.FEISHU, value="x"
    )
    answer = admin.post(URL, body(project, [{"whom": "contact", "contact": contact.pk}]))
    assert fault(answer) == (400, "unknown_relation", "/levels/0/recipients/0/contact")


def test_filters(project: models.Project, admin: APIClient) -> None:
    for kind in ("overdue", "due_soon"):
        admin.post(URL, {"project": project.pk, "kind": kind, "enabled": kind == "overdue"})
    for query, kinds in (
        ("kind=overdue", ["overdue"]),
        ("kind=overdue,due_soon", ["overdue", "due_soon"]),
        ("enabled=false", ["due_soon"]),
        (f"project={project.pk}&enabled=true", ["overdue"]),
        ("project=999999", []),
    ):
        found = admin.get(f"{URL}?{query}").json()["results"]
        assert [row["kind"] for row in found] == kinds, query


def test_the_rules_that_hold(project: models.Project, admin: APIClient) -> None:
    """The defaults until there is an own one; those have no id that could be written to."""
    url = f"/api/v1/projects/{project.pk}/alert-rules/"
    held = {row["kind"]: row for row in admin.get(url).json()["rules"]}
    assert set(held) == set(AlertKind.values)
    assert all(row["default"] and row["id"] is row["project"] is None for row in held.values())
    assert held["overdue"]["warnings"] == []
    own = admin.post(URL, body(project, SITE, enabled=False)).json()["id"]
    held = {row["kind"]: row for row in admin.get(url).json()["rules"]}
    assert (held["overdue"]["id"], held["overdue"]["default"]) == (own, False)
    assert held["due_soon"]["default"]


def test_hostile_texts_in_a_unit_stay_text(project: models.Project, admin: APIClient) -> None:
    for unit in ("<script>", "单位\n二", "'; DROP TABLE", "👷‍♀️", "%(now)s {ids}"):
        models.Membership.objects.filter(project=project, role=Role.VIEWER).update(unit=unit)
        made = admin.post(URL, body(project, [{"whom": "unit", "unit": unit}]))
        assert made.status_code == 201, made.content
        assert made.json()["warnings"] == []
        assert made.json()["levels"][0]["recipients"][0]["unit"] == unit
        models.AlertRule.objects.filter(project=project).delete()
    too_long = admin.post(URL, body(project, [{"whom": "unit", "unit": "长" * 100_000}]))
    assert fault(too_long)[:2] == (400, "max_length")
