"""Light rules of one's own: written once, named by projects, judged by everywhere."""

import copy
import datetime
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, transaction
from rest_framework.test import APIClient

from projects import models
from projects.api.light_rules import EXAMPLE
from scheduling.rules.light_rules import PRESETS
from tests import factories
from tests.conftest import ClientOf
from tests.projects.api.asking import problem_in

URL = "/api/v1/light-rules/"
NOW = datetime.datetime(2026, 11, 25, 4, 0, tzinfo=datetime.UTC)
TODAY = datetime.date(2026, 11, 25)
pytestmark = pytest.mark.django_db


@pytest.fixture
def boss(client_of: ClientOf) -> APIClient:
    return client_of(factories.UserFactory.create(is_superuser=True))


def asked(**changes: Any) -> dict[str, Any]:
    return {**copy.deepcopy(EXAMPLE.value), **changes}


def made(client: APIClient, **changes: Any) -> Any:
    answer = client.post(URL, asked(**changes))
    assert answer.status_code == 201, answer.content
    return answer.json()


def named(client: APIClient, project: models.Project, **rule: Any) -> Any:
    path = f"/api/v1/projects/{project.pk}/"
    return client.patch(path, rule, headers={"If-Match": client.get(path)["ETag"]})


def late(project: models.Project, *days: int) -> list[models.Activity]:
    return [
        factories.MilestoneFactory.create(
            project=project, planned_finish=TODAY - datetime.timedelta(days=by)
        )
        for by in days
    ]


def test_a_rule_is_told_beside_the_shipped_ones(boss: APIClient) -> None:
    said = made(boss)
    assert (said["name"], said["version"], said["shipped"]) == ("weifang-late", 1, False)
    assert said["titles"] == {"en": "Days late (Weifang)", "zh-hans": "逾期天数（潍坊）"}
    rules = boss.get(URL).json()["rules"]
    assert [rule["name"] for rule in rules] == [*PRESETS, "weifang-late"]
    assert rules[-1] == said
    assert [rule["shipped"] for rule in rules] == [True] * len(PRESETS) + [False]


def test_only_who_runs_the_site_makes_rules(
    client_of: ClientOf, people: dict[str, models.User]
) -> None:
    for role, user in people.items():
        if role != "administrator":
            refused = client_of(user).post(URL, asked())
            problem_in(refused, status=403, code="permission_denied")
    assert not models.LightRule.objects.exists()


def test_list_filter_board_and_replay_judge_by_it(boss: APIClient) -> None:
    made(boss)
    project = factories.ProjectFactory.create()
    ahead, yellow, red = late(project, -30, 7, 8)
    with time_machine.travel(NOW, tick=False):
        assert named(boss, project, light_rule="weifang-late").json()["light_rule_version"] == 1
        rows = {row["id"]: row for row in boss.get("/api/v1/milestones/").json()["results"]}
        colours = {pk: row["light"]["colour"] for pk, row in rows.items()}
        assert colours == {ahead.pk: "green", yellow.pk: "yellow", red.pk: "red"}
        for pk, colour in colours.items():
            kept = boss.get("/api/v1/milestones/", {"light": colour}).json()["results"]
            assert [row["id"] for row in kept] == [pk]
        board = boss.get("/api/v1/portfolio/").json()
        history = boss.get(f"/api/v1/milestones/{red.pk}/light-history/").json()
    [shown] = board["projects"]
    assert (shown["light_rule"], shown["light_rule_version"]) == ("weifang-late", 1)
    assert [rule["name"] for rule in board["rules"]] == ["weifang-late"]
    assert shown["light_counts"]["red"] == 1
    assert history["rule"]["name"] == "weifang-late"
    assert [run["light"]["colour"] for run in history["runs"]] == ["red", "yellow", "green"]


def test_a_new_version_leaves_projects_at_theirs(boss: APIClient) -> None:
    made(boss)
    first, second = factories.ProjectFactory.create_batch(2)
    named(boss, first, light_rule="weifang-late")
    made(
        boss, version=2, bands=[{"colour": "red", "measure": "calendar_days_late", "threshold": 1}]
    )
    assert named(boss, second, light_rule="weifang-late").json()["light_rule_version"] == 2
    for project in (first, second):
        late(project, 1)
    with time_machine.travel(NOW, tick=False):
        rows = boss.get("/api/v1/milestones/").json()["results"]
        board = boss.get("/api/v1/portfolio/").json()
    lights = {row["project"]: row["light"] for row in rows}
    assert (lights[first.pk]["colour"], lights[first.pk]["version"]) == ("yellow", 1)
    assert (lights[second.pk]["colour"], lights[second.pk]["version"]) == ("red", 2)
    assert [rule["version"] for rule in board["rules"]] == [1, 2]
    back = named(boss, second, light_rule="weifang-late", light_rule_version=1)
    assert back.json()["light_rule_version"] == 1


