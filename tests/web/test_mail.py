"""The kept mails are shown in development only, and harmlessly."""

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

pytestmark = pytest.mark.django_db


def test_the_list_names_every_mail(client: Client, kept: str) -> None:
    text = client.get("/dev/mail/").content.decode()

    assert "【逾期】主体结构封顶 3#" in text
    assert "official@topout.example" in text
    assert 'href="/dev/mail/one.eml/"' in text


def test_a_mail_is_shown_in_a_sandbox_with_its_pictures(client: Client, kept: str) -> None:
    text = client.get("/dev/mail/one.eml/").content.decode()

    assert "晚了 6 个工作日" in text
    frame = text.split("<iframe")[1].split(">")[0]
    assert 'sandbox="allow-top-navigation-by-user-activation"' in frame
    assert "data:image/webp;base64," in frame
    assert "<p onclick" not in text


@pytest.mark.parametrize("name", ["two.eml", "..%2Fsecret.eml", "secret.eml", "%00"])
def test_only_a_kept_mail_is_opened(client: Client, kept: str, name: str) -> None:
    assert client.get(f"/dev/mail/{name}/").status_code == 404


def test_no_mail_is_no_error(client: Client, settings: Settings) -> None:
    settings.DEBUG = True

    assert client.get("/dev/mail/").status_code == 200


def test_outside_of_development_there_is_no_such_page(
    client: Client, kept: str, settings: Settings
) -> None:
    settings.DEBUG = False

    assert client.get("/dev/mail/").status_code == 404
    assert client.get(f"/dev/mail/{kept}/").status_code == 404
