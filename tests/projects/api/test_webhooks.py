"""A project's destinations: kept by its administrators, tried by a real message, shown masked."""

import base64
from typing import Any

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from projects import models
from projects.models.alert_words import AlertKind, Channel, RecipientKind
from projects.models.words import Role
from tests import factories
from tests.projects.api.asking import bearer, problem_in
from tests.projects.channels.provider import Answer, Provider, provider, said

pytestmark = pytest.mark.django_db
URL = "/api/v1/webhooks/"
SECRET = "whsec_" + base64.b64encode(bytes(range(32))).decode()


@pytest.fixture
def project(db: None) -> models.Project:
    return factories.ProjectFactory.create()


@pytest.fixture
def admin(project: models.Project) -> Client:
    member = factories.MembershipFactory.create(project=project, role=Role.PROJECT_ADMIN)
    return bearer(member.user)


def post(client: Client, path: str = "", **body: Any) -> Any:
    return client.post(f"{URL}{path}", body, content_type="application/json")


def robot(fake: Provider, settings: Settings, project: models.Project) -> dict[str, Any]:
    settings.OUTGOING_INTERNAL = [fake.pair]
    url = f"{fake.url}/robot/send?access_token=key-of-the-group"
    return {"project": project.pk, "channel": "dingtalk", "value": url, "label": "专班群"}


def test_a_robot_is_kept_tried_and_removed(
    admin: Client, project: models.Project, settings: Settings
) -> None:
    with provider(said(errcode=0)) as fake:
        made = post(admin, **robot(fake, settings, project), secret="SEC1")
        assert made.status_code == 201, made.content
        pk = made.json()["id"]
        assert made.json()["verified_at"] is None
        outcome = post(admin, f"{pk}/test/").json()
        assert outcome == {"sent": True, "error_class": "", "text": "", "wait_seconds": None}
        assert "sign=" in fake.got[0].path
    row = admin.get(f"{URL}{pk}/")
    assert row.json()["verified_at"] is not None
    gone = admin.delete(f"{URL}{pk}/", headers={"If-Match": row["ETag"]})
    assert gone.status_code == 204
    assert not models.Contact.objects.exists()


def test_the_key_of_a_group_is_in_no_answer(
    admin: Client, project: models.Project, settings: Settings
) -> None:
    with provider(said(errcode=0)) as fake:
        made = post(admin, **robot(fake, settings, project), secret="SEC-of-the-robot")
    pk = made.json()["id"]
    for answer in (made, admin.get(f"{URL}{pk}/"), admin.get(URL)):
        text = answer.content.decode()
        assert "key-of-the-group" not in text
        assert "SEC-of-the-robot" not in text
        assert "http://127.0.0.1/…roup" in text


def test_what_the_provider_says_is_answered_and_proves_nothing(
    admin: Client, project: models.Project, settings: Settings
) -> None:
    with provider(said(errcode=310000, errmsg="keywords not in content")) as fake:
        pk = post(admin, **robot(fake, settings, project)).json()["id"]
        outcome = post(admin, f"{pk}/test/").json()
    assert (outcome["sent"], outcome["error_class"]) == (False, "configuration")
    assert "keywords not in content" in outcome["text"]
    assert models.Contact.objects.get().verified_at is None


def test_a_robot_is_tried_within_its_limits(
    admin: Client, project: models.Project, settings: Settings
) -> None:
    with provider(said(errcode=0)) as fake:
        pk = post(admin, **robot(fake, settings, project)).json()["id"]
        for _ in range(18):
            assert post(admin, f"{pk}/test/").json()["sent"]
        refused = post(admin, f"{pk}/test/")
        problem_in(refused, status=429, code="throttled")
        assert 0 < int(refused["Retry-After"]) <= 61
        assert len(fake.got) == 18


