"""Pages by key: complete, without doubles, both ways, with and without empty values."""

import datetime
import json
import re
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from projects import models
from projects.api.pagination import PAGE_SIZE_MAX
from tests import factories
from tests.projects.api.asking import bearer, problem_in

pytestmark = pytest.mark.django_db
People = dict[str, models.User]
URL = "/api/v1/activities/"


@pytest.fixture
def plan(project: models.Project) -> list[models.Activity]:
    """Twenty activities: two a day, and every fourth without a date."""
    day = datetime.date(2026, 11, 1)
    return [
        factories.ActivityFactory.create(
            project=project,
            code=f"A{number:02}",
            planned_finish=None if number % 4 == 0 else day + datetime.timedelta(number // 2),
        )
        for number in range(20)
    ]


def walked(client: Any, url: str, step: str = "next") -> list[list[int]]:
    pages = []
    following: str | None = url
    while following:
        parts = urlsplit(following)
        said = client.get(f"{parts.path}?{parts.query}").json()
        pages.append([row["id"] for row in said["results"]])
        following = said[step]
        assert len(pages) < 50
    return pages


@pytest.mark.parametrize("ordering", ["planned_finish", "-planned_finish", "code", "-code"])
@pytest.mark.parametrize("size", [1, 3, 7, 200])
def test_every_row_once_forwards_and_backwards(
    people: People, plan: list[models.Activity], ordering: str, size: int
) -> None:
    client = bearer(people["viewer"])
    url = f"{URL}?ordering={ordering}&page_size={size}"
    pages = walked(client, url)
    found = [pk for page in pages for pk in page]
    assert sorted(found) == sorted(each.pk for each in plan)
    column = ordering.removeprefix("-")
    values = [getattr(models.Activity.objects.get(pk=pk), column) for pk in found]
    known = [value for value in values if value is not None]
    assert known == sorted(known, reverse=ordering.startswith("-"))
    # empty values last upwards, first downwards, on either database
    empty = [index for index, value in enumerate(values) if value is None]
    edge = range(len(empty)) if ordering[0] == "-" else range(len(known), len(values))
    assert empty == list(edge)
    last = client.get(url).json()
    while last["next"]:
        last = client.get(last["next"]).json()
    back = walked(client, last["previous"], "previous") if last["previous"] else []
    assert back == list(reversed(pages[:-1]))


def test_one_query_a_page(
    people: People, plan: list[models.Activity], django_assert_max_num_queries: Any
) -> None:
    client = bearer(people["viewer"])
    with django_assert_max_num_queries(2) as asked:
        client.get(f"{URL}?page_size=3")
    assert "OFFSET" not in str(asked.captured_queries)
    assert "COUNT(" not in str(asked.captured_queries)


@pytest.mark.parametrize("ordering", ["planned_finish", "-planned_finish"])
def test_no_page_reads_what_lies_before_or_far_behind_it(
    people: People, plan: list[models.Activity], ordering: str
) -> None:
    client = bearer(people["viewer"])
    following = f"{URL}?ordering={ordering}&page_size=3"
    while following:
        with CaptureQueriesContext(connection) as asked:
            following = client.get(following).json()["next"]
        pages = [each["sql"] for each in asked if "ORDER BY" in each["sql"]]
        # one more where values end and empty ones begin, never both in one by OR
        assert len(pages) in (1, 2)
        for sql in pages:
            condition = sql.partition("ORDER BY")[0].partition("WHERE")[2]
            if " OR " in condition:
                assert re.search(r'"planned_finish" [<>]= ', condition)
                assert "IS NULL" not in condition


def test_a_row_that_goes_does_not_move_the_page(
    people: People, plan: list[models.Activity]
) -> None:
    client = bearer(people["viewer"])
    first = client.get(f"{URL}?ordering=code&page_size=5").json()
    models.Activity.objects.filter(code="A00").delete()
    following = client.get(first["next"]).json()
    assert following["results"][0]["code"] == "A05"


@pytest.mark.parametrize("size", ["0", "-1", "201", "1e3", "x", "", "٣", "9" * 5000, "1.5"])
def test_page_size_out_of_range(people: People, size: str) -> None:
    response = bearer(people["viewer"]).get(URL, {"page_size": size})
    said = problem_in(response, status=400, code="out_of_range")
    assert said["errors"] == [{**said["errors"][0], "pointer": "/page_size", "location": "query"}]
    assert str(PAGE_SIZE_MAX) in said["detail"]


@pytest.mark.parametrize(
    "cursor", ["", "x", "0" * 24, "A" * 40, "%00", "ÿ", "Zm9v" * 3000, "null", "{}", "é=="]
)
def test_a_cursor_that_is_none(people: People, cursor: str) -> None:
    response = bearer(people["viewer"]).get(URL, {"cursor": cursor})
    problem_in(response, status=400, code="invalid_cursor")


def test_a_cursor_of_another_order_or_filter(
    people: People, plan: list[models.Activity], project: models.Project
) -> None:
    client = bearer(people["viewer"])
    following = client.get(f"{URL}?page_size=3").json()["next"]
    assert client.get(following + "&fields=id").status_code == 200
    for change in ("ordering=code", f"project={project.pk}", "search=A"):
        problem_in(client.get(f"{following}&{change}"), status=400, code="invalid_cursor")
    moved = following.replace("/activities/", "/milestones/")
    problem_in(client.get(moved), status=400, code="invalid_cursor")


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("stat=planned", "unknown_parameter"),
        ("offset=10", "unknown_parameter"),
        ("name__regex=(", "unknown_parameter"),
        ("project__memberships__user__password__startswith=a", "unknown_parameter"),
        ("format=html", "unknown_parameter"),
        ("ordering=id&ordering=code", "repeated_parameter"),
        ("ordering=project__notice", "invalid_choice"),
        ("ordering=code,-code", "invalid_choice"),
        ("ordering=", "invalid_choice"),
        ("fields=id,password", "invalid_choice"),
        ("fields=", "invalid_choice"),
        ("search=" + "x" * 201, "max_length"),
        ("search=%00", "null_characters_not_allowed"),
    ],
)
def test_a_wrong_parameter_is_refused(people: People, query: str, code: str) -> None:
    said = problem_in(bearer(people["viewer"]).get(f"{URL}?{query}"), status=400)
    assert code in {each["code"] for each in said["errors"]}
    assert {each["location"] for each in said["errors"]} == {"query"}


def test_all_wrong_parameters_at_once_and_what_is_known(people: People) -> None:
    said = problem_in(bearer(people["viewer"]).get(f"{URL}?a=1&b=2"), status=400)
    assert [each["pointer"] for each in said["errors"]] == ["/a", "/b"]
    assert "planned_finish_before" in said["errors"][0]["detail"]


def test_fields_slim_the_answer(people: People, plan: list[models.Activity]) -> None:
    client = bearer(people["viewer"])
    rows = client.get(f"{URL}?fields=code,id").json()["results"]
    assert {frozenset(row) for row in rows} == {frozenset({"id", "code"})}
    one = client.get(f"{URL}{plan[0].pk}/?fields=code").json()
    assert one == {"code": "A00"}


def test_a_write_takes_no_parameters(people: People) -> None:
    response = bearer(people["planner"]).post(
        f"{URL}?fields=id", json.dumps({}), "application/json"
    )
    problem_in(response, status=400, code="unknown_parameter")
