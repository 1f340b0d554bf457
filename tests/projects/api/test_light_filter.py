"""`milestones/?light=`: what the filter keeps is what the lights of the rows say."""

import datetime
import itertools
from typing import Any

import pytest
import time_machine
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rest_framework.test import APIClient

from projects import models
from projects.models.words import LightColour
from projects.services import planning
from scheduling.rules.light_rules import PRESETS, SEVERITY
from tests import factories
from tests.conftest import ClientOf
from tests.projects.api.asking import problem_in

URL = "/api/v1/milestones/"
# Wednesday noon in Shanghai; in New York it is still Tuesday
NOW = datetime.datetime(2026, 11, 25, 4, 0, tzinfo=datetime.UTC)
ONE_DAY = datetime.timedelta(days=1)
TODAY = datetime.date(2026, 11, 25)
pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(client_of: ClientOf) -> APIClient:
    return client_of(factories.UserFactory.create(is_superuser=True))


def laid(project: models.Project, days: list[int], late: list[int]) -> None:
    """Store an open milestone for each day from today, and reached ones, some without a date."""
    planned = [TODAY + day * ONE_DAY for day in days]
    for day in [None, *planned]:
        factories.MilestoneFactory.create(project=project, planned_finish=day)
    for number, by in enumerate(late):
        reached = TODAY - 20 * ONE_DAY
        factories.MilestoneFactory.create(
            project=project,
            planned_finish=reached - by * ONE_DAY if number else None,
            actual_finish=reached if number % 2 else None,
            # eight in the evening on site
            reached_at=datetime.datetime.combine(reached, datetime.time(12), datetime.UTC),
        )


def rows_of(client: APIClient, **query: Any) -> list[dict[str, Any]]:
    answer = client.get(URL, {"page_size": 200, **query})
    assert answer.status_code == 200, answer.content
    rows: list[dict[str, Any]] = answer.json()["results"]
    return rows


def kept_as_judged(client: APIClient, **query: Any) -> int:
    """Ask for every colour, and every two, and compare with what the rows themselves show."""
    rows = rows_of(client, **query)
    for asked in [(colour,) for colour in LightColour] + list(
        itertools.combinations(LightColour, 2)
    ):
        kept = rows_of(client, light=",".join(asked), **query)
        assert kept == [row for row in rows if row["light"]["colour"] in asked], asked
    return len({row["light"]["colour"] for row in rows})


