"""倒排 through the API: a look changes nothing, an adoption all of it or nothing."""

import itertools
from typing import Any

import pytest
from rest_framework.test import APIClient

from projects import models
from projects.models.words import ActivityKind
from scheduling.calendars.instants import finish_day
from tests import factories
from tests.projects.api.asking import problem_in
from tests.projects.api.schedule.plans import change, url
from tests.projects.plans import link, tasks

pytestmark = pytest.mark.django_db
Found = dict[str, models.Activity]


def looked(client: APIClient, project: models.Project, **body: Any) -> Any:
    said = client.post(f"{url(project)}backward/", body)
    assert said.status_code == 200, said.content
    return said.json()


def adopted(client: APIClient, project: models.Project, **body: Any) -> Any:
    return client.post(f"{url(project)}backward/adopt/", body)


def offer(activity: models.Activity, days: int, cost: int) -> None:
    models.Activity.objects.filter(pk=activity.pk).update(
        compression_limit_days=days, compression_cost_per_day=cost
    )


def finish_of(project: models.Project) -> str:
    rows = project.activities.exclude(kind=ActivityKind.LEVEL_OF_EFFORT)
    return str(finish_day(max(row.forecast_finish or 0 for row in rows)))


def test_the_plan_ends_in_time(planner: APIClient, project: models.Project, found: Found) -> None:
    said = looked(planner, project, finish="2026-03-12")
    assert (said["met"], said["expected_finish"], said["drivers"]) == (True, "2026-03-11", [])
    floats = {each["code"]: each["total_float_days"] for each in said["activities"]}
    assert floats == {"A": 1, "M": 1, "B": 1, "C": 8, "E": 1}
    latest = {each["code"]: each["latest_finish"] for each in said["activities"]}
    assert (latest["A"], latest["B"], latest["E"]) == ("2026-03-09", "2026-03-12", "2026-03-12")
    assert said["crash"] is None


def test_what_must_start_and_what_drives(
    planner: APIClient, project: models.Project, found: Found
) -> None:
    said = looked(planner, project, finish="2026-03-10", today="2026-03-02")
    assert not said["met"]
    # A would have had to start on Friday, Monday's start is a day late
    first, second = said["must_start"]
    assert (second["code"], second["urgency"], second["days_left"]) == ("B", "this_week", 4)
    assert (first["code"], first["urgency"], first["days_left"]) == ("A", "past", -1)
    assert first["latest_start"] == "2026-02-27"
    [driver] = said["drivers"]
    assert (driver["code"], driver["cause"]) == ("E", "must_finish_by")
    assert driver["float_minutes"] == -480
    assert [each["code"] for each in driver["path"]] == ["A", "M", "B", "E"]


def test_a_look_changes_nothing(planner: APIClient, project: models.Project, found: Found) -> None:
    offer(found["A"], 2, 100)
    before = list(models.Activity.objects.order_by("pk").values())
    looked(planner, project, finish="2026-03-10", crash=True)
    assert list(models.Activity.objects.order_by("pk").values()) == before
    project.refresh_from_db()
    assert (project.must_finish_by, project.computation) == (None, 0)


def test_the_cheapest_shortenings_are_all_that_is_needed(
    planner: APIClient, project: models.Project
) -> None:
    """Against trying every choice: two rows of two, side by side, into one end."""
    made = tasks(project, A=5, B=4, C=4, D=6, E=0)
    link(made, "A FS B", "C FS D", "B FS E", "D FS E")
    offers = {"A": (2, 30), "B": (2, 20), "C": (3, 50), "D": (1, 25)}
    for code, (days, cost) in offers.items():
        offer(made[code], days, cost)
    # 9 and 10 days of work, eight of them until Wednesday
    crash = looked(planner, project, finish="2026-03-11", crash=True)["crash"]
    choices = itertools.product(*(range(days + 1) for days, _cost in offers.values()))
    prices = [cost for _days, cost in offers.values()]
    cheapest = min(
        sum(days * price for days, price in zip(choice, prices, strict=True))
        for choice in choices
        if 9 - choice[0] - choice[1] <= 8 and 10 - choice[2] - choice[3] <= 8
    )
    assert (crash["met"], crash["proved"]) == (True, True)
    assert crash["cost_cny"] == cheapest == 95
    by_code = {each["code"]: each["days"] for each in crash["shortenings"]}
    assert by_code == {"B": 1, "C": 1, "D": 1}


def test_a_date_out_of_reach_is_said_so(
    planner: APIClient, project: models.Project, found: Found
) -> None:
    offer(found["A"], 2, 100)
    crash = looked(planner, project, finish="2026-03-05", crash=True)["crash"]
    assert (crash["met"], crash["finish"], crash["cost_cny"]) == (False, "2026-03-09", 200)


def test_an_adoption_fixes_shortens_and_computes(
    planner: APIClient, project: models.Project, found: Found
) -> None:
    offer(found["A"], 2, 100)
    said = looked(planner, project, finish="2026-03-10", crash=True)
    shortenings = [
        {"activity": each["activity"], "days": each["days"]}
        for each in said["crash"]["shortenings"]
    ]
    answer = adopted(
        planner, project, plan=said["plan"], finish=said["finish"], shortenings=shortenings
    )
    assert answer.status_code == 200, answer.content
    assert (answer.json()["finish"], answer.json()["must_finish_by"]) == (
        "2026-03-10",
        "2026-03-10",
    )
    found["A"].refresh_from_db()
    assert (found["A"].duration_days, found["A"].compression_limit_days) == (4, 1)
    assert finish_of(project) == "2026-03-10"
    assert looked(planner, project, finish="2026-03-10")["met"]


