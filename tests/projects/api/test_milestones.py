"""`milestones/`: rows, filters, order, writing, moves."""

import datetime
from typing import Any

import pytest
import time_machine
from rest_framework.test import APIClient

from projects import models
from projects.api.milestone_rows import MilestoneRow
from projects.models.words import ActivityState, Role
from scheduling.calendars.instants import day_end
from tests import factories
from tests.conftest import ClientOf

NOW = datetime.datetime(2026, 11, 24, 4, 0, tzinfo=datetime.UTC)
URL = "/api/v1/milestones/"
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _clock() -> Any:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def building(project: models.Project) -> models.Building:
    return factories.BuildingFactory.create(project=project, code="MAIN")


def day(month: int, number: int) -> datetime.date:
    return datetime.date(2026, month, number)


def codes(client: APIClient, **query: Any) -> list[str]:
    answer = client.get(URL, query)
    assert answer.status_code == 200, answer.content
    return [row["code"] for row in answer.json()["results"]]


def test_a_row_is_what_the_schema_says(planner: APIClient, building: models.Building) -> None:
    milestone = factories.MilestoneFactory.create(
        project=building.project, building=building, planned_finish=day(11, 16)
    )
    user = factories.UserFactory.create()
    for _ in range(2):
        photo = factories.PhotoFactory.create(
            project=building.project, activity=milestone, uploaded_by=user, state="ready"
        )
    factories.PhotoFactory.create(
        project=building.project, activity=milestone, uploaded_by=user, state="rejected"
    )
    row = planner.get(URL).json()["results"][0]
    assert list(row) == list(MilestoneRow().fields)
    assert row["overdue"] is True
    assert row["due_soon"] is False
    assert row["days_late"] == 6
    assert row["compared_date"] == "current_plan"
    assert row["photo_count"] == 2
    assert row["latest_photo"]["id"] == photo.pk
    assert row["latest_photo"]["renditions"]["320"] == f"/api/v1/photos/{photo.pk}/renditions/320/"
    assert row["light"] == {
        "colour": "orange",
        "rule": "days-late",
        "version": 1,
        "reason": {"measure": "calendar_days_late", "value": 8, "threshold": 7},
        "since": "2026-11-23",
    }
    assert planner.get(f"{URL}{milestone.pk}/").json() == row


