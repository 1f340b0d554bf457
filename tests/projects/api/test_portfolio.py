"""`portfolio/`: the board in one answer."""

import datetime
from typing import Any

import pytest
import time_machine

from projects import models
from projects.models.words import LightColour
from tests import factories
from tests.conftest import ClientOf

URL = "/api/v1/portfolio/"
NOW = datetime.datetime(2026, 11, 24, 4, 0, tzinfo=datetime.UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _clock() -> Any:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def building(project: models.Project) -> models.Building:
    return factories.BuildingFactory.create(project=project, code="MAIN")


def milestone(place: models.Building, code: str, day: int, **values: Any) -> models.Activity:
    made: models.Activity = factories.MilestoneFactory.create(
        project=place.project,
        code=code,
        planned_finish=datetime.date(2026, 11, day),
        **{"building": place, **values},
    )
    return made


def test_the_board(
    building: models.Building, people: dict[str, models.User], client_of: ClientOf
) -> None:
    late = milestone(building, "LATE", 3)
    milestone(building, "SOON", 25)
    milestone(building, "ALONE", 30, building=None)
    models.Alert.objects.create(
        project=building.project,
        milestone=late,
        kind="overdue",
        planned_finish=datetime.date(2026, 11, 3),
        opened_at=NOW,
    )
    photos = [
        factories.PhotoFactory.create(
            project=building.project,
            building=building,
            activity=late,
            uploaded_by=people["planner"],
            state="ready",
            stored_at=NOW - datetime.timedelta(hours=hours),
        )
        for hours in (1, 2)
    ]
    answer = client_of(people["official"]).get(URL)
    assert answer.status_code == 200, answer.content
    assert [rule["name"] for rule in answer.json()["rules"]] == ["days-late"]
    row = answer.json()["projects"][0]
    assert (row["today"], row["role"], row["open_alerts"]) == ("2026-11-24", "official", 1)
    assert row["light_counts"] == {
        **dict.fromkeys(LightColour.values, 0),
        "green": 1,
        "yellow": 1,
        "red": 1,
    }
    main, alone = row["buildings"]
    assert (main["code"], alone["id"], alone["code"]) == ("MAIN", None, "")
    assert main["light"]["colour"] == "red"
    assert main["latest_photo"]["id"] == photos[0].pk
    assert main["latest_photo"]["renditions"]["960"].endswith("/renditions/960/")
    first = main["milestones"][0]
    assert (first["code"], first["days_late"], first["photo_count"]) == ("LATE", 15, 2)
    assert first["open_alert"]["kind"] == "overdue"
    assert [row["due_soon"] for row in main["milestones"]] == [False, True]


def test_the_gravest_alert_of_a_milestone_is_shown(
    building: models.Building, people: dict[str, models.User], client_of: ClientOf
) -> None:
    row = milestone(building, "LATE", 25)
    official = client_of(people["official"])
    for kind in ("due_soon", "forecast_slip", "overdue"):
        models.Alert.objects.create(
            project=building.project,
            milestone=row,
            kind=kind,
            planned_finish=datetime.date(2026, 11, 25),
            opened_at=NOW,
        )
        (project,) = official.get(URL).json()["projects"]
        assert project["buildings"][0]["milestones"][0]["open_alert"]["kind"] == kind


def test_filters(
    building: models.Building, people: dict[str, models.User], client_of: ClientOf
) -> None:
    milestone(building, "LATE", 3)
    milestone(building, "FAR", 30)
    viewer = client_of(people["viewer"])
    shown = viewer.get(URL, {"light": "red"}).json()["projects"][0]["buildings"][0]
    assert [row["code"] for row in shown["milestones"]] == ["LATE"]
    assert viewer.get(URL, {"light": "grey"}).json()["projects"] == []
    assert viewer.get(URL, {"project": building.project_id + 1}).json()["projects"] == []
    assert viewer.get(URL, {"light": "pink"}).status_code == 400
    assert viewer.get(URL, {"page_size": "5"}).status_code == 400
    assert client_of(people["stranger"]).get(URL).json()["projects"] == []


def test_the_board_offers_the_signature_to_those_who_may_sign(
    building: models.Building, people: dict[str, models.User], client_of: ClientOf
) -> None:
    late = milestone(building, "LATE", 3, responsible=people["site_manager"])
    alert = models.Alert.objects.create(
        project=building.project,
        milestone=late,
        kind="overdue",
        planned_finish=datetime.date(2026, 11, 3),
        opened_at=NOW,
    )

    def offered(who: str) -> bool:
        board = client_of(people[who]).get(URL).json()["projects"][0]["buildings"][0]
        row = board["milestones"][0]["open_alert"]
        assert row["id"] == alert.pk
        return bool(row["can_acknowledge"])

    may = {"official", "project_admin", "administrator", "site_manager"}
    assert {who for who in people if who != "stranger" and offered(who)} == may
    models.Alert.objects.update(acknowledged_at=NOW, acknowledged_by=people["official"])
    assert not any(offered(who) for who in may)


def test_few_queries_however_many_projects(
    people: dict[str, models.User],
    client_of: ClientOf,
    django_assert_max_num_queries: Any,
) -> None:
    for _ in range(6):
        member = factories.MembershipFactory.create(user=people["official"], role="official")
        place = factories.BuildingFactory.create(project=member.project)
        for code in "AB":
            milestone(place, code, 20)
    client = client_of(people["official"])
    with django_assert_max_num_queries(8):
        answer = client.get(URL)
    assert len(answer.json()["projects"]) == 7
