"""The kept mails are shown in development only, and harmlessly."""

from email.message import EmailMessage
from pathlib import Path

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from tests.web.conftest import webp

pytestmark = pytest.mark.django_db


@pytest.fixture
def kept(settings: Settings) -> str:
    settings.DEBUG = True
    message = EmailMessage()
    message["Subject"] = "【逾期】主体结构封顶 3#"
    message["From"] = "topout@localhost"
    message["To"] = "official@topout.example"
    message.set_content("晚了 6 个工作日")
    message.add_alternative('<p onclick="x()">late</p><img src="cid:photo@topout">', "html")
    html = message.get_body(("html",))
    assert html is not None
    html.add_related(webp(), "image", "webp", cid="<photo@topout>")
    folder = Path(settings.MAIL_DIR)
    folder.mkdir(parents=True)
    (folder / "one.eml").write_bytes(bytes(message))
    (folder.parent / "secret.eml").write_bytes(b"Subject: secret\n\n")
    return "one.eml"


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
