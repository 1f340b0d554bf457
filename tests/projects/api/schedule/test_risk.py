"""Risk analyses over the API: asked, made by a worker, answered; and kills and bad input."""

import datetime
import uuid
from typing import Any

import pytest
import time_machine
from rest_framework.test import APIClient

from projects import models
from projects.models.analysis_words import AnalysisState
from projects.selectors import risk
from projects.services import analyses
from tests.projects.api.asking import problem_in
from tests.projects.api.schedule.plans import NOW, change, url

pytestmark = pytest.mark.django_db
Found = dict[str, models.Activity]
SPREAD = {"low": 80, "likely": 100, "high": 150}


def asked(client: APIClient, project: models.Project, **body: Any) -> Any:
    said = client.post(f"{url(project)}risk/", {"iterations": 1000, **body})
    assert said.status_code == 202, said.content
    return said


def made(client: APIClient, project: models.Project, **body: Any) -> Any:
    """Ask, let a worker do it whether the bell rang or not, and read the answer."""
    said = asked(client, project, **body)
    analyses.analysis_run(analysis_id=said.json()["id"])
    answer = client.get(said["Location"])
    assert answer.status_code == 200
    assert answer.json()["state"] == "done", answer.json()
    return answer.json()


def test_an_answer_in_dates(planner: APIClient, project: models.Project, found: Found) -> None:
    said = made(planner, project, spread=SPREAD)
    assert (said["progress"], said["stale"], said["problem"]) == (100, False, None)
    finish = said["answer"]["finish"]
    assert finish["planned"] == "2026-03-11"
    assert finish["p10"] <= finish["p50"] <= finish["p80"] <= finish["p95"]
    assert 0 < finish["planned_chance"] < 1
    assert sum(finish["histogram"]["counts"]) == said["answer"]["iterations"] == 1000
    assert {each["code"] for each in said["answer"]["milestones"]} == {"M", "E"}
    strongest = said["answer"]["tornado"][0]
    # A is the longest by far; C beside it never matters
    assert (strongest["code"], strongest["criticality"]) == ("A", 1)
    idle = next(each for each in said["answer"]["tornado"] if each["code"] == "C")
    assert (idle["criticality"], idle["cruciality"]) == (0, 0)


def test_what_was_promised_stands_beside_its_chance(
    planner: APIClient, project: models.Project, found: Found
) -> None:
    finish = made(planner, project, spread=SPREAD)["answer"]["finish"]
    assert (finish["contract"], finish["contract_chance"]) == (None, None)
    models.Project.objects.update(must_finish_by=datetime.date(2026, 3, 12))
    promised = datetime.date(2026, 3, 10)
    models.Activity.objects.filter(pk=found["M"].pk).update(finish_by=promised)
    answer = made(planner, project, spread=SPREAD)["answer"]
    assert answer["finish"]["contract"] == "2026-03-12"
    assert 0 < answer["finish"]["contract_chance"] < 1
    [milestone] = [each for each in answer["milestones"] if each["code"] == "M"]
    assert milestone["contract"] == "2026-03-10"


def test_the_bell_rings_once_the_row_is_there_to_be_found(
    planner: APIClient,
    project: models.Project,
    found: Found,
    django_capture_on_commit_callbacks: Any,
) -> None:
    with django_capture_on_commit_callbacks() as bells:
        asked(planner, project, spread=SPREAD)
    assert len(bells) == 1


def test_the_same_seed_the_same_answer(
    planner: APIClient, project: models.Project, found: Found
) -> None:
    answers = [made(planner, project, spread=SPREAD, seed=seed)["answer"] for seed in (7, 7, 8)]
    assert answers[0] == answers[1] != answers[2]


def test_a_range_in_days_is_exact_where_it_has_no_width(
    planner: APIClient, project: models.Project, found: Found
) -> None:
    """A takes seven days instead of five, always: every percentile is two days later."""
    line = {"activity": found["A"].pk, "counted_in": "days", "low": 7, "likely": 7, "high": 7}
    finish = made(planner, project, ranges=[line])["answer"]["finish"]
    assert finish["p10"] == finish["p95"] == "2026-03-13"
    assert finish["planned_chance"] == 0


def test_a_changed_plan_makes_it_stale(
    planner: APIClient, project: models.Project, found: Found
) -> None:
    said = asked(planner, project, spread=SPREAD)
    change(planner, f"/api/v1/activities/{found['B'].pk}/", {"duration_days": 4})
    assert planner.get(said["Location"]).json()["stale"] is True
    [row] = planner.get(f"{url(project)}risk/").json()["analyses"]
    assert (row["stale"], row["answer"]) == (True, None)


def waiting(project: models.Project, client: APIClient) -> models.Analysis:
    """One that nobody has begun."""
    pk = asked(client, project, spread=SPREAD).json()["id"]
    fresh = {"state": AnalysisState.WAITING, "answer": None, "attempts": 0, "progress": 0}
    models.Analysis.objects.filter(pk=pk).update(**fresh)
    return models.Analysis.objects.get(pk=pk)


def test_two_workers_make_it_once(
    planner: APIClient, project: models.Project, found: Found
) -> None:
    row = waiting(project, planner)
    lease = {"state": AnalysisState.RUNNING, "lease_token": uuid.uuid4()}
    models.Analysis.objects.filter(pk=row.pk).update(
        **lease, lease_until=NOW + datetime.timedelta(minutes=3)
    )
    assert analyses.analysis_run(analysis_id=row.pk) is None
    assert row.pk not in analyses.analyses_due()


