"""A milestone's moves and the reports of an activity."""

import datetime
from decimal import Decimal

import pytest

from projects import models
from projects.errors import RuleBroken
from projects.models.words import ActivityState, EvidencePolicy, Move, PhotoState
from projects.services import progress
from tests import factories

NOW = datetime.datetime(2026, 11, 24, 4, 0, tzinfo=datetime.UTC)
# still the 24th in UTC, already the 25th in Shanghai
LATE = datetime.datetime(2026, 11, 24, 20, 0, tzinfo=datetime.UTC)
pytestmark = pytest.mark.django_db


def photo(milestone: models.Activity, **values: object) -> models.Photo:
    return factories.PhotoFactory.create(
        project=milestone.project, activity=milestone, building=milestone.building, **values
    )


def test_claim_evidence_accept(milestone: models.Activity, user: models.User) -> None:
    progress.milestone_claim(user=user, milestone=milestone, note="封顶了", now=NOW)
    assert milestone.state == ActivityState.CLAIMED
    assert milestone.actual_finish == datetime.date(2026, 11, 24)
    assert milestone.reached_at is None
    photo(milestone, uploaded_by=user)
    assert progress.evidence_refresh(milestone=milestone, user=user, now=NOW)
    milestone.refresh_from_db()
    assert milestone.state == ActivityState.EVIDENCED
    assert milestone.reached_at == NOW
    progress.milestone_accept(user=user, milestone=milestone, now=LATE)
    milestone.refresh_from_db()
    assert milestone.state == ActivityState.ACCEPTED
    assert milestone.reached_at == NOW
    moves = milestone.progress_entries.order_by("id").values_list("move", "state_after")
    assert list(moves) == [
        (Move.CLAIM, "claimed"),
        (Move.EVIDENCE, "evidenced"),
        (Move.ACCEPT, "accepted"),
    ]


def test_photos_that_are_there_count_at_once(milestone: models.Activity, user: models.User) -> None:
    photo(milestone, uploaded_by=user)
    progress.milestone_claim(user=user, milestone=milestone, now=NOW)
    assert milestone.state == ActivityState.EVIDENCED


def test_a_rejected_photo_is_no_evidence(milestone: models.Activity, user: models.User) -> None:
    photo(milestone, uploaded_by=user, state=PhotoState.REJECTED)
    progress.milestone_claim(user=user, milestone=milestone, now=NOW)
    assert milestone.state == ActivityState.CLAIMED
    with pytest.raises(RuleBroken) as refused:
        progress.milestone_accept(user=user, milestone=milestone, now=NOW)
    assert (refused.value.status, refused.value.code) == (409, "evidence_missing")
    assert refused.value.details == {"photo_count": 0, "photos_required": 1}


def test_claiming_twice_conflicts(milestone: models.Activity, user: models.User) -> None:
    progress.milestone_claim(user=user, milestone=milestone, now=NOW)
    with pytest.raises(RuleBroken) as refused:
        progress.milestone_claim(user=user, milestone=milestone, now=NOW)
    assert (refused.value.status, refused.value.code) == (409, "conflict")


def test_accepting_what_nobody_claimed_conflicts(
    milestone: models.Activity, user: models.User
) -> None:
    with pytest.raises(RuleBroken) as refused:
        progress.milestone_accept(user=user, milestone=milestone, now=NOW)
    assert refused.value.status == 409


@pytest.mark.parametrize(
    ("policy", "state_when_reached"),
    [
        (EvidencePolicy.CLAIMED, ActivityState.CLAIMED),
        (EvidencePolicy.ACCEPTED, ActivityState.ACCEPTED),
    ],
)
def test_reached_is_what_the_policy_asks(
    project: models.Project, user: models.User, policy: str, state_when_reached: str
) -> None:
    milestone = factories.MilestoneFactory.create(project=project, evidence_policy=policy)
    progress.milestone_claim(user=user, milestone=milestone, now=NOW)
    assert (milestone.reached_at is not None) == (state_when_reached == ActivityState.CLAIMED)
    progress.milestone_accept(user=user, milestone=milestone, now=NOW)
    assert milestone.reached_at == NOW


