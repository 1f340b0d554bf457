"""What a row names lies in the row's own project: the database sees to it, whoever writes."""

import datetime
import importlib
import threading
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, models, transaction
from django.db.models import F, Model
from rest_framework.test import APIClient

from projects.models import (
    Activity,
    Alert,
    Building,
    Link,
    Photo,
    PhotoMatch,
    ProgressEntry,
    Project,
    Upload,
    Viewpoint,
)
from projects.models.one_project import OneProject
from projects.services.rows import reference_gone
from tests import factories
from tests.commits import WITH_COMMITS
from tests.conftest import ClientOf
from tests.projects.api.asking import problem_in
from tests.projects.api.stage import rows_in
from tests.projects.test_admin import boss  # noqa: F401 - a fixture

# copies of the alert's, which a scan takes from the milestone itself (see the model)
COPIES = {("AlertDelivery", "alert"), ("AlertDelivery", "milestone")}
# a person's address is no project's, and a digest tells him of several
ACROSS = {("AlertDelivery", "contact"), ("AlertDelivery", "digest")}
OURS = [model for model in apps.get_app_config("projects").get_models() if not model._meta.proxy]
RULES: list[tuple[Any, OneProject]] = [
    (model, rule)
    for model in OURS
    for rule in model._meta.constraints
    if isinstance(rule, OneProject)
]


def _of_a_project(model: type[Model]) -> bool:
    return any(field.name == "project" for field in model._meta.get_fields())


def test_every_reference_inside_a_project_has_the_rule() -> None:
    found = {
        (model.__name__, field.name)
        for model in OURS
        for field in model._meta.get_fields()
        if isinstance(field, models.ForeignKey) and _of_a_project(field.related_model)
        if _of_a_project(model) or model is Project
    }
    ruled = {(model.__name__, rule.field) for model, rule in RULES}
    assert found - ruled == COPIES | ACROSS


@pytest.fixture
def two(db: None) -> tuple[Project, Project]:
    """Two projects with a row of every kind in each, and nothing left out."""
    made = []
    for _ in range(2):
        project = factories.ProjectFactory.create()
        rows = rows_in(project, factories.cast(project))
        photo = Photo.objects.get(pk=rows["photos"])
        activity, calendar = rows["activities"], rows["calendars"]
        Photo.objects.filter(pk=photo.pk).update(activity=activity)
        Activity.objects.filter(pk=activity).update(latest_photo=photo, calendar=calendar)
        Project.objects.filter(pk=project.pk).update(calendar=calendar)
        since = datetime.date(2026, 1, 1) + datetime.timedelta(days=project.pk)
        project.resources.all()[0].capacities.create(project=project, since=since, capacity=2)
        made.append(project)
    return made[0], made[1]


def _rename(model: Any, pk: int, **changed: Any) -> None:
    """Write past every service, and ask the database what it says at a commit."""
    with transaction.atomic():
        model.objects.filter(pk=pk).update(**changed)
        connection.check_constraints()


@pytest.mark.parametrize(("model", "rule"), RULES, ids=[rule.name for _model, rule in RULES])
def test_the_database_refuses_another_projects_row(
    two: tuple[Project, Project], model: Any, rule: OneProject
) -> None:
    connection.check_constraints()
    mine, theirs = (
        model.objects.filter(**{f"{rule.field}__isnull": False, rule.project: project.pk})[0]
        for project in two
    )
    with pytest.raises(IntegrityError):
        _rename(model, mine.pk, **{rule.field: getattr(theirs, f"{rule.field}_id")})


def test_the_database_refuses_a_row_that_is_not_there(two: tuple[Project, Project]) -> None:
    with pytest.raises(IntegrityError):
        _rename(Link, Link.objects.filter(project=two[0])[0].pk, successor=999_999_999)


def _cross(mine: Project, theirs: Project) -> None:
    """Let every row of one project name one of the other: the key is asked at the commit only."""
    for model, rule in RULES:
        if rule.name == "assignment_to_its_project":
            # one end crosses already, and both ends would be a pair that is there
            continue
        if model in (PhotoMatch, Upload, Viewpoint) or rule.field == "viewpoint":
            # later than the repair
            continue
        rows = model.objects.filter(**{f"{rule.field}__isnull": False})
        stray = rows.filter(**{rule.project: theirs.pk})[0]
        rows.filter(**{rule.project: mine.pk}).update(
            **{rule.field: getattr(stray, f"{rule.field}_id")}
        )


