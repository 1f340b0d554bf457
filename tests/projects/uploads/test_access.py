"""Whose upload it is, and who may still go on with it."""

import pytest
from rest_framework.test import APIClient

from projects import models
from projects.models.words import Role
from tests import factories
from tests.conftest import ClientOf
from tests.projects.uploads.asking import JPEG, TUS, announce, append, head

REPORTERS = ("site_manager", "planner", "project_admin", "administrator")


def test_who_may_announce(
    project: models.Project, people: dict[str, models.User], client_of: ClientOf
) -> None:
    for name, user in people.items():
        answer = announce(client_of(user), JPEG + name.encode(), project=project.pk)
        if name in REPORTERS:
            assert answer.status_code == 201, name
        elif name == "stranger":
            assert answer.status_code in (400, 403), name
        else:
            assert answer.status_code == 403, name


def test_nobody_else_sees_or_continues_it(
    people: dict[str, models.User], client_of: ClientOf, url: str
) -> None:
    for name in ("planner", "project_admin", "administrator", "viewer", "stranger"):
        other = client_of(people[name])
        assert other.get(url).status_code == 404
        assert head(other, url).status_code == 404
        assert append(other, url, JPEG, at=0).status_code == 404
        assert other.delete(url, headers=TUS).status_code == 404


@pytest.mark.parametrize(("role", "status"), [(Role.VIEWER, 403), (None, 404)])
def test_who_loses_his_role_stops(
    site: APIClient,
    project: models.Project,
    people: dict[str, models.User],
    url: str,
    role: Role | None,
    status: int,
) -> None:
    held = models.Membership.objects.filter(project=project, user=people["site_manager"])
    if role is None:
        held.delete()
    else:
        held.update(role=role)
    assert append(site, url, JPEG, at=0).status_code == status
    assert models.Photo.objects.count() == 0


def test_a_foreign_project_is_none(site: APIClient) -> None:
    foreign = factories.ProjectFactory.create()
    answer = announce(site, JPEG, project=foreign.pk)
    assert (answer.status_code, answer.json()["code"]) == (400, "unknown_relation")