def test_another_address_has_to_be_tried_again(
    admin: Client, project: models.Project, settings: Settings
) -> None:
    with provider(Answer(204, b"")) as fake:
        settings.OUTGOING_INTERNAL = [fake.pair]
        body: dict[str, Any] = {
            "project": project.pk,
            "channel": "webhook",
            "value": f"{fake.url}/a",
        }
        made = post(admin, **body, secret=SECRET)
        pk = made.json()["id"]
        assert post(admin, f"{pk}/test/").json()["sent"]
        named = admin.patch(
            f"{URL}{pk}/", {"label": "ERP"}, "application/json", headers={"If-Match": '"1"'}
        )
        assert named.json()["verified_at"] is not None
        moved = admin.patch(
            f"{URL}{pk}/",
            {"value": f"{fake.url}/b"},
            "application/json",
            headers={"If-Match": named["ETag"]},
        )
        assert moved.json()["verified_at"] is None
        assert post(admin, f"{pk}/test/").json()["sent"]
        assert fake.got[-1].path == "/b"


@pytest.mark.parametrize(
    ("changes", "pointer", "code"),
    [
        ({"value": "http://10.0.0.1/x"}, "/value", "url_private"),
        ({"value": "http://169.254.169.254/latest/"}, "/value", "url_private"),
        ({"value": "http://2130706433/"}, "/value", "url_host"),
        ({"value": "ftp://8.8.8.8/"}, "/value", "url_scheme"),
        ({"value": "http://8.8.8.8:6379/"}, "/value", "url_port"),
        ({"value": "http://user@8.8.8.8/"}, "/value", "url_spelling"),
        ({"channel": "webhook", "secret": "short"}, "/secret", "webhook_secret"),
        ({"channel": "webhook"}, "/secret", "webhook_secret"),
        ({"channel": "sms", "value": "13800138000"}, "/channel", "invalid_choice"),
    ],
)
def test_addresses_that_nothing_is_sent_to(
    admin: Client, project: models.Project, changes: dict[str, Any], pointer: str, code: str
) -> None:
    body = {"project": project.pk, "channel": "feishu", "value": "http://8.8.8.8/hook", **changes}
    answer = problem_in(post(admin, **body), status=400, code=code)
    assert answer["errors"][0]["pointer"] == pointer
    assert not models.Contact.objects.exists()


def test_a_change_is_checked_as_a_new_one(admin: Client, project: models.Project) -> None:
    row = models.Contact.objects.create(
        project=project, channel=Channel.FEISHU, value="http://8.8.8.8/hook"
    )
    answer = admin.patch(
        f"{URL}{row.pk}/",
        {"value": "http://127.0.0.1/x"},
        "application/json",
        headers={"If-Match": '"1"'},
    )
    problem_in(answer, status=400, code="url_private")
    row.refresh_from_db()
    assert row.value == "http://8.8.8.8/hook"


def test_the_same_group_is_kept_once(admin: Client, project: models.Project) -> None:
    body: dict[str, Any] = {
        "project": project.pk,
        "channel": "feishu",
        "value": "http://8.8.8.8/hook",
    }
    assert post(admin, **body).status_code == 201
    again = problem_in(post(admin, **body), status=409, code="already_exists")
    assert again["errors"][0]["pointer"] == "/value"


def test_a_persons_addresses_are_none_of_these(admin: Client, project: models.Project) -> None:
    member = models.User.objects.get(memberships__project=project)
    own = models.Contact.objects.create(user=member, channel=Channel.SMS, value="13800138000")
    problem_in(admin.get(f"{URL}{own.pk}/"), status=404)
    assert admin.get(URL).json()["results"] == []


def test_removing_takes_the_rules_lines_along(admin: Client, project: models.Project) -> None:
    row = models.Contact.objects.create(
        project=project, channel=Channel.FEISHU, value="http://8.8.8.8/hook"
    )
    rule = models.AlertRule.objects.create(project=project, kind=AlertKind.OVERDUE)
    rule.recipients.create(level=1, whom=RecipientKind.CONTACT, contact=row)
    gone = admin.delete(f"{URL}{row.pk}/", headers={"If-Match": '"1"'})
    assert gone.status_code == 204
    assert not rule.recipients.exists()


def test_the_browsers_key_is_told_to_whoever_signed_in(admin: Client) -> None:
    key = admin.get("/api/v1/web-push/key/").json()["public_key"]
    assert len(key) == 87
    problem_in(Client().get("/api/v1/web-push/key/"), status=401)