def test_a_milestone_is_fixed(planner: APIClient, project: models.Project, found: Found) -> None:
    said = looked(planner, project, finish="2026-03-05", milestone=found["M"].pk)
    assert (said["met"], said["expected_finish"]) == (False, "2026-03-06")
    assert [each["code"] for each in said["drivers"]] == ["M"]
    answer = adopted(
        planner, project, plan=said["plan"], finish="2026-03-05", milestone=found["M"].pk
    )
    assert answer.status_code == 200, answer.content
    found["M"].refresh_from_db()
    assert str(found["M"].finish_by) == "2026-03-05"


def test_a_plan_that_changed_is_not_adopted(
    planner: APIClient, project: models.Project, found: Found
) -> None:
    plan = looked(planner, project, finish="2026-03-10")["plan"]
    change(planner, f"/api/v1/activities/{found['B'].pk}/", {"duration_days": 4})
    refused = adopted(planner, project, plan=plan, finish="2026-03-10")
    problem_in(refused, status=409, code="plan_changed")
    project.refresh_from_db()
    assert project.must_finish_by is None


def test_an_adoption_is_all_or_nothing(
    planner: APIClient, project: models.Project, found: Found
) -> None:
    offer(found["A"], 2, 100)
    plan = looked(planner, project, finish="2026-03-10")["plan"]
    lines = [
        {"activity": found["A"].pk, "days": 1},
        {"activity": found["B"].pk, "days": 1},
    ]
    refused = adopted(planner, project, plan=plan, finish="2026-03-10", shortenings=lines)
    fault = problem_in(refused, status=422, code="cannot_be_shortened")
    assert fault["errors"][0]["pointer"] == "/shortenings/1/days"
    found["A"].refresh_from_db()
    project.refresh_from_db()
    assert (found["A"].duration_days, project.must_finish_by) == (5, None)


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"finish": None},
        {"finish": "2026-02-30"},
        {"finish": "9999-12-31"},
        {"finish": "2026-03-10", "milestone": "1"},
        {"finish": "2026-03-10", "milestone": 2**70},
        {"finish": "2026-03-10", "milestone": 99999999},
        {"finish": "2026-03-10", "crash": 1},
        {"finish": "2026-03-10", "time_limit_s": 3600},
        {"finish": "2026-03-10", "colour": "red"},
    ],
)
def test_bad_questions(
    planner: APIClient, project: models.Project, found: Found, body: dict[str, Any]
) -> None:
    problem_in(planner.post(f"{url(project)}backward/", body), status=400)


@pytest.mark.parametrize("finish", ["2026-03-08", "2020-01-01", "1900-01-01", "2999-12-31"])
def test_any_day_may_be_asked(
    planner: APIClient, project: models.Project, found: Found, finish: str
) -> None:
    said = looked(planner, project, finish=finish, crash=True)
    assert said["met"] is (finish > "2026-03-11")


def test_what_has_no_finish_of_its_own_is_not_fixed(
    planner: APIClient, project: models.Project, found: Found
) -> None:
    models.Activity.objects.filter(pk=found["C"].pk).update(
        actual_start="2026-03-02", actual_finish="2026-03-03"
    )
    other = factories.ActivityFactory.create()
    for activity, status in ((found["C"], 422), (other, 400)):
        body = {"finish": "2026-03-10", "milestone": activity.pk}
        problem_in(planner.post(f"{url(project)}backward/", body), status=status)


def test_bad_adoptions(planner: APIClient, project: models.Project, found: Found) -> None:
    plan = looked(planner, project, finish="2026-03-10")["plan"]
    twice = [{"activity": found["A"].pk, "days": 1}] * 2
    foreign = [{"activity": factories.ActivityFactory.create().pk, "days": 1}]
    for lines in (twice, foreign, [{"activity": found["A"].pk, "days": 0}], "x", [None]):
        refused = adopted(planner, project, plan=plan, finish="2026-03-10", shortenings=lines)
        problem_in(refused, status=400)
    models.Project.objects.filter(pk=project.pk).update(planned_start="2026-03-02")
    plan = looked(planner, project, finish="2026-02-02")["plan"]
    fault = problem_in(
        adopted(planner, project, plan=plan, finish="2026-02-02"),
        status=400,
        code="finish_before_start",
    )
    assert fault["errors"][0]["pointer"] == "/finish"


def test_a_start_milestone_at_midnight_is_expected_on_the_day_that_begins(
    planner: APIClient, project: models.Project
) -> None:
    building = factories.BuildingFactory.create(project=project)
    body = {"template": "road", "start": "2026-04-01"}
    planner.post(f"/api/v1/buildings/{building.pk}/plan/", body)
    first = models.Activity.objects.get(building=building, code="R01")
    said = looked(planner, project, finish="2026-04-01", milestone=first.pk)
    assert said["expected_finish"] == "2026-04-01"