def test_filters_narrow(
    planner: APIClient, building: models.Building, people: dict[str, models.User]
) -> None:
    project = building.project
    make = factories.MilestoneFactory.create
    make(project=project, building=building, code="LATE", planned_finish=day(11, 23))
    make(project=project, code="TODAY", planned_finish=day(11, 24), state="claimed")
    make(project=project, code="FAR", planned_finish=day(12, 24), kind="inspection_milestone")
    make(project=project, code="DONE", planned_finish=day(11, 2), reached_at=NOW, state="accepted")
    make(project=project, code="OPEN", planned_finish=None, responsible=people["site_manager"])
    factories.ActivityFactory.create(project=project, code="TASK")
    assert codes(planner) == ["DONE", "LATE", "TODAY", "FAR", "OPEN"]
    assert codes(planner, overdue="true") == ["LATE"]
    assert codes(planner, overdue="false") == ["DONE", "TODAY", "FAR", "OPEN"]
    assert codes(planner, due_soon="true") == ["TODAY"]
    assert codes(planner, due_soon="false") == ["DONE", "LATE", "FAR", "OPEN"]
    for code, finish in (("LATE", day(12, 2)), ("TODAY", day(11, 25)), ("FAR", day(12, 24))):
        rows = models.Activity.objects.filter(code=code)
        rows.update(forecast_finish=day_end(finish))
    assert codes(planner, will_be_late="true") == ["TODAY"]
    rows = planner.get(URL).json()["results"]
    assert [row["code"] for row in rows if row["will_be_late"]] == ["TODAY"]
    assert codes(planner, will_be_late="false") == ["DONE", "LATE", "FAR", "OPEN"]
    assert codes(planner, reached="true") == ["DONE"]
    assert codes(planner, state="claimed,accepted") == ["DONE", "TODAY"]
    assert codes(planner, kind="inspection_milestone") == ["FAR"]
    assert codes(planner, building=building.pk) == ["LATE"]
    assert codes(planner, project=project.pk + 1) == []
    assert codes(planner, responsible=people["site_manager"].username) == ["OPEN"]
    # a number may be written in several ways
    assert codes(planner, light="green", project=f"{project.pk}.0") == codes(planner, light="green")
    # both ends belong to the range
    assert codes(
        planner, planned_finish_after="2026-11-23", planned_finish_before="2026-11-24"
    ) == ["LATE", "TODAY"]
    assert codes(planner, search="far") == ["FAR"]
    assert codes(planner, search="%") == []
    assert codes(planner, ordering="-code") == ["TODAY", "OPEN", "LATE", "FAR", "DONE"]
    assert codes(planner, ordering="-planned_finish")[-1] == "DONE"


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ({"overdue": "yes"}, "invalid"),
        ({"state": "finished"}, "invalid_choice"),
        ({"kind": "task"}, "invalid_choice"),
        ({"planned_finish_before": "20.11.2026"}, "invalid"),
        ({"project": "99999999999999999999"}, "max_value"),
        ({"ordering": "project__notice"}, "invalid_choice"),
        ({"fields": "overdue_at"}, "invalid_choice"),
        ({"due_before": "2026-11-20"}, "unknown_parameter"),
        ({"search": "\x00"}, "null_characters_not_allowed"),
    ],
)
def test_wrong_parameters_are_refused(planner: APIClient, query: dict[str, str], code: str) -> None:
    answer = planner.get(URL, query)
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["code"] == code


def test_fields_slim_the_rows(planner: APIClient, project: models.Project) -> None:
    milestone = factories.MilestoneFactory.create(project=project)
    rows = planner.get(URL, {"fields": "code,id"}).json()["results"]
    assert rows == [{"id": milestone.pk, "code": milestone.code}]


def test_pages_follow_one_another(planner: APIClient, project: models.Project) -> None:
    for number in range(5):
        date = None if number > 2 else day(11, 20)
        factories.MilestoneFactory.create(project=project, code=f"{number}", planned_finish=date)
    seen, url = [], f"{URL}?page_size=2"
    while url:
        page = planner.get(url).json()
        seen += [row["code"] for row in page["results"]]
        url = page["next"]
    assert seen == ["0", "1", "2", "3", "4"]


def test_strangers_find_nothing(
    project: models.Project, people: dict[str, models.User], client_of: ClientOf
) -> None:
    milestone = factories.MilestoneFactory.create(project=project)
    stranger = client_of(people["stranger"])
    assert codes(stranger) == []
    assert stranger.get(f"{URL}{milestone.pk}/").status_code == 404
    assert stranger.post(f"{URL}{milestone.pk}/claim/", {}).status_code == 404


def test_create_change_delete(planner: APIClient, building: models.Building) -> None:
    answer = planner.post(
        URL,
        {
            "project": building.project_id,
            "building": building.pk,
            "code": "3-M09",
            "name": "主体结构封顶",
            "planned_finish": "2026-11-20",
        },
    )
    assert answer.status_code == 201, answer.content
    url = f"{URL}{answer.json()['id']}/"
    assert answer["Location"].endswith(url)
    assert answer.json()["kind"] == "finish_milestone"
    assert planner.patch(url, {"name": "封顶"}).status_code == 428
    changed = planner.patch(
        url, {"planned_finish": "2026-12-20"}, headers={"If-Match": answer["ETag"]}
    )
    assert (changed.status_code, changed.json()["overdue"]) == (200, False)
    stale = planner.patch(url, {"name": "x"}, headers={"If-Match": answer["ETag"]})
    assert stale.status_code == 412
    moved = planner.patch(
        url, {"project": building.project_id}, headers={"If-Match": changed["ETag"]}
    )
    assert moved.json()["errors"][0]["code"] == "read_only_field"
    gone = planner.delete(url, headers={"If-Match": changed["ETag"]})
    assert gone.status_code == 204
    assert not models.Milestone.objects.exists()


