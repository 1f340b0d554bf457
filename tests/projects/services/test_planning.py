"""The plan: what is refused, and that deadlines follow every change."""

import datetime
from collections.abc import Callable
from typing import Any

import pytest

from projects import models
from projects.errors import RuleBroken
from projects.models.words import ActivityKind, ActivityState, EvidencePolicy, Role
from projects.services import planning
from tests import factories

NOW = datetime.datetime(2026, 11, 24, 4, 0, tzinfo=datetime.UTC)
pytestmark = pytest.mark.django_db


def utc(*parts: int) -> datetime.datetime:
    return datetime.datetime(*parts, tzinfo=datetime.UTC)  # type: ignore[misc,arg-type] # the numbers are a date's and a time's


def test_deadlines_are_local_midnights(project: models.Project) -> None:
    friday = planning.activity_create(
        project=project,
        data={"code": "M1", "name": "封顶", "planned_finish": datetime.date(2026, 11, 20)},
    )
    # the day after, 00:00 in Shanghai; and the start of Tuesday, three working days before
    assert friday.overdue_at == utc(2026, 11, 20, 16)
    assert friday.due_soon_at == utc(2026, 11, 16, 16)


def test_no_date_means_no_deadlines(project: models.Project) -> None:
    activity = planning.activity_create(project=project, data={"code": "M1", "name": "封顶"})
    assert activity.overdue_at is None
    assert activity.due_soon_at is None


def test_moving_the_date_moves_the_deadlines(project: models.Project) -> None:
    activity = factories.MilestoneFactory.create(project=project)
    user = factories.UserFactory.create()
    planning.activity_update(
        activity=activity,
        data={"planned_finish": datetime.date(2026, 12, 1)},
        user=user,
        now=NOW,
    )
    activity.refresh_from_db()
    assert activity.overdue_at == utc(2026, 12, 1, 16)
    assert activity.version == 2


def test_another_zone_moves_every_deadline(project: models.Project) -> None:
    activities = factories.ActivityFactory.create_batch(3, project=project)
    planning.project_update(project=project, data={"time_zone": "Asia/Urumqi"})
    for activity in activities:
        activity.refresh_from_db()
        assert activity.overdue_at == utc(2026, 11, 20, 18)


def test_refresh_writes_only_what_is_stale(project: models.Project) -> None:
    factories.ActivityFactory.create_batch(2, project=project)
    moved = factories.ActivityFactory.create(project=project)
    models.Activity.objects.filter(pk=moved.pk).update(due_soon_at=None)
    assert planning.deadlines_refresh(projects=[project]) == 1
    assert planning.deadlines_refresh(projects=[project]) == 0
    moved.refresh_from_db()
    assert moved.due_soon_at == utc(2026, 11, 16, 16)


def test_calendar_days_move_due_soon(project: models.Project) -> None:
    activity = factories.MilestoneFactory.create(
        project=project, planned_finish=datetime.date(2026, 11, 20)
    )
    calendar = planning.calendar_create(project=project, data={"name": "Six days"})
    planning.project_update(project=project, data={"calendar": calendar})
    planning.calendar_update(
        calendar=calendar,
        data={},
        exceptions=[{"date": datetime.date(2026, 11, 18), "worked": False}],
    )
    activity.refresh_from_db()
    # Thursday, Tuesday, Monday
    assert activity.due_soon_at == utc(2026, 11, 15, 16)


def test_the_projects_rule_says_how_soon(project: models.Project) -> None:
    models.AlertRule.objects.create(project=project, kind="due_soon", working_days_before=1)
    activity = planning.activity_create(
        project=project,
        data={"code": "M1", "name": "封顶", "planned_finish": datetime.date(2026, 11, 20)},
    )
    assert activity.due_soon_at == utc(2026, 11, 18, 16)


@pytest.mark.parametrize("relation", ["building", "calendar"])
def test_relations_of_another_project_are_unknown(project: models.Project, relation: str) -> None:
    foreign: Any = {
        "building": factories.BuildingFactory.create,
        "calendar": factories.CalendarFactory.create,
    }[relation]()
    with pytest.raises(RuleBroken) as refused:
        planning.activity_create(
            project=project, data={"code": "M1", "name": "封顶", relation: foreign}
        )
    assert (refused.value.code, refused.value.pointer) == ("unknown_relation", f"/{relation}")


def test_the_responsible_is_a_member(project: models.Project) -> None:
    with pytest.raises(RuleBroken) as refused:
        planning.activity_create(
            project=project,
            data={"code": "M1", "name": "x", "responsible": factories.UserFactory.create()},
        )
    assert refused.value.code == "unknown_relation"


def test_a_code_is_taken_once(project: models.Project) -> None:
    planning.activity_create(project=project, data={"code": "M1", "name": "封顶"})
    with pytest.raises(RuleBroken) as refused:
        planning.activity_create(project=project, data={"code": "M1", "name": "封顶"})
    assert (refused.value.status, refused.value.code) == (409, "already_exists")


