"""Of many who edit what they read, one wins and the others are told."""

import json
import threading
from typing import Any

import pytest
from django.db import connection

from projects import models
from tests import factories
from tests.commits import WITH_COMMITS
from tests.projects.api.asking import bearer, problem_in

People = dict[str, models.User]


def change(client: Any, building: models.Building, etag: str | None, **said: Any) -> Any:
    return client.patch(
        f"/api/v1/buildings/{building.pk}/",
        json.dumps(said),
        content_type="application/json",
        headers={} if etag is None else {"If-Match": etag},
    )


@pytest.mark.django_db
def test_etag_is_the_version_and_moves_with_it(people: People, project: models.Project) -> None:
    client, building = bearer(people["planner"]), factories.BuildingFactory.create(project=project)
    read = client.get(f"/api/v1/buildings/{building.pk}/")
    assert read["ETag"] == '"1"'
    changed = change(client, building, read["ETag"], name="new")
    assert (changed.status_code, changed["ETag"]) == (200, '"2"'), changed.content
    assert changed.json()["version"] == 2


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("etag", "status", "code"),
    [
        (None, 428, "precondition_required"),
        ("*", 428, "precondition_required"),
        ('"7"', 412, "precondition_failed"),
        ('W/"1"', 412, "precondition_failed"),
        ("1", 412, "precondition_failed"),
        ('"' + "9" * 400 + '"', 412, "precondition_failed"),
    ],
)
def test_change_and_removal_need_the_version_read(
    people: People, project: models.Project, etag: str | None, status: int, code: str
) -> None:
    client, building = bearer(people["planner"]), factories.BuildingFactory.create(project=project)
    problem_in(change(client, building, etag, name="new"), status=status, code=code)
    response = client.delete(
        f"/api/v1/buildings/{building.pk}/", headers={"If-Match": etag} if etag else {}
    )
    problem_in(response, status=status, code=code)
    building.refresh_from_db()
    assert building.version == 1
    assert building.name != "new"


@pytest.mark.django_db
def test_removal_with_the_version_read(people: People, project: models.Project) -> None:
    client, building = bearer(people["planner"]), factories.BuildingFactory.create(project=project)
    response = client.delete(f"/api/v1/buildings/{building.pk}/", headers={"If-Match": '"1"'})
    assert response.status_code == 204
    assert not models.Building.objects.filter(pk=building.pk).exists()


# the names let the tables be emptied with those that refer to them (knox's unused one)
@WITH_COMMITS
def test_one_of_fifty_editors_wins() -> None:
    project = factories.ProjectFactory.create()
    people = factories.cast(project)
    building = factories.BuildingFactory.create(project=project)
    client = bearer(people["planner"])
    answers: list[int] = []
    start = threading.Barrier(10)

    def edit(number: int) -> None:
        start.wait()
        for turn in range(5):
            response = change(client, building, '"1"', name=f"{number}-{turn}")
            answers.append(response.status_code)
        connection.close()

    threads = [threading.Thread(target=edit, args=(number,)) for number in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == [200] + [412] * 49
    building.refresh_from_db()
    assert building.version == 2
