"""A levelling adopted into the plan, held there, replaced and dropped."""

import concurrent.futures
import threading
from typing import Any

import pytest
from django.db import connections
from rest_framework.test import APIClient

from projects import models
from projects.models.analysis_words import AnalysisState
from projects.services import analyses
from tests import factories
from tests.commits import WITH_COMMITS
from tests.conftest import ClientOf
from tests.projects.api.asking import problem_in
from tests.projects.api.schedule.levellings import (
    adopted,
    dates_of,
    needs,
    overloads,
    proposed,
)
from tests.projects.api.schedule.plans import change, url
from tests.projects.plans import dates, link, tasks

# the schemes' machine code is made once, which takes a while
pytestmark = [pytest.mark.django_db, pytest.mark.timeout(400)]


def test_an_adoption_gives_these_dates_and_survives_replanning(
    planner: APIClient, project: models.Project, crane: models.Resource
) -> None:
    found = tasks(project, A=5, B=3, C=2, D=4, E=0)
    link(found, "A SS B", "B FS C", "C FS E", "D FS E")
    needs(crane, found, A=1, B=1, C=1, D=1)
    crane.capacities.create(project=project, since="2026-03-12", capacity=2)
    levelling = proposed(planner, project)
    answer = adopted(planner, levelling)
    assert answer.status_code == 200, answer.content
    assert answer.json()["finish"] == levelling["answer"]["finish"]
    for shift in levelling["answer"]["shifts"]:
        first, last = dates_of(found[shift["code"]])
        assert (str(first), str(last)) == (shift["new_start"], shift["new_finish"])
    assert overloads(project) == []
    assert planner.get(f"/api/v1/levellings/{levelling['id']}/").json()["state"] == "adopted"
    before = {code: dates(each) for code, each in found.items()}
    # what the planner changes elsewhere leaves the starts where they were agreed
    answer = change(planner, f"/api/v1/activities/{found['E'].pk}/", {"name": "封顶"})
    planner.post(url(project), {})
    assert {code: dates(each) for code, each in found.items()} == before


def test_a_milestone_says_that_levelling_moved_it(
    planner: APIClient, project: models.Project, crane: models.Resource
) -> None:
    """Forth by the adoption, back by the drop; both times by as much as it moved."""
    found = tasks(project, A=5, B=3, E=0)
    link(found, "A FS E", "B FS E")
    needs(crane, found, A=1, B=1)
    planner.post(url(project), {})
    levelling = proposed(planner, project)
    answer = adopted(planner, levelling).json()
    planner.delete(f"/api/v1/levellings/{levelling['id']}/")
    for shifts, days in ((answer["shifts"], 3), (planner.get(url(project)).json()["shifts"], -3)):
        assert [each["code"] for each in shifts] == [None, "E"]
        for shift in shifts:
            [cause] = shift["causes"]
            assert (cause["kind"], cause["working_days"]) == ("levelling", days)
            assert cause["minutes"] == shift["shift_minutes"]


def test_dropping_restores(
    planner: APIClient, project: models.Project, crane: models.Resource
) -> None:
    found = tasks(project, A=5, B=3)
    needs(crane, found, A=1, B=1)
    planner.post(url(project), {})
    before = list(models.Activity.objects.order_by("pk").values())
    levelling = proposed(planner, project)
    adopted(planner, levelling)
    assert list(models.Activity.objects.order_by("pk").values()) != before
    path = f"/api/v1/levellings/{levelling['id']}/"
    assert planner.delete(path).status_code == 204
    assert list(models.Activity.objects.order_by("pk").values()) == before
    assert planner.get(path).json()["state"] == "cancelled"
    problem_in(adopted(planner, levelling), status=409, code="conflict")


def test_a_pin_shows_and_does_not_count_once_work_has_begun(
    planner: APIClient, project: models.Project, crane: models.Resource
) -> None:
    found = tasks(project, A=5, B=3)
    needs(crane, found, A=1, B=1)
    adopted(planner, proposed(planner, project))
    held = models.Activity.objects.get(levelled_start__isnull=False)
    shown = planner.get(f"/api/v1/activities/{held.pk}/").json()
    assert shown["levelled_start"] == shown["early_start"] > "2026-03-02"
    models.Activity.objects.filter(pk=held.pk).update(actual_start="2026-03-02")
    planner.post(url(project), {"data_date": "2026-03-02"})
    assert dates(held)[0] == "03-02"


def test_a_pin_never_holds_longer_than_agreed(
    planner: APIClient, project: models.Project, crane: models.Resource
) -> None:
    """A predecessor that takes longer pushes by itself; the pin adds nothing to it."""
    found = tasks(project, A=5, B=3, P=1)
    link(found, "P FS B")
    needs(crane, found, A=1, B=1)
    adopted(planner, proposed(planner, project))
    held = models.Activity.objects.get(levelled_start__isnull=False)
    assert held.code == "B"
    change(planner, f"/api/v1/activities/{found['P'].pk}/", {"duration_days": 7})
    assert dates(found["B"]) == ("03-11", "03-13")


def test_a_planners_own_date_stays_his(
    planner: APIClient, project: models.Project, crane: models.Resource
) -> None:
    found = tasks(project, A=5, B=3)
    needs(crane, found, A=1, B=1)
    own = {"constraint": "snet", "constraint_date": "2026-03-03"}
    for each in found.values():
        change(planner, f"/api/v1/activities/{each.pk}/", own)
    adopted(planner, proposed(planner, project))
    held = models.Activity.objects.get(levelled_start__isnull=False)
    assert (held.constraint, str(held.constraint_date)) == ("snet", "2026-03-03")
    later = {"constraint_date": "2026-03-16"}
    change(planner, f"/api/v1/activities/{held.pk}/", later)
    assert dates(held)[0] == "03-16"
    two = {
        "constraint": "fnlt",
        "constraint_date": "2026-03-04",
        "secondary_constraint": "fnet",
        "secondary_constraint_date": "2026-03-04",
    }
    change(planner, f"/api/v1/activities/{held.pk}/", two)
    assert dates(held)[0] == "03-02"


