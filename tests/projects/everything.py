"""A row in every table, for tests that look at all of them."""

import datetime
from decimal import Decimal

from projects import models
from projects.models.alert_words import (
    AlertDeed,
    AlertKind,
    Channel,
    DeliveryState,
    RecipientKind,
    Severity,
    SummaryKind,
)
from projects.models.words import ContactEvent, Move
from projects.selectors.schedules import answer_kept
from tests import factories

NOW = datetime.datetime(2026, 11, 24, 2, tzinfo=datetime.UTC)


def one_of_everything() -> None:
    """Add a row to every table, each with parents of its own."""
    milestone = factories.MilestoneFactory.create()
    project, number = milestone.project, milestone.pk
    member = factories.MembershipFactory.create(project=project)
    calendar = factories.CalendarFactory.create(project=project)
    day = datetime.date(2026, 1, 1) + datetime.timedelta(days=number)
    calendar.exceptions.create(date=day, worked=False)
    milestone.progress_entries.create(
        project=project,
        move=Move.REPORT,
        percent=Decimal(10),
        reported_by=member.user,
        observed_at=NOW,
        reported_at=NOW,
    )
    photo = factories.PhotoFactory.create(
        project=project, building=milestone.building, activity=milestone, uploaded_by=member.user
    )
    factories.UploadFactory.create(project=project, uploader=member.user, photo=photo)
    photo.renditions.create(name="320", width=320, height=240, size_bytes=1, storage_key="k")
    models.PhotoPrint.objects.create(photo=photo, pixels=bytes(4096))
    photo.hashes.create(view=0, value=1, band0=1, band1=0, band2=0, band3=0)
    factories.ViewpointFactory.create(building=milestone.building)
    again = factories.PhotoFactory.create(project=project, uploaded_by=member.user)
    factories.PhotoMatchFactory.create(photo=again, earlier=photo)
    rule = models.AlertRule.objects.create(project=project, kind=AlertKind.OVERDUE)
    rule.recipients.create(level=1, whom=RecipientKind.RESPONSIBLE)
    other = factories.ActivityFactory.create(project=project)
    models.Link.objects.create(project=project, predecessor=other, successor=milestone)
    crane = factories.ResourceFactory.create(project=project)
    crane.capacities.create(project=project, since=day, capacity=2)
    models.Assignment.objects.create(project=project, activity=other, resource=crane)
    models.Computation.objects.create(project=project, answer=answer_kept({}))
    models.ForecastDay.objects.create(project=project, day=day, finishes={"": "2027-01-04"})
    baseline = models.Baseline.objects.create(
        project=project,
        name="批复计划",
        taken_at=NOW,
        taken_by=member.user,
        computation=1,
        finish=1_060_000_000,
        network=b"",
    )
    baseline.activities.create(
        project=project,
        activity=milestone,
        number=number,
        code=milestone.code,
        name=milestone.name,
        kind=milestone.kind,
        weight=1,
        start=1_060_000_000,
        finish=1_060_000_000,
    )
    models.Analysis.objects.create(
        project=project, asked_by=member.user, asked_at=NOW, request=b"{}", network=b""
    )
    _alert(milestone, member.user)
    hour = NOW + datetime.timedelta(hours=number)
    models.ScannerRun.objects.create(started_at=hour, finished_at=hour)
    models.WatchAlarm.objects.create(hour=hour, raised_at=hour, detail="no scan")
    contact = models.Contact.objects.create(user=member.user, channel=Channel.SMS, value="1")
    models.ContactCode.objects.create(contact=contact, digest="0" * 64, sent_at=hour)
    models.AlertHours.objects.create(
        user=member.user,
        severity=Severity.NORMAL,
        tell_from=datetime.time(8),
        tell_to=datetime.time(20),
    )
    models.ContactNotice.objects.create(
        user=member.user,
        event=ContactEvent.ADDED,
        channel=Channel.SMS,
        value="1",
        created_at=hour,
        next_at=hour,
    )
    models.AlertRoute.objects.create(
        user=member.user, severity=Severity.HIGH, rank=1, channel=Channel.SMS, contact=contact
    )
    models.Breaker.objects.create(channel=Channel.SMS, contact=contact, changed_at=NOW)
    models.Reconciliation.objects.create(day=day, since=hour, until=hour)
    models.SummaryDelivery.objects.create(
        kind=SummaryKind.WEEKLY,
        recipient=member.user,
        project=project,
        day=day,
        time_zone="Asia/Shanghai",
        since=hour,
        next_at=hour,
        deadline_at=hour,
        created_at=hour,
    )
    models.SendBudget.objects.create(destination=f"{number:064x}", taken=[1])
    models.LightRule.objects.create(
        name="own",
        version=number,
        title="自定",
        title_en="Own",
        text="红",
        text_en="Red",
        source="test",
        bands=[{"colour": "red", "measure": "calendar_days_late", "threshold": 1}],
        made_by=member.user,
        made_at=NOW,
    )
    models.AuthToken.objects.create(user=member.user, name="phone")
    models.IdempotencyKey.objects.create(
        user=member.user, key="k", fingerprint="f", status=200, body=b"", created_at=NOW
    )


def _alert(milestone: models.Activity, recipient: models.User) -> models.AlertDelivery:
    alert = models.Alert.objects.create(
        project=milestone.project,
        milestone=milestone,
        kind=AlertKind.OVERDUE,
        planned_finish=datetime.date(2026, 11, 20),
        opened_at=NOW,
        acknowledged_by=recipient,
        acknowledged_at=NOW,
    )
    delivery = alert.deliveries.create(
        project=milestone.project,
        milestone=milestone,
        kind=alert.kind,
        recipient=recipient,
        channel=Channel.EMAIL,
        occurrence=datetime.date(2026, 11, 21),
        state=DeliveryState.DEAD,
        attempts=12,
        next_at=NOW,
        deadline_at=NOW,
        created_at=NOW,
    )
    delivery.tries.create(number=1, started_at=NOW)
    alert.events.create(deed=AlertDeed.COMMENTED, at=NOW, by=recipient, text="x")
    return delivery