def test_a_list_is_stored_whole_or_not_at_all(planner: APIClient, project: models.Project) -> None:
    rows = [{"project": project.pk, "code": f"M{n}", "name": "节点"} for n in range(3)]
    refused = planner.post(URL, [*rows, rows[0]])
    assert refused.status_code == 409
    assert refused.json()["errors"][0]["pointer"] == "/3/code"
    assert not models.Milestone.objects.exists()
    stored = planner.post(URL, rows)
    assert stored.status_code == 201
    assert [row["code"] for row in stored.json()] == ["M0", "M1", "M2"]


def test_relations_abroad_are_as_unknown_as_missing_ones(
    planner: APIClient, project: models.Project, people: dict[str, models.User]
) -> None:
    abroad = factories.BuildingFactory.create()
    beside = factories.BuildingFactory.create()
    factories.MembershipFactory.create(
        project=beside.project, user=people["planner"], role=Role.PLANNER
    )
    faults = []
    for building in (abroad.pk, beside.pk, 10**9):
        answer = planner.post(
            URL, {"project": project.pk, "code": "M", "name": "x", "building": building}
        )
        assert answer.status_code == 400
        faults.append(answer.json()["errors"])
    assert faults[0] == faults[1] == faults[2]
    assert faults[0][0]["code"] == "unknown_relation"


@pytest.mark.parametrize(
    ("role", "action", "status"),
    [
        ("viewer", "claim", 403),
        ("official", "claim", 403),
        ("site_manager", "claim", 200),
        ("site_manager", "accept", 403),
        ("planner", "accept", 409),
        ("site_manager", "reopen", 403),
    ],
)
def test_who_may_move(
    project: models.Project,
    people: dict[str, models.User],
    client_of: ClientOf,
    role: str,
    action: str,
    status: int,
) -> None:
    milestone = factories.MilestoneFactory.create(project=project)
    body = {"reason": "x"} if action == "reopen" else {}
    answer = client_of(people[role]).post(f"{URL}{milestone.pk}/{action}/", body)
    assert answer.status_code == status, answer.content


def test_claim_accept_reopen(planner: APIClient, project: models.Project) -> None:
    milestone = factories.MilestoneFactory.create(project=project, evidence_policy="accepted")
    url = f"{URL}{milestone.pk}/"
    claimed = planner.post(f"{url}claim/", {"note": "封顶", "actual_finish": "2026-11-23"})
    assert claimed.json()["state"] == ActivityState.CLAIMED
    assert planner.post(f"{url}claim/", {}).json()["code"] == "conflict"
    accepted = planner.post(f"{url}accept/", {})
    assert (accepted.json()["reached"], accepted.json()["light"]["colour"]) == (True, "green")
    # one working day, Monday 23, after Friday 20
    assert accepted.json()["days_late"] == 1
    assert planner.post(f"{url}reopen/", {}).status_code == 400
    reopened = planner.post(f"{url}reopen/", {"reason": "裂缝"})
    assert (reopened.json()["state"], reopened.json()["actual_finish"]) == ("planned", None)
    assert planner.post(f"{url}claim/", {"actual_finish": "2026-11-25"}).status_code == 400


def test_a_repeated_claim_with_its_key_is_one(planner: APIClient, project: models.Project) -> None:
    milestone = factories.MilestoneFactory.create(project=project)
    answers = [
        planner.post(f"{URL}{milestone.pk}/claim/", {}, headers={"Idempotency-Key": "k1"})
        for _ in range(2)
    ]
    assert [answer.status_code for answer in answers] == [200, 200]
    assert answers[0].json() == answers[1].json()
    assert milestone.progress_entries.filter(move="claim").count() == 1