def test_the_next_version_is_named_by_who_writes_it(boss: APIClient) -> None:
    made(boss)
    for version in (1, 3):
        refused = boss.post(URL, asked(version=version))
        fault = problem_in(refused, status=409, code="conflict")
        assert fault["errors"][0]["pointer"] == "/version"
    assert models.LightRule.objects.count() == 1


def test_a_shipped_rule_never_changes(boss: APIClient) -> None:
    for version in (1, 2):
        refused = boss.post(URL, asked(name="days-late", version=version))
        problem_in(refused, status=409, code="shipped_rule")


def test_the_database_keeps_one_of_a_version(boss: APIClient) -> None:
    made(boss)
    row = models.LightRule.objects.get()
    row.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=True)


def test_the_same_request_twice_makes_one_version(boss: APIClient) -> None:
    answers = [boss.post(URL, asked(), headers={"Idempotency-Key": "rule-1"}) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [201, 201]
    assert answers[0].json() == answers[1].json()
    assert models.LightRule.objects.count() == 1


@pytest.mark.parametrize(
    ("bands", "pointer", "code"),
    [
        ([("red", "calendar_days_late", 7), ("yellow", "calendar_days_late", 9)], 1, "never_shown"),
        (
            [("yellow", "calendar_days_late", 9), ("red", "calendar_days_late", 7)],
            1,
            "stricter_after_milder",
        ),
        ([("red", "calendar_days_late", 0)], 0, "out_of_range"),
        ([("red", "months_unstarted", 3)], 0, "not_of_this_end"),
        ([("grey", "calendar_days_late", 3)], 0, "unknown_colour"),
    ],
)
def test_bands_that_are_no_rule_are_named(
    boss: APIClient, bands: list[tuple[str, str, int]], pointer: int, code: str
) -> None:
    said = [
        {"colour": colour, "measure": measure, "threshold": at} for colour, measure, at in bands
    ]
    fault = problem_in(boss.post(URL, asked(bands=said)), status=422, code=code)
    assert [(each["pointer"], each["code"]) for each in fault["errors"]] == [
        (f"/bands/{pointer}", code)
    ]
    assert not models.LightRule.objects.exists()


@pytest.mark.parametrize(
    "changes",
    [
        {"name": "Weifang Late"},
        {"name": "x" * 41},
        {"version": 0},
        {"version": "1"},
        {"version": 10**12},
        {"titles": {"en": "only English"}},
        {"titles": {"en": "a", "zh-hans": "b", "fr": "c"}},
        {"text": "no languages"},
        {"source": ""},
        {"closes": "never"},
        {"bands": []},
        {"bands": "red"},
        {"bands": [None]},
        {"bands": [{"colour": "red"}]},
        {"bands": [{"colour": "violet", "measure": "calendar_days_late", "threshold": 1}]},
        {"bands": [{"colour": "red", "measure": "mood", "threshold": 1}]},
        {"bands": [{"colour": "red", "measure": "calendar_days_late", "threshold": 10**9}]},
        {"bands": [{"colour": "red", "measure": "calendar_days_late", "threshold": 1, "x": 1}]},
        {"unknown": 1},
    ],
)
def test_what_is_no_request_is_refused(boss: APIClient, changes: dict[str, Any]) -> None:
    problem_in(boss.post(URL, asked(**changes)), status=400)
    assert not models.LightRule.objects.exists()


@pytest.mark.parametrize(
    ("rule", "pointer"),
    [
        ({"light_rule": "nobodys"}, "/light_rule"),
        ({"light_rule": "days-late", "light_rule_version": 2}, "/light_rule_version"),
        ({"light_rule_version": 7}, "/light_rule_version"),
    ],
)
def test_a_project_names_a_rule_that_is_there(
    boss: APIClient, project: models.Project, rule: dict[str, Any], pointer: str
) -> None:
    fault = problem_in(named(boss, project, **rule), status=400, code="unknown_relation")
    assert fault["errors"][0]["pointer"] == pointer
    project.refresh_from_db()
    assert (project.light_rule, project.light_rule_version) == ("days-late", 1)