def test_what_a_dead_worker_held_is_taken_up(
    planner: APIClient, project: models.Project, found: Found
) -> None:
    row = waiting(project, planner)
    models.Analysis.objects.filter(pk=row.pk).update(
        state=AnalysisState.RUNNING,
        lease_token=uuid.uuid4(),
        lease_until=NOW + datetime.timedelta(minutes=3),
        attempts=1,
    )
    with time_machine.travel(NOW + datetime.timedelta(minutes=4), tick=False):
        assert analyses.analyses_due() == [row.pk]
        assert analyses.analysis_run(analysis_id=row.pk) == AnalysisState.DONE
    row.refresh_from_db()
    assert (row.attempts, row.progress, row.lease_until) == (2, 100, None)


def test_one_that_kills_its_workers_ends(
    planner: APIClient, project: models.Project, found: Found
) -> None:
    row = waiting(project, planner)
    models.Analysis.objects.filter(pk=row.pk).update(attempts=analyses.ATTEMPTS_MOST)
    assert analyses.analysis_run(analysis_id=row.pk) == AnalysisState.FAILED
    said = planner.get(f"/api/v1/risk-analyses/{row.pk}/").json()
    assert (said["state"], said["problem"], said["answer"]) == ("failed", "analysis_failed", None)


def test_one_that_is_cancelled_stops(
    planner: APIClient, project: models.Project, found: Found
) -> None:
    row = waiting(project, planner)
    path = f"/api/v1/risk-analyses/{row.pk}/"
    assert planner.delete(path).status_code == 204
    assert planner.get(path).json()["state"] == "cancelled"
    assert analyses.analysis_run(analysis_id=row.pk) is None
    done = made(planner, project, spread=SPREAD)
    path = f"/api/v1/risk-analyses/{done['id']}/"
    assert planner.delete(path).status_code == 204
    again = planner.get(path).json()
    assert (again["state"], again["answer"]) == ("done", done["answer"])


def test_a_worker_notices_a_cancellation(
    planner: APIClient, project: models.Project, found: Found, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The row is cancelled at the first report, as another process would."""
    row = waiting(project, planner)

    def cancelled_meanwhile(*args: Any) -> Any:
        analyses.analysis_cancel(analysis=row, now=NOW)
        return risk.risk_of(*args)

    monkeypatch.setattr("projects.services.analyses.risk_of", cancelled_meanwhile)
    assert analyses.analysis_run(analysis_id=row.pk) is None
    row.refresh_from_db()
    assert (row.state, row.answer) == (AnalysisState.CANCELLED, None)


def test_the_last_twenty_are_kept(
    planner: APIClient, project: models.Project, found: Found
) -> None:
    for _ in range(analyses.KEPT + 3):
        pk = asked(planner, project, spread=SPREAD).json()["id"]
        models.Analysis.objects.filter(pk=pk).update(state=AnalysisState.DONE)
    rows = planner.get(f"{url(project)}risk/").json()["analyses"]
    assert len(rows) == analyses.KEPT + 1


BAD: list[dict[str, Any]] = [
    {},
    {"spread": None},
    {"spread": {"low": 100, "likely": 90, "high": 120}},
    {"spread": {"low": "90", "likely": 100, "high": 120}},
    {"spread": {"low": 0, "likely": 100, "high": 1e9}},
    {"spread": {"low": 0, "likely": 100, "high": 120, "shape": "square"}},
    {"spread": SPREAD, "iterations": 10**9},
    {"spread": SPREAD, "iterations": 1},
    {"spread": SPREAD, "seed": -1},
    {"spread": SPREAD, "colour": "red"},
    {"ranges": [{"activity": 99999999, **SPREAD}]},
    {"spread": SPREAD, "groups": [{"activities": [99999999], "correlation": 0.5}]},
    {"spread": SPREAD, "groups": [{"activities": [], "correlation": 1.01}]},
    {"spread": SPREAD, "ranges": "x"},
]


@pytest.mark.parametrize("body", BAD)
def test_bad_requests(
    planner: APIClient, project: models.Project, found: Found, body: dict[str, Any]
) -> None:
    problem_in(planner.post(f"{url(project)}risk/", body), status=400)
    assert not models.Analysis.objects.exists()


def test_what_has_no_duration_cannot_vary(
    planner: APIClient, project: models.Project, found: Found
) -> None:
    line = {"activity": found["M"].pk, **SPREAD}
    refused = planner.post(f"{url(project)}risk/", {"ranges": [line]})
    fault = problem_in(refused, status=400, code="no_such_task")
    assert fault["errors"][0]["pointer"] == "/ranges/0/activity"
    twice = [{"activity": found["A"].pk, **SPREAD}] * 2
    problem_in(planner.post(f"{url(project)}risk/", {"ranges": twice}), status=400)
    days = {"activity": found["A"].pk, "counted_in": "days", "low": 0, "likely": 1, "high": 36501}
    problem_in(planner.post(f"{url(project)}risk/", {"ranges": [days]}), status=400)


def test_a_plan_in_error_is_refused(
    planner: APIClient, project: models.Project, found: Found
) -> None:
    models.Link.objects.create(project=project, predecessor=found["E"], successor=found["A"])
    refused = planner.post(f"{url(project)}risk/", {"spread": SPREAD})
    problem_in(refused, status=422, code="dependency_cycle")