def test_a_stale_version_loses(project: models.Project) -> None:
    first = models.Project.objects.get(pk=project.pk)
    second = models.Project.objects.get(pk=project.pk)
    planning.project_update(project=first, data={"name": "one"})
    with pytest.raises(RuleBroken) as refused:
        planning.project_update(project=second, data={"name": "two"})
    assert refused.value.status == 412
    assert models.Project.objects.get(pk=project.pk).name == "one"


def test_bulk_is_all_or_nothing(project: models.Project) -> None:
    rows = [{"code": f"B{number}", "name": "x"} for number in range(3)]
    bad = {"code": "B9", "name": "x", "kind": ActivityKind.FINISH_MILESTONE, "duration_days": 4}
    with pytest.raises(RuleBroken) as refused:
        planning.activities_create_bulk(project=project, rows=[*rows, bad])
    assert refused.value.pointer == "/3/duration_days"
    assert not models.Activity.objects.exists()
    assert len(planning.activities_create_bulk(project=project, rows=rows)) == 3
    with pytest.raises(RuleBroken) as refused:
        planning.activities_create_bulk(project=project, rows=[{"code": "B2", "name": "x"}])
    assert refused.value.pointer == "/0/code"


def test_what_is_used_stays(project: models.Project) -> None:
    activity = factories.ActivityFactory.create(project=project)
    user = factories.UserFactory.create()
    factories.PhotoFactory.create(
        project=project, building=activity.building, activity=activity, uploaded_by=user
    )
    assert activity.building is not None
    building = activity.building
    refusals: tuple[Callable[[], None], ...] = (
        lambda: planning.building_delete(building=building),
        lambda: planning.activity_delete(activity=activity),
        lambda: planning.project_delete(project=project),
    )
    for refuse in refusals:
        with pytest.raises(RuleBroken) as refused:
            refuse()
        assert (refused.value.status, refused.value.code) == (409, "in_use")


def test_a_project_without_proof_goes_with_its_plan(project: models.Project) -> None:
    factories.ActivityFactory.create(project=project)
    planning.project_delete(project=project)
    assert not models.Project.objects.exists()
    assert not models.Activity.objects.exists()


def test_a_used_calendar_stays(project: models.Project) -> None:
    calendar = planning.calendar_create(project=project, data={"name": "C"})
    planning.project_update(project=project, data={"calendar": calendar})
    with pytest.raises(RuleBroken):
        planning.calendar_delete(calendar=calendar)


def test_the_last_administrator_stays(project: models.Project) -> None:
    admin = factories.MembershipFactory.create(project=project, role=Role.PROJECT_ADMIN)
    refusals: tuple[Callable[[], object], ...] = (
        lambda: planning.membership_delete(membership=admin),
        lambda: planning.membership_update(membership=admin, data={"role": Role.VIEWER}),
    )
    for refuse in refusals:
        with pytest.raises(RuleBroken) as refused:
            refuse()
        assert (refused.value.status, refused.value.code) == (409, "last_admin")
    factories.MembershipFactory.create(project=project, role=Role.PROJECT_ADMIN)
    planning.membership_delete(membership=admin)
    assert models.Membership.objects.count() == 1


def test_the_creator_administers_the_project(db: None) -> None:
    user = factories.UserFactory.create()
    project = planning.project_create(user=user, data={"code": "P", "name": "n"})
    assert project.memberships.get().role == Role.PROJECT_ADMIN


def test_a_milder_policy_makes_a_claim_count(project: models.Project) -> None:
    milestone = factories.MilestoneFactory.create(project=project)
    models.Activity.objects.filter(pk=milestone.pk).update(state=ActivityState.CLAIMED)
    milestone.refresh_from_db()
    planning.activity_update(
        activity=milestone,
        data={"evidence_policy": EvidencePolicy.CLAIMED},
        user=factories.UserFactory.create(),
        now=NOW,
    )
    milestone.refresh_from_db()
    assert milestone.reached_at == NOW


def test_a_claimed_milestone_becomes_no_task(project: models.Project) -> None:
    milestone = factories.MilestoneFactory.create(project=project, state=ActivityState.CLAIMED)
    with pytest.raises(RuleBroken) as refused:
        planning.activity_update(
            activity=milestone,
            data={"kind": ActivityKind.TASK},
            user=factories.UserFactory.create(),
            now=NOW,
        )
    assert refused.value.status == 409


def test_a_calendar_that_never_works_is_refused(project: models.Project) -> None:
    factories.MilestoneFactory.create(project=project)
    calendar = planning.calendar_create(
        project=project, data={"name": "Mondays", "worked_weekdays": 1}
    )
    planning.project_update(project=project, data={"calendar": calendar})
    monday = datetime.date(2026, 11, 16)
    with pytest.raises(RuleBroken) as refused:
        planning.calendar_update(
            calendar=calendar,
            data={},
            exceptions=[
                {"date": monday - datetime.timedelta(weeks=week), "worked": False}
                for week in range(1200)
            ],
        )
    assert refused.value.code == "no_working_day"
    assert calendar.exceptions.count() == 0