@pytest.mark.parametrize("meanwhile", ["duration", "demand", "capacity"])
def test_what_changed_since_is_not_adopted(
    planner: APIClient, project: models.Project, crane: models.Resource, meanwhile: str
) -> None:
    found = tasks(project, A=5, B=3, C=1)
    needs(crane, found, A=1, B=1)
    levelling = proposed(planner, project)
    path = f"/api/v1/levellings/{levelling['id']}/"
    assert planner.get(path).json()["stale"] is False
    if meanwhile == "duration":
        change(planner, f"/api/v1/activities/{found['B'].pk}/", {"duration_days": 4})
    elif meanwhile == "demand":
        needs(crane, found, C=1)
    else:
        crane.capacities.create(project=project, since="2026-03-03", capacity=2)
    problem_in(adopted(planner, levelling), status=409, code="plan_changed")
    assert planner.get(path).json()["stale"] is True
    [row] = planner.get(f"{url(project)}levelling/").json()["levellings"]
    assert (row["stale"], row["state"]) == (True, "done")
    assert not models.Activity.objects.filter(levelled_start__isnull=False).exists()


def test_the_next_one_begins_from_the_plan_without_the_last(
    planner: APIClient, project: models.Project, crane: models.Resource
) -> None:
    found = tasks(project, A=5, B=3)
    needs(crane, found, A=1, B=1)
    first = proposed(planner, project)
    adopted(planner, first)
    again = proposed(planner, project)
    assert again["answer"] == first["answer"]
    assert adopted(planner, again).status_code == 200
    states = {
        row["id"]: row["state"]
        for row in planner.get(f"{url(project)}levelling/").json()["levellings"]
    }
    assert states == {first["id"]: "done", again["id"]: "adopted"}


def test_the_one_in_force_is_kept(
    planner: APIClient, project: models.Project, crane: models.Resource
) -> None:
    found = tasks(project, A=5, B=3)
    needs(crane, found, A=1, B=1)
    first = proposed(planner, project)
    adopted(planner, first)
    for _ in range(analyses.KEPT + 2):
        proposed(planner, project)
    rows = planner.get(f"{url(project)}levelling/").json()["levellings"]
    assert len(rows) == analyses.KEPT + 1
    assert rows[-1]["id"] == first["id"]
    assert planner.get(f"{url(project)}risk/").json()["analyses"] == []
    problem_in(planner.get(f"/api/v1/risk-analyses/{first['id']}/"), status=404)


def test_bad_adoptions(planner: APIClient, project: models.Project, crane: models.Resource) -> None:
    needs(crane, tasks(project, A=5), A=1)
    path = f"/api/v1/levellings/{proposed(planner, project)['id']}/adopt/"
    for body in ({}, {"proposal": 5}, {"proposal": "short"}, {"proposal": "0" * 32, "x": 1}):
        problem_in(planner.post(path, body), status=400)


def test_a_held_date_says_that_levelling_decided_it(
    planner: APIClient, project: models.Project, crane: models.Resource
) -> None:
    found = tasks(project, A=5, B=3)
    needs(crane, found, A=1, B=1)
    adopted(planner, proposed(planner, project))
    held = models.Activity.objects.get(levelled_start__isnull=False)
    said = planner.get(f"/api/v1/activities/{held.pk}/derivation/").json()
    start = next(each for each in said["dates"] if each["date"] == "early_start")
    assert (start["cause"]["kind"], start["cause"]["constraint"]) == ("levelling", None)
    own = {"constraint": "snet", "constraint_date": "2026-03-16"}
    change(planner, f"/api/v1/activities/{held.pk}/", own)
    said = planner.get(f"/api/v1/activities/{held.pk}/derivation/").json()
    start = next(each for each in said["dates"] if each["date"] == "early_start")
    assert (start["cause"]["kind"], start["cause"]["constraint"]) == ("constraint", "snet")


@WITH_COMMITS
def test_of_two_that_are_adopted_at_once_one_is_in_force(
    project: models.Project,
    people: dict[str, models.User],
    client_of: ClientOf,
    crane: models.Resource,
) -> None:
    """Whichever comes last, its starts are held and no others."""
    found = tasks(project, A=5, B=3, C=4)
    crew = factories.ResourceFactory.create(project=project)
    needs(crane, found, A=1, B=1)
    needs(crew, found, B=1, C=1)
    client = client_of(people["planner"])
    both = [proposed(client, project, resources=[each.pk]) for each in (crane, crew)]
    barrier = threading.Barrier(2)

    def adopt(levelling: Any) -> Any:
        try:
            own = client_of(people["planner"])
            barrier.wait()
            return adopted(own, levelling)
        finally:
            connections.close_all()

    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(adopt, both))
    assert [answer.status_code for answer in answers] == [200, 200]
    in_force = models.Analysis.objects.get(state=AnalysisState.ADOPTED)
    [said] = [each["answer"] for each in both if each["id"] == in_force.pk]
    held = models.Activity.objects.filter(levelled_start__isnull=False)
    waiting = {each["code"] for each in said["shifts"] if each["waits_for"]}
    assert {each.code for each in held} == waiting
    for shift in said["shifts"]:
        assert str(dates_of(found[shift["code"]])[0]) == shift["new_start"]