def test_reopening_needs_a_reason_and_clears(milestone: models.Activity, user: models.User) -> None:
    photo(milestone, uploaded_by=user)
    progress.progress_record(user=user, activity=milestone, percent=Decimal(85), now=NOW)
    progress.milestone_claim(user=user, milestone=milestone, now=NOW)
    with pytest.raises(RuleBroken):
        progress.milestone_reopen(user=user, milestone=milestone, reason=" ", now=NOW)
    progress.milestone_reopen(user=user, milestone=milestone, reason="裂缝", now=NOW)
    milestone.refresh_from_db()
    assert (milestone.state, milestone.reached_at) == (ActivityState.PLANNED, None)
    assert (milestone.actual_finish, milestone.percent_complete) == (None, Decimal(85))


def test_today_is_the_projects(milestone: models.Activity, user: models.User) -> None:
    tomorrow_in_utc = datetime.date(2026, 11, 25)
    with pytest.raises(RuleBroken) as refused:
        progress.milestone_claim(
            user=user, milestone=milestone, actual_finish=tomorrow_in_utc, now=NOW
        )
    assert refused.value.code == "in_the_future"
    progress.milestone_claim(
        user=user, milestone=milestone, actual_finish=tomorrow_in_utc, now=LATE
    )
    assert milestone.actual_finish == tomorrow_in_utc


def test_a_report_brings_the_activity_up_to_date(
    project: models.Project, user: models.User
) -> None:
    activity = factories.ActivityFactory.create(project=project)
    started = datetime.date(2026, 11, 1)
    progress.progress_record(
        user=user, activity=activity, percent=Decimal("12.5"), actual_start=started, now=NOW
    )
    activity.refresh_from_db()
    assert (activity.percent_complete, activity.actual_start) == (Decimal("12.50"), started)
    assert activity.version == 2
    progress.progress_record(
        user=user, activity=activity, actual_finish=datetime.date(2026, 11, 20), now=NOW
    )
    activity.refresh_from_db()
    assert (activity.percent_complete, activity.reached_at) == (Decimal(100), NOW)


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({}, "required"),
        ({"percent": Decimal(40)}, "note_required"),
        ({"percent": Decimal(60), "actual_finish": datetime.date(2026, 11, 1)}, "unfinished"),
        ({"actual_start": datetime.date(2026, 11, 25)}, "in_the_future"),
        ({"actual_finish": datetime.date(2026, 10, 1)}, "finish_before_start"),
    ],
)
def test_reports_that_are_refused(
    project: models.Project, user: models.User, values: dict[str, object], code: str
) -> None:
    activity = factories.ActivityFactory.create(
        project=project, percent_complete=50, actual_start=datetime.date(2026, 10, 10)
    )
    with pytest.raises(RuleBroken) as refused:
        progress.progress_record(user=user, activity=activity, now=NOW, **values)  # type: ignore[arg-type] # one value by name
    assert refused.value.code == code
    assert not activity.progress_entries.exists()


def test_a_lower_percentage_with_a_note_corrects(
    project: models.Project, user: models.User
) -> None:
    activity = factories.ActivityFactory.create(project=project, percent_complete=50)
    progress.progress_record(
        user=user, activity=activity, percent=Decimal(40), note="误报", now=NOW
    )
    activity.refresh_from_db()
    assert activity.percent_complete == Decimal(40)


def test_a_milestones_finish_is_claimed(milestone: models.Activity, user: models.User) -> None:
    with pytest.raises(RuleBroken) as refused:
        progress.progress_record(
            user=user, activity=milestone, actual_finish=datetime.date(2026, 11, 1), now=NOW
        )
    assert refused.value.code == "claim_instead"
