"""Secrets at rest: unreadable in the table, gone with the key, still there after a key's change."""

import pytest
from django.db import connection
from pytest_django.fixtures import Settings

from projects import models
from projects.models.alert_words import Channel
from tests import factories

pytestmark = pytest.mark.django_db
SECRET = "SEC-秘密-of-the-robot"


def stored() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT secret FROM projects_contact")
        return str(cursor.fetchone()[0])


def contact(secret: str = SECRET) -> models.Contact:
    return models.Contact.objects.create(
        user=factories.UserFactory.create(), channel=Channel.DINGTALK, value="x", secret=secret
    )


def test_the_table_does_not_tell() -> None:
    contact()
    assert SECRET not in stored()
    assert models.Contact.objects.get().secret == SECRET
    assert models.Contact.objects.values_list("secret", flat=True)[0] == SECRET


def test_equal_secrets_do_not_look_alike() -> None:
    contact()
    first = stored()
    models.Contact.objects.get().save()
    assert stored() != first


def test_none_stays_none() -> None:
    contact("")
    assert stored() == ""
    assert models.Contact.objects.get().secret == ""


def test_a_new_key_reads_what_the_old_one_wrote(settings: Settings) -> None:
    contact()
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "new", [settings.SECRET_KEY]
    assert models.Contact.objects.get().secret == SECRET
    settings.SECRET_KEY_FALLBACKS = []
    assert models.Contact.objects.get().secret == ""
