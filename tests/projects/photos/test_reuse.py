"""The same picture offered twice is flagged with both uses, for who may see both; never refused."""

import datetime
import threading
from collections.abc import Callable

import pytest
from django.core.management import call_command
from PIL import Image
from rest_framework.test import APIClient

from projects import models
from projects.models.words import PhotoState, Role
from projects.services.photos import photo_compare, photo_render, photos_compare
from tests import factories
from tests.conftest import ClientOf
from tests.projects.photos.asking import post
from tests.projects.photos.pictures import cut, jpeg_of, lit, marked, site_photo, turned

People = dict[str, models.User]


def now() -> datetime.datetime:
    return datetime.datetime.now(datetime.UTC)


def offered(client: APIClient, content: bytes, **place: int) -> int:
    """Upload a picture and do what the worker does."""
    pk = int(post(client, content, **place).json()["id"])
    assert photo_render(photo_id=pk, now=now()) == PhotoState.READY
    photo_compare(photo_id=pk, now=now())
    return pk


def two_buildings(project: models.Project) -> tuple[int, int]:
    first, second = (factories.BuildingFactory.create(project=project) for _ in range(2))
    return first.pk, second.pk


@pytest.mark.parametrize(
    ("change", "kind"),
    [
        (lambda image: image, "whole"),
        (marked, "whole"),
        (lit, "whole"),
        (turned, "whole"),
        (cut, "part"),
        (lambda image: marked(lit(image, 0.8)), "whole"),
    ],
    ids=["encoded anew", "marked", "brighter", "turned", "cut", "darker and marked"],
)
def test_a_changed_copy_for_another_building_is_flagged(
    site: APIClient,
    project: models.Project,
    change: Callable[[Image.Image], Image.Image],
    kind: str,
) -> None:
    first, second = two_buildings(project)
    for seed in range(2, 5):
        offered(site, jpeg_of(site_photo(seed)), building=first)
    earlier = offered(site, jpeg_of(site_photo(1)), building=first)
    later = offered(site, jpeg_of(change(site_photo(1)), 55), building=second)

    (flag,) = site.get(f"/api/v1/photo-matches/?photo={later}").json()["results"]
    assert (flag["photo"]["id"], flag["earlier"]["id"]) == (later, earlier)
    assert flag["kind"] == kind
    assert flag["score"] > 0.9
    flagged = site.get("/api/v1/photos/?flagged=true").json()["results"]
    assert {row["id"] for row in flagged} == {earlier, later}
    assert all(row["flagged"] for row in flagged)
    assert len(site.get("/api/v1/photos/?flagged=false").json()["results"]) == 3


def test_a_burst_for_one_milestone_is_one_use(site: APIClient, project: models.Project) -> None:
    first, _second = two_buildings(project)
    offered(site, jpeg_of(site_photo(1)), building=first)
    offered(site, jpeg_of(site_photo(1), 60), building=first)
    assert not models.PhotoMatch.objects.exists()


def test_last_months_picture_of_the_same_place_is_flagged(
    site: APIClient, project: models.Project
) -> None:
    first, _second = two_buildings(project)
    earlier = offered(site, jpeg_of(site_photo(1)), building=first)
    month_ago = now() - datetime.timedelta(days=30)
    models.Photo.objects.filter(pk=earlier).update(stored_at=month_ago)
    offered(site, jpeg_of(site_photo(1), 60), building=first)
    assert models.PhotoMatch.objects.count() == 1