@pytest.mark.parametrize("rule", list(PRESETS))
@given(
    days=st.lists(st.integers(-120, 30), max_size=8),
    late=st.lists(st.integers(-5, 5), max_size=6),
    hours=st.integers(0, 24 * 12),
)
@settings(max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_filter_keeps_what_the_rows_say(
    admin: APIClient, rule: str, days: list[int], late: list[int], hours: int
) -> None:
    project = factories.ProjectFactory.create(light_rule=rule)
    laid(project, days, late)
    with time_machine.travel(NOW + datetime.timedelta(hours=hours), tick=False):
        kept_as_judged(admin, project=project.pk)


@given(
    days=st.lists(st.integers(-20, 20), max_size=8),
    late=st.lists(st.integers(-2, 5), max_size=6),
    hours=st.integers(0, 24 * 12),
)
@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_filter_keeps_what_an_own_rule_says(
    admin: APIClient, days: list[int], late: list[int], hours: int
) -> None:
    bands = [
        {"colour": "red", "measure": "calendar_days_late", "threshold": 4},
        {"colour": "red", "measure": "made_up_days_late", "threshold": 3},
        {"colour": "orange", "measure": "points_behind", "threshold": 50, "above": True},
        {"colour": "orange", "measure": "made_up_days_late", "threshold": 1},
        {"colour": "yellow", "measure": "working_days_left", "threshold": 2},
        {"colour": "blue", "measure": "working_days_left", "threshold": 6},
    ]
    models.LightRule.objects.update_or_create(
        name="own", version=3, defaults={"bands": bands, "made_at": NOW}
    )
    project = factories.ProjectFactory.create(light_rule="own", light_rule_version=3)
    laid(project, days, late)
    with time_machine.travel(NOW + datetime.timedelta(hours=hours), tick=False):
        kept_as_judged(admin, project=project.pk)


def test_each_project_by_its_own_rule_calendar_and_zone(admin: APIClient) -> None:
    for rule, zone in itertools.product(PRESETS, ("Asia/Shanghai", "America/New_York")):
        project = factories.ProjectFactory.create(light_rule=rule, time_zone=zone)
        if zone == "Asia/Shanghai":
            calendar = planning.calendar_create(
                project=project, data={"name": "six days", "worked_weekdays": 63}
            )
            planning.project_update(project=project, data={"calendar": calendar})
        laid(project, [-16, -15, -1, 0, 3, 5, 6], [])
    with time_machine.travel(NOW, tick=False):
        assert kept_as_judged(admin) == len(LightColour)


def paged(client: APIClient, link: str, way: str) -> list[list[dict[str, Any]]]:
    """Follow `next` or `previous` from a page on."""
    pages: list[list[dict[str, Any]]] = []
    while link:
        page = client.get(link).json()
        pages.append(page["results"])
        link = page[way]
    return pages


@pytest.mark.parametrize("ordering", ["light", "-light", "light,-planned_finish", "name,light"])
def test_the_order_is_that_of_the_rows_lights(admin: APIClient, ordering: str) -> None:
    for rule, zone in itertools.product(PRESETS, ("Asia/Shanghai", "America/New_York")):
        project = factories.ProjectFactory.create(light_rule=rule, time_zone=zone)
        laid(project, [-16, -8, -1, 0, 3, 30], [0, 2, 2])
    models.Activity.objects.update(name="A")
    with time_machine.travel(NOW, tick=False):
        first = f"{URL}?page_size=19&ordering={ordering}"
        pages = paged(admin, first, "next")
        rows = [row for page in pages for row in page]
        assert len({row["id"] for row in rows}) == len(rows) == models.Activity.objects.count()
        severity = [SEVERITY[row["light"]["colour"]] for row in rows]
        assert severity == sorted(severity, reverse=not ordering.startswith("-"))
        assert len(set(severity)) == len(LightColour)
        # and back again from the last page
        last = admin.get(first).json()
        while last["next"]:
            last = admin.get(last["next"]).json()
        assert paged(admin, last["previous"], "previous") == pages[-2::-1]


def test_the_question_costs_the_same_for_many(
    admin: APIClient, django_assert_max_num_queries: Any
) -> None:
    for _ in range(5):
        laid(factories.ProjectFactory.create(), [-16, -8, -1, 0, 30], [])
    with time_machine.travel(NOW, tick=False), django_assert_max_num_queries(5):
        assert len(rows_of(admin, light="red")) == 5


def test_others_milestones_stay_unseen(client_of: ClientOf) -> None:
    mine, other = factories.ProjectFactory.create_batch(2)
    for project in (mine, other):
        laid(project, [-40], [])
    viewer = client_of(factories.cast(mine)["viewer"])
    assert [row["project"] for row in rows_of(viewer, light="red")] == [mine.pk]
    assert rows_of(viewer, light="red", project=other.pk) == []


def test_a_page_goes_on_in_the_same_light(admin: APIClient) -> None:
    laid(factories.ProjectFactory.create(), [-40, -39, -38, -1, 20], [])
    first = admin.get(URL, {"light": "red", "page_size": "2"}).json()
    rest = admin.get(first["next"]).json()
    assert [len(page["results"]) for page in (first, rest)] == [2, 1]


@pytest.mark.parametrize("light", ["violet", "red,", "red,violet", "RED"])
def test_an_unknown_colour_is_refused(admin: APIClient, light: str) -> None:
    answer = admin.get(URL, {"light": light})
    problem = problem_in(answer, status=400)
    assert problem["errors"][0]["code"] == "invalid_choice"


def test_another_rule_shows_at_once(admin: APIClient) -> None:
    project = factories.ProjectFactory.create()
    laid(project, [0], [])
    with time_machine.travel(NOW, tick=False):
        assert rows_of(admin, light="blue") == []
        answer = admin.patch(
            f"/api/v1/projects/{project.pk}/",
            {"light_rule": "suqian-order-colours"},
            headers={"If-Match": f'"{project.version}"'},
        )
        assert answer.status_code == 200, answer.content
        light = rows_of(admin, light="blue")[0]["light"]
    assert (light["rule"], light["reason"]["measure"]) == (
        "suqian-order-colours",
        "working_days_left",
    )


def test_the_rules_say_themselves(admin: APIClient) -> None:
    said = admin.get("/api/v1/light-rules/", headers={"Accept-Language": "zh-hans"})
    assert said.status_code == 200, said.content
    rules = {rule["name"]: rule for rule in said.json()["rules"]}
    assert set(rules) == set(PRESETS)
    suqian = rules["suqian-order-colours"]
    assert suqian["title"] == "三色督办单（宿迁）"
    assert suqian["colours"] == ["red", "yellow", "blue", "green", "grey"]
    assert "三色督办单" in suqian["text"]["zh-hans"]
    assert suqian["weak_source"] is False
