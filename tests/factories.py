"""Rows for tests: the cast (who) and the plan (what). Every value is overridable."""

import datetime
import uuid
from typing import Any

import factory
from django.db import transaction
from factory.django import DjangoModelFactory

from projects import models
from projects.models.words import ActivityKind, Language, Role
from projects.services.progress.entries import activity_lock
from projects.services.progress.evidence import photos_recount

PASSWORD = "a-long-test-password"


class UserFactory(DjangoModelFactory[models.User]):
    class Meta:
        model = models.User
        django_get_or_create = ("username",)
        skip_postgeneration_save = True

    username = factory.Sequence(lambda n: f"user{n}")
    email = factory.LazyAttribute(lambda user: f"{user.username}@topout.example")
    language = Language.ENGLISH
    # what arrives at a test's provider is what the test is about, whatever the hour
    daily_summary_at = None
    password = factory.django.Password(PASSWORD)


class ProjectFactory(DjangoModelFactory[models.Project]):
    class Meta:
        model = models.Project

    code = factory.Sequence(lambda n: f"P{n}")
    name = factory.LazyAttribute(lambda project: f"项目 {project.code}")
    time_zone = "Asia/Shanghai"


class BuildingFactory(DjangoModelFactory[models.Building]):
    class Meta:
        model = models.Building

    project = factory.SubFactory(ProjectFactory)
    code = factory.Sequence(lambda n: f"{n}#")
    name = factory.LazyAttribute(lambda building: f"{building.code} 厂房")


class MembershipFactory(DjangoModelFactory[models.Membership]):
    class Meta:
        model = models.Membership

    project = factory.SubFactory(ProjectFactory)
    user = factory.SubFactory(UserFactory)
    role = Role.VIEWER


class CalendarFactory(DjangoModelFactory[models.Calendar]):
    class Meta:
        model = models.Calendar

    project = factory.SubFactory(ProjectFactory)
    name = factory.Sequence(lambda n: f"Calendar {n}")


class ActivityFactory(DjangoModelFactory[models.Activity]):
    """An activity; its deadlines are derived as services.planning derives them."""

    class Meta:
        model = models.Activity

    project = factory.SubFactory(ProjectFactory)
    building = factory.SubFactory(BuildingFactory, project=factory.SelfAttribute("..project"))
    code = factory.Sequence(lambda n: f"A{n}")
    name = factory.LazyAttribute(lambda activity: f"工作 {activity.code}")
    kind = ActivityKind.TASK
    planned_finish = datetime.date(2026, 11, 20)

    @classmethod
    def _create(
        cls, model_class: type[models.Activity], *_args: Any, **kwargs: Any
    ) -> models.Activity:
        from projects.selectors.calendars import calendar_of  # noqa: PLC0415 - services load late
        from projects.services.planning import deadlines_set  # noqa: PLC0415 - needs loaded apps

        activity = model_class(**kwargs)
        deadlines_set(
            activity=activity,
            calendar=calendar_of(activity.project),
            zone=activity.project.zone,
        )
        activity.save(force_insert=True)
        return activity


class MilestoneFactory(ActivityFactory):
    class Meta:
        model = models.Milestone

    code = factory.Sequence(lambda n: f"M{n}")
    name = factory.LazyAttribute(lambda milestone: f"里程碑 {milestone.code}")
    kind = ActivityKind.FINISH_MILESTONE


class ResourceFactory(DjangoModelFactory[models.Resource]):
    class Meta:
        model = models.Resource

    project = factory.SubFactory(ProjectFactory)
    code = factory.Sequence(lambda n: f"R{n}")
    name = factory.LazyAttribute(lambda resource: f"资源 {resource.code}")
    capacity = 1


class UploadFactory(DjangoModelFactory[models.Upload]):
    """An upload's row, stored where a photo is named; no file stands behind it."""

    class Meta:
        model = models.Upload

    project = factory.SubFactory(ProjectFactory)
    uploader = factory.SubFactory(UserFactory)
    client_upload_id = factory.LazyFunction(uuid.uuid4)
    sha256 = factory.Sequence(lambda n: f"{n:064x}")
    length = 1000
    offset = factory.LazyAttribute(lambda row: row.length if row.photo else 0)
    photo = None
    state = factory.LazyAttribute(lambda row: "stored" if row.photo else "receiving")
    created_at = factory.LazyFunction(lambda: datetime.datetime.now(datetime.UTC))
    expires_at = factory.LazyAttribute(lambda row: row.created_at + datetime.timedelta(days=7))


class PhotoFactory(DjangoModelFactory[models.Photo]):
    """A photo's row; no file stands behind it."""

    class Meta:
        model = models.Photo

    project = factory.SubFactory(ProjectFactory)
    uploaded_by = factory.SubFactory(UserFactory)
    client_upload_id = factory.LazyFunction(uuid.uuid4)
    sha256 = factory.Sequence(lambda n: f"{n:064x}")
    size_bytes = 1000
    mime_type = "image/jpeg"
    width = 1600
    height = 1200
    stored_at = factory.LazyFunction(lambda: datetime.datetime.now(datetime.UTC))

    @classmethod
    def _create(cls, model_class: type[models.Photo], *args: Any, **values: Any) -> models.Photo:
        """Count the row where it belongs, as the service that stores an upload does."""
        photo: models.Photo = super()._create(model_class, *args, **values)
        if photo.activity is not None:
            with transaction.atomic():
                activity_lock(activity=photo.activity)
                photos_recount(activity=photo.activity)
        return photo


class ViewpointFactory(DjangoModelFactory[models.Viewpoint]):
    """A view of a building with one photo from there."""

    class Meta:
        model = models.Viewpoint

    building = factory.SubFactory(BuildingFactory)
    project = factory.LazyAttribute(lambda viewpoint: viewpoint.building.project)
    created_at = factory.LazyFunction(lambda: datetime.datetime.now(datetime.UTC))

    @classmethod
    def _create(
        cls, model_class: type[models.Viewpoint], *args: Any, **values: Any
    ) -> models.Viewpoint:
        viewpoint: models.Viewpoint = super()._create(model_class, *args, **values)
        PhotoFactory.create(
            project=viewpoint.project, building=viewpoint.building, viewpoint=viewpoint
        )
        return viewpoint


class PhotoMatchFactory(DjangoModelFactory[models.PhotoMatch]):
    """A flag at two photos."""

    class Meta:
        model = models.PhotoMatch

    project = factory.LazyAttribute(lambda match: match.photo.project)
    earlier_project = factory.LazyAttribute(lambda match: match.earlier.project)
    kind = "whole"
    distance = 2
    score = 0.97
    found_at = factory.LazyFunction(lambda: datetime.datetime.now(datetime.UTC))


def cast(project: models.Project) -> dict[str, models.User]:
    """Return one user per role of the project, the members of nothing, and the administrator."""
    people = {
        str(role): MembershipFactory.create(
            project=project, role=role, user__username=f"{role}-{project.code}"
        ).user
        for role in Role
    }
    people["stranger"] = UserFactory.create(username=f"stranger-{project.code}")
    people["administrator"] = UserFactory.create(
        username=f"administrator-{project.code}", is_superuser=True, is_staff=True
    )
    return people
