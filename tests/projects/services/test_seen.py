"""When something was seen on site, and what that changes."""

import datetime
from decimal import Decimal

import pytest
from django.db import IntegrityError

from projects import models
from projects.errors import RuleBroken
from projects.services import progress

NOW = datetime.datetime(2026, 11, 24, 4, 0, tzinfo=datetime.UTC)
LATER = NOW + datetime.timedelta(hours=16)
FRIDAY = datetime.datetime(2026, 11, 20, 8, 0, tzinfo=datetime.UTC)
pytestmark = pytest.mark.django_db


def test_a_report_that_arrives_late_keeps_both_times(
    milestone: models.Activity, user: models.User
) -> None:
    entry = progress.progress_record(
        user=user, activity=milestone, percent=Decimal(40), observed_at=FRIDAY, now=NOW
    )
    assert (entry.seen_at, entry.reported_at, entry.is_late) == (FRIDAY, NOW, True)
    ahead = NOW + datetime.timedelta(minutes=4)
    entry = progress.progress_record(
        user=user, activity=milestone, percent=Decimal(50), observed_at=ahead, now=NOW
    )
    assert (entry.observed_at, entry.is_late) == (NOW, False)
    entry = progress.progress_record(user=user, activity=milestone, percent=Decimal(60), now=NOW)
    assert (entry.observed_at, entry.seen_at, entry.is_late) == (None, NOW, False)


def test_what_was_seen_earlier_moves_nothing_and_is_kept(
    milestone: models.Activity, user: models.User
) -> None:
    progress.progress_record(user=user, activity=milestone, percent=Decimal(70), now=NOW)
    # lower, and without the note that a correction needs
    late = progress.progress_record(
        user=user, activity=milestone, percent=Decimal(40), observed_at=FRIDAY, now=LATER
    )
    milestone.refresh_from_db()
    assert (milestone.percent_complete, late.percent) == (Decimal(70), Decimal(40))
    progress.milestone_claim(user=user, milestone=milestone, now=LATER)
    progress.progress_record(
        user=user, activity=milestone, percent=Decimal(45), observed_at=FRIDAY, now=LATER
    )
    progress.milestone_reopen(user=user, milestone=milestone, reason="误报", now=LATER)
    assert milestone.percent_complete == 70


def test_a_claim_names_the_day_on_which_it_was_seen(
    milestone: models.Activity, user: models.User
) -> None:
    entry = progress.milestone_claim(
        user=user, milestone=milestone, observed_at=FRIDAY.replace(hour=20), now=NOW
    )
    # 20:00 UTC is the 21st in Shanghai
    assert milestone.actual_finish == datetime.date(2026, 11, 21)
    assert (entry.actual_finish, entry.reported_at) == (datetime.date(2026, 11, 21), NOW)


@pytest.mark.parametrize(
    ("moment", "code"),
    [
        (NOW + datetime.timedelta(minutes=6), "in_the_future"),
        (NOW + datetime.timedelta(days=365), "in_the_future"),
        (NOW - datetime.timedelta(days=367), "too_long_ago"),
        (datetime.datetime(1999, 1, 1, tzinfo=datetime.UTC), "too_long_ago"),
        (datetime.datetime(2099, 1, 1, tzinfo=datetime.UTC), "in_the_future"),
    ],
)
def test_what_no_clock_in_order_can_mean_is_refused(
    milestone: models.Activity, user: models.User, moment: datetime.datetime, code: str
) -> None:
    with pytest.raises(RuleBroken) as broken:
        progress.progress_record(
            user=user, activity=milestone, percent=Decimal(1), observed_at=moment, now=NOW
        )
    assert (broken.value.code, broken.value.pointer) == (code, "/observed_at")
    with pytest.raises(RuleBroken):
        progress.milestone_claim(user=user, milestone=milestone, observed_at=moment, now=NOW)
    assert not milestone.progress_entries.exists()


def test_nothing_was_seen_after_it_arrived(milestone: models.Activity, user: models.User) -> None:
    with pytest.raises(IntegrityError, match="seen_before_it_arrived"):
        milestone.progress_entries.create(
            project=milestone.project, reported_by=user, observed_at=LATER, reported_at=NOW
        )
