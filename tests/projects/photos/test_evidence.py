"""Photos as evidence: they make a claim evidenced, and take that back when they prove nothing."""

import datetime

import pytest
from rest_framework.test import APIClient

from projects import models
from projects.models.words import ActivityState, EvidencePolicy, Move, PhotoState
from projects.services.photos import photo_render
from projects.services.progress import milestone_accept, milestone_claim
from tests import factories
from tests.projects.photos.asking import PHOTOS, post

NOW = datetime.datetime(2026, 11, 24, 2, 0, tzinfo=datetime.UTC)
People = dict[str, models.User]


def test_photos_make_a_claim_evidence(
    site: APIClient, project: models.Project, people: People
) -> None:
    milestone = factories.MilestoneFactory.create(project=project)
    milestone_claim(user=people["site_manager"], milestone=milestone, now=NOW)

    post(site, PHOTOS / "orientation_1.jpg", milestone=milestone.pk)

    milestone.refresh_from_db()
    assert milestone.state == ActivityState.EVIDENCED
    assert milestone.reached_at is not None


CUT = (PHOTOS / "orientation_1.jpg").read_bytes()[:-2000]


@pytest.fixture
def claimed(project: models.Project, people: People) -> models.Activity:
    """A milestone that counts as reached once a photo shows it."""
    milestone = factories.MilestoneFactory.create(
        project=project, evidence_policy=EvidencePolicy.EVIDENCED
    )
    milestone_claim(user=people["site_manager"], milestone=milestone, now=NOW)
    return milestone


def rejected(pk: int) -> PhotoState | None:
    """Render a photo that was uploaded cut; returns how it ended."""
    return photo_render(photo_id=pk, now=datetime.datetime.now(datetime.UTC))


def test_a_rejected_photo_takes_its_evidence_back(
    site: APIClient, claimed: models.Activity, people: People
) -> None:
    pk = post(site, CUT, milestone=claimed.pk).json()["id"]
    claimed.refresh_from_db()
    assert (claimed.state, bool(claimed.reached_at)) == (ActivityState.EVIDENCED, True)
    version = claimed.version

    assert rejected(pk) == PhotoState.REJECTED

    claimed.refresh_from_db()
    assert (claimed.state, claimed.reached_at) == (ActivityState.CLAIMED, None)
    assert claimed.version == version + 1
    moves = claimed.progress_entries.order_by("id").values_list("move", "state_after")
    assert list(moves) == [
        (Move.CLAIM, "claimed"),
        (Move.EVIDENCE, "evidenced"),
        (Move.WITHDRAW, "claimed"),
    ]
    entry = claimed.progress_entries.get(move=Move.WITHDRAW)
    assert "image_truncated" in entry.note
    assert str(pk) in entry.note
    assert entry.reported_by == people["site_manager"]


def test_another_good_photo_brings_it_again(site: APIClient, claimed: models.Activity) -> None:
    rejected(post(site, CUT, milestone=claimed.pk).json()["id"])

    post(site, PHOTOS / "orientation_2.jpg", milestone=claimed.pk)

    claimed.refresh_from_db()
    assert claimed.state == ActivityState.EVIDENCED


def test_evidence_stays_while_enough_photos_do(site: APIClient, claimed: models.Activity) -> None:
    pk = post(site, CUT, milestone=claimed.pk).json()["id"]
    post(site, PHOTOS / "orientation_2.jpg", milestone=claimed.pk)

    assert rejected(pk) == PhotoState.REJECTED

    claimed.refresh_from_db()
    assert claimed.state == ActivityState.EVIDENCED
    assert not claimed.progress_entries.filter(move=Move.WITHDRAW).exists()


def test_what_was_accepted_stays_accepted(
    site: APIClient, claimed: models.Activity, people: People
) -> None:
    pk = post(site, CUT, milestone=claimed.pk).json()["id"]
    milestone_accept(user=people["planner"], milestone=claimed, now=NOW)

    assert rejected(pk) == PhotoState.REJECTED

    claimed.refresh_from_db()
    assert claimed.state == ActivityState.ACCEPTED


def test_a_rejection_that_cannot_be_recorded_does_not_happen(
    site: APIClient, claimed: models.Activity, monkeypatch: pytest.MonkeyPatch
) -> None:
    pk = post(site, CUT, milestone=claimed.pk).json()["id"]

    def broken(**_: object) -> None:
        raise ConnectionResetError

    monkeypatch.setattr("projects.services.photos.render.evidence_withdraw", broken)
    with pytest.raises(ConnectionResetError):
        rejected(pk)

    assert models.Photo.objects.get().state == PhotoState.PROCESSING
