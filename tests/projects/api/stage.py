"""The cast of the API's tests: two projects, a row of every kind in each, everybody who calls."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.test import Client
from django.utils import timezone

from projects import models
from projects.models.alert_words import AlertKind, Channel
from projects.models.words import Role
from projects.services.alerts.rule_changes import alert_rule_create
from projects.services.planning.baselines import baseline_take
from tests import factories
from tests.projects.api.asking import bearer, stranger

NOBODY = ("anonymous", "expired", "deactivated")
OUTSIDERS = ("member of nothing", "other project's admin")


@dataclass
class Stage:
    """Two projects with one row of every kind in each, and everybody who may call."""

    callers: dict[str, Client]
    own: dict[str, Any]
    other: dict[str, Any]


def rows_in(project: models.Project, people: dict[str, models.User]) -> dict[str, Any]:
    """Make a row of every kind in the project; return their ids by noun."""
    now = timezone.now()
    building = factories.BuildingFactory.create(project=project)
    milestone = factories.MilestoneFactory.create(project=project, building=building)
    activity = factories.ActivityFactory.create(project=project, building=building)
    entry = models.ProgressEntry.objects.create(
        project=project,
        activity=activity,
        reported_by=people["planner"],
        reported_at=now,
        percent=10,
    )
    alert = models.Alert.objects.create(
        project=project,
        milestone=milestone,
        kind=AlertKind.OVERDUE,
        opened_at=now,
        planned_finish=datetime.date(2026, 11, 20),
    )
    delivery = models.AlertDelivery.objects.create(
        project=project,
        alert=alert,
        milestone=milestone,
        kind=AlertKind.OVERDUE,
        recipient=people["official"],
        channel=Channel.EMAIL,
        next_at=now,
        deadline_at=now,
        created_at=now,
        occurrence=datetime.date(2026, 11, 21),
    )
    photo = factories.PhotoFactory.create(
        project=project, building=building, uploaded_by=people["site_manager"]
    )
    return {
        "projects": project.pk,
        "buildings": building.pk,
        "calendars": factories.CalendarFactory.create(project=project).pk,
        "memberships": models.Membership.objects.get(project=project, role=Role.VIEWER).pk,
        "activities": activity.pk,
        "links": models.Link.objects.create(
            project=project, predecessor=activity, successor=milestone
        ).pk,
        "milestones": milestone.pk,
        **resources_in(project, activity),
        "baselines": baseline_in(project, activity).pk,
        "risk-analyses": models.Analysis.objects.create(
            project=project, asked_at=timezone.now(), request=b"{}", network=b""
        ).pk,
        "levellings": models.Analysis.objects.create(
            project=project,
            kind="levelling",
            asked_at=timezone.now(),
            request=b'{"resources": null}',
            network=b"",
        ).pk,
        "progress-entries": entry.pk,
        "photos": photo.pk,
        "uploads": factories.UploadFactory.create(
            project=project,
            building=building,
            activity=activity,
            uploader=people["planner"],
            photo=photo,
        ).pk,
        "viewpoints": factories.ViewpointFactory.create(building=building).pk,
        "photo-matches": match_in(project, people["site_manager"]).pk,
        "alerts": alert.pk,
        "deliveries": delivery.pk,
        # nothing is sent to a private address
        "webhooks": models.Contact.objects.create(
            project=project, channel=Channel.FEISHU, value="http://10.0.0.1/hook"
        ).pk,
        "alert-rules": alert_rule_create(
            project=project, data={"kind": AlertKind.OVERDUE}, levels=None
        ).pk,
        # a person's own: who asks for others' gets nothing, whatever the role
        "contacts": models.Contact.objects.create(
            user=people["administrator"], channel=Channel.EMAIL, value="a@topout.example"
        ).pk,
    }


def match_in(project: models.Project, user: models.User) -> models.PhotoMatch:
    """Flag two photos of the project as the same picture."""
    earlier, later = (
        factories.PhotoFactory.create(project=project, uploaded_by=user) for _ in range(2)
    )
    return factories.PhotoMatchFactory.create(photo=later, earlier=earlier)


def resources_in(project: models.Project, activity: models.Activity) -> dict[str, int]:
    """Make a resource that the activity needs, and one that nothing needs: it may be deleted."""
    crane = factories.ResourceFactory.create(project=project)
    need = models.Assignment.objects.create(project=project, activity=activity, resource=crane)
    spare = factories.ResourceFactory.create(project=project)
    return {"resources": spare.pk, "assignments": need.pk}


def baseline_in(project: models.Project, activity: models.Activity) -> models.Baseline:
    """Freeze the plan; it is not the current one, so that it may be deleted."""
    baseline, _quality = baseline_take(
        project=project,
        user=models.User.objects.filter(memberships__project=project)[0],
        data={"name": activity.code},
        now=timezone.now(),
    )
    return baseline


def stage_set() -> Stage:
    """Set the stage; needs the database."""
    ours, theirs = factories.ProjectFactory.create(), factories.ProjectFactory.create()
    people, others = factories.cast(ours), factories.cast(theirs)
    own, other = rows_in(ours, people), rows_in(theirs, others)
    callers = {str(role): bearer(people[role]) for role in Role}
    callers["administrator"] = bearer(people["administrator"])
    callers["member of nothing"] = bearer(people["stranger"])
    callers["other project's admin"] = bearer(others["project_admin"])
    callers["anonymous"] = stranger()
    callers["expired"] = bearer(people["planner"], expiry=datetime.timedelta(seconds=-1))
    factories.UserFactory.create(username="newcomer")
    gone = factories.UserFactory.create(username="gone")
    factories.MembershipFactory.create(project=ours, user=gone, role=Role.PROJECT_ADMIN)
    callers["deactivated"] = bearer(gone)
    models.User.objects.filter(pk=gone.pk).update(is_active=False)
    return Stage(callers, own, other)
