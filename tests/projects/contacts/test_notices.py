"""Word of a changed address reaches where the person was told before."""

import datetime
import email
from email import policy
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from projects import models
from projects.models.alert_words import Channel
from projects.models.words import Language
from projects.services.contacts import (
    contact_create,
    contact_delete,
    contact_notices_send,
)
from projects.services.contacts.notices import LEASE, WAITS
from tests import factories
from tests.projects.channels.provider import Answer, provider

pytestmark = pytest.mark.django_db
NOW = datetime.datetime(2026, 11, 25, 8, 0, tzinfo=datetime.UTC)


def contact(user: models.User, value: str = "wang@home.example") -> models.Contact:
    data = {"channel": Channel.EMAIL, "value": value, "secret": "", "label": ""}
    return contact_create(owner=user, data=data, now=NOW)


def mails(settings: Settings) -> dict[str, str]:
    """What was sent, by recipient."""
    found = [
        email.message_from_bytes(file.read_bytes(), policy=policy.default)
        for file in Path(settings.MAIL_DIR).glob("*.eml")
    ]
    texts = {str(mail["To"]): f"{mail['Subject']}\n{mail.get_content()}" for mail in found}
    assert len(texts) == len(found)
    return texts


def test_the_account_is_told_of_a_new_address(settings: Settings) -> None:
    user = factories.UserFactory.create(username="wang")
    contact(user)
    assert contact_notices_send(now=NOW) == 1
    (text,) = (sent := mails(settings)).values()
    assert list(sent) == ["wang@topout.example"]
    assert "an address was added" in text
    assert "w***@home.example" in text
    assert "wang@home.example" not in text
    assert contact_notices_send(now=NOW + datetime.timedelta(days=9)) == 0


def test_a_removed_address_is_told_in_its_persons_language(settings: Settings) -> None:
    user = factories.UserFactory.create(username="wang", language=Language.CHINESE)
    kept = contact(user)
    models.Contact.objects.update(verified_at=NOW)
    contact_notices_send(now=NOW)
    for file in Path(settings.MAIL_DIR).glob("*.eml"):
        file.unlink()
    kept.refresh_from_db()
    contact_delete(contact=kept, now=NOW)
    assert contact_notices_send(now=NOW) == 2
    sent = mails(settings)
    assert set(sent) == {"wang@topout.example", "wang@home.example"}
    assert all("地址" in text and "wang" in text for text in sent.values())


def test_an_address_that_was_never_proven_is_told_nothing() -> None:
    user = factories.UserFactory.create(email="")
    contact_delete(contact=contact(user), now=NOW)
    assert not models.ContactNotice.objects.exists()


def test_a_provider_that_is_away_is_tried_again_and_given_up(settings: Settings) -> None:
    settings.EMAIL_URL = "smtp://127.0.0.1:1"
    contact(factories.UserFactory.create())
    now, tries = NOW, 0
    while models.ContactNotice.objects.filter(done_at=None).exists():
        tries += contact_notices_send(now=now)
        now = models.ContactNotice.objects.get().next_at
        assert tries <= len(WAITS) + 1
    notice = models.ContactNotice.objects.get()
    assert (notice.tries, tries) == (len(WAITS) + 1, len(WAITS) + 1)
    assert "connect" in notice.error_text


def test_what_another_worker_has_in_hand_is_left_alone(settings: Settings) -> None:
    contact(factories.UserFactory.create())
    models.ContactNotice.objects.update(next_at=NOW + LEASE)
    assert contact_notices_send(now=NOW) == 0
    assert not Path(settings.MAIL_DIR).exists()


def test_a_groups_robot_that_a_person_had_is_told_within_its_limits(settings: Settings) -> None:
    """Also a channel with a secret: it is kept encrypted until it is used."""
    user = factories.UserFactory.create(email="")
    with provider(Answer(200, b'{"errcode": 0}')) as fake:
        settings.OUTGOING_INTERNAL = [fake.pair]
        kept = models.Contact.objects.create(
            user=user,
            channel=Channel.DINGTALK,
            value=f"{fake.url}/robot/send?access_token=t",
            secret="SEC-of-the-robot",
            verified_at=NOW,
        )
        contact_delete(contact=kept, now=NOW)
        assert contact_notices_send(now=NOW) == 1
        assert "sign=" in fake.got[0].path