def test_a_use_elsewhere_is_told_to_nobody_who_is_not_there_too(
    site: APIClient, project: models.Project, people: People, client_of: ClientOf
) -> None:
    elsewhere = factories.ProjectFactory.create()
    stranger = factories.MembershipFactory.create(project=elsewhere, role=Role.SITE_MANAGER).user
    theirs = offered(client_of(stranger), jpeg_of(site_photo(1)), project=elsewhere.pk)
    ours = offered(site, jpeg_of(site_photo(1)), project=project.pk)
    flag = models.PhotoMatch.objects.get()
    assert (flag.kind, flag.earlier_id, flag.photo_id) == ("identical", theirs, ours)

    assert site.get("/api/v1/photo-matches/").json()["results"] == []
    assert site.get(f"/api/v1/photo-matches/{flag.pk}/").status_code == 404
    assert site.get(f"/api/v1/photos/{ours}/").json()["flagged"] is False
    assert site.get("/api/v1/photos/?flagged=true").json()["results"] == []

    factories.MembershipFactory.create(project=elsewhere, user=people["site_manager"])
    assert site.get(f"/api/v1/photos/{ours}/").json()["flagged"] is True
    assert site.get(f"/api/v1/photo-matches/{flag.pk}/").json()["earlier"]["id"] == theirs


def test_a_planner_settles_a_flag_with_a_reason(
    site: APIClient, project: models.Project, people: People, client_of: ClientOf
) -> None:
    first, second = two_buildings(project)
    offered(site, jpeg_of(site_photo(1)), building=first)
    later = offered(site, jpeg_of(site_photo(1), 50), building=second)
    path = f"/api/v1/photo-matches/{models.PhotoMatch.objects.get().pk}/settle/"
    planner = client_of(people["planner"])
    reason = {"reason": "same view, both buildings are on it"}

    assert site.post(path, reason, format="json").status_code == 403
    assert planner.post(path, {"reason": " "}, format="json").status_code == 400
    settled = planner.post(path, reason, format="json")
    assert settled.status_code == 200, settled.content
    assert settled.json()["settled_by"] == people["planner"].username
    assert planner.post(path, reason, format="json").status_code == 409
    assert site.get(f"/api/v1/photos/{later}/").json()["flagged"] is False
    assert site.get("/api/v1/photo-matches/?settled=false").json()["results"] == []
    # compared again it stays settled
    photo_compare(photo_id=later, now=now())
    assert models.PhotoMatch.objects.get().settled_reason == reason["reason"]


def test_photos_older_than_prints_are_compared_by_hand_or_timetable(
    site: APIClient, project: models.Project
) -> None:
    first, second = two_buildings(project)
    offered(site, jpeg_of(site_photo(1)), building=first)
    offered(site, jpeg_of(site_photo(1), 50), building=second)
    lost = factories.PhotoFactory.create(project=project, state=PhotoState.READY)
    models.PhotoMatch.objects.all().delete()
    models.PhotoPrint.objects.all().delete()
    models.PhotoHash.objects.all().delete()

    call_command("compare_photos")

    assert models.PhotoMatch.objects.count() == 1
    assert models.PhotoPrint.objects.get(photo=lost).compared_at is not None
    assert photos_compare(now=now()) == 0


def test_a_wall_without_anything_on_it_is_like_nothing(
    site: APIClient, project: models.Project
) -> None:
    first, second = two_buildings(project)
    for building, grey in ((first, 120), (second, 121)):
        offered(site, jpeg_of(Image.new("RGB", (640, 480), (grey, grey, grey))), building=building)
    assert not models.PhotoMatch.objects.exists()
    assert not models.PhotoHash.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_uses_at_once_make_one_flag(project: models.Project) -> None:
    user = factories.MembershipFactory.create(project=project, role=Role.SITE_MANAGER).user
    client = APIClient()
    client.force_login(user)
    first, second = two_buildings(project)
    ids = [
        int(post(client, jpeg_of(site_photo(1), quality), building=building).json()["id"])
        for building, quality in ((first, 80), (second, 50))
    ]
    for pk in ids:
        photo_render(photo_id=pk, now=now())
    faults: list[Exception] = []

    def compare(pk: int) -> None:
        from django.db import OperationalError, connection  # noqa: PLC0415 - the thread's own

        try:
            photo_compare(photo_id=pk, now=now())
        except OperationalError as error:
            faults.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=compare, args=(pk,)) for pk in ids]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    assert models.PhotoMatch.objects.count() == 1