def test_what_crossed_before_is_mended(two: tuple[Project, Project]) -> None:
    mine, theirs = two
    entry = ProgressEntry.objects.get(project=mine)
    photo = Photo.objects.get(project=mine, building__isnull=False, viewpoint=None)
    links = Link.objects.filter(project=theirs).count()
    activity = Activity.objects.get(photos__project=theirs)
    with transaction.atomic():
        # what a table holds once would clash on the other project's milestone
        Link.objects.filter(project=mine).update(kind="SF")
        Alert.objects.filter(project=mine).update(kind="due_soon")
        _cross(mine, theirs)
    migration = importlib.import_module("projects.migrations.0021_one_project_repair")
    migration.mend(apps, None)
    connection.check_constraints()
    mine.refresh_from_db()
    assert mine.calendar is None
    entry.refresh_from_db()
    assert entry.project == theirs
    photo.refresh_from_db()
    assert (photo.project, photo.activity, photo.building) == (mine, None, None)
    activity.refresh_from_db()
    assert activity.photo_count == 1
    assert not Link.objects.filter(project=mine).exists()
    assert Link.objects.filter(project=theirs).count() == links
    assert not Activity.objects.filter(project=mine, building__isnull=False).exists()
    crossing = Activity.objects.exclude(building__project=F("project"))
    assert not crossing.filter(building__isnull=False).exists()


def test_a_form_says_it_in_words(boss: Any, project: Project) -> None:  # noqa: F811 - the fixture
    foreign = factories.BuildingFactory.create()
    milestone = factories.MilestoneFactory.create(project=project, building=None)
    page = f"/admin/projects/milestone/{milestone.pk}/change/"
    form = boss.get(page).context["adminform"].form
    values = {name: form[name].value() for name in form.fields}
    posted = {name: value for name, value in values.items() if value is not None}
    answer = boss.post(page, {**posted, "building": foreign.pk, "project": foreign.project_id})
    assert answer.status_code == 200
    assert answer.context["errors"].as_data()
    milestone.refresh_from_db()
    assert (milestone.project, milestone.building) == (project, None)


@WITH_COMMITS
def test_what_is_removed_meanwhile_is_a_conflict(client_of: ClientOf) -> None:
    project = factories.ProjectFactory.create()
    client = client_of(factories.cast(project)["planner"])
    building = factories.BuildingFactory.create(project=project)
    body = {"project": project.pk, "building": building.pk, "code": "A", "name": "A"}
    stored = threading.Event()
    answers: list[Any] = []
    asking = threading.Thread(target=lambda: answers.append(_asked(client, body, stored)))
    with transaction.atomic():
        Building.objects.filter(pk=building.pk).delete()
        asking.start()
        # SQLite has one writer: there the request waits for this one before it looks
        assert connection.vendor == "sqlite" or stored.wait(20)
    asking.join(30)
    if connection.vendor == "sqlite":
        problem_in(answers[0], status=400, code="unknown_relation")
    else:
        problem_in(answers[0], status=409, code="conflict")
    assert not Activity.objects.exists()


def _asked(client: APIClient, body: dict[str, Any], stored: threading.Event) -> Any:
    """Ask for an activity, and say when it is stored and only not committed yet."""

    def watch(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        result = execute(sql, params, many, context)
        if sql.startswith('INSERT INTO "projects_activity"'):
            stored.set()
        return result

    try:
        with connection.execute_wrapper(watch):
            return client.post("/api/v1/activities/", body)
    finally:
        connection.close()


@WITH_COMMITS
def test_a_missing_row_is_told_from_a_value_twice() -> None:
    activity = factories.ActivityFactory.create()
    with pytest.raises(IntegrityError) as gone:
        Activity.objects.filter(pk=activity.pk).update(building=999_999_999)
    assert reference_gone(gone.value)
    with pytest.raises(IntegrityError) as twice:
        factories.ActivityFactory.create(project=activity.project, code=activity.code)
    assert not reference_gone(twice.value)
