"""One's own addresses: proven before use, changed only with the password, nobody else's."""

import datetime
import re

import pytest
import time_machine
from django.test import Client
from pytest_django.fixtures import Settings

from projects import models
from projects.models.alert_words import Channel, Severity
from tests import factories
from tests.projects.api.asking import problem_in
from tests.projects.api.contacts.asked import URL, added, changed, code_in, mails, post, removed
from tests.projects.channels.provider import Answer, provider, said

pytestmark = pytest.mark.django_db
NOW = datetime.datetime(2026, 11, 25, 8, 0, tzinfo=datetime.UTC)


def test_an_address_is_added_proven_named_and_removed(client: Client, settings: Settings) -> None:
    made = added(client, label="home")
    assert made.status_code == 201, made.content
    pk = made.json()["id"]
    assert made["Location"].endswith(f"{URL}{pk}/")
    assert (made.json()["value"], made.json()["verified_at"]) == ("wang@home.example", None)
    outcome = post(client, f"{pk}/send-code/").json()
    assert outcome == {"sent": True, "error_class": "", "text": "", "wait_seconds": None}
    assert mails(settings)[-1]["To"] == "wang@home.example"
    proven = post(client, f"{pk}/verify/", code=code_in(settings))
    assert proven.json()["verified_at"] is not None
    named = changed(client, pk, proven["ETag"], label="at home")
    assert named.json()["label"] == "at home"
    assert [row["id"] for row in client.get(URL).json()["results"]] == [pk]
    assert removed(client, pk, named["ETag"]).status_code == 204
    assert client.get(URL).json()["results"] == []


@pytest.mark.parametrize("password", ["", "not-this-one"])
def test_adding_and_removing_need_the_password(client: Client, password: str) -> None:
    kept = added(client).json()["id"]
    before = models.ContactNotice.objects.count()
    said = {"password": password} if password else {}
    body = {"channel": "email", "value": "thief@evil.example", **said}
    problem_in(post(client, **body), status=403, code="reauthentication_required")
    answer = removed(client, kept, **(said or {"password": ""}))
    problem_in(answer, status=403, code="reauthentication_required")
    assert [row.value for row in models.Contact.objects.all()] == ["wang@home.example"]
    assert models.ContactNotice.objects.count() == before


def test_guessing_the_password_is_locked_as_at_sign_in(client: Client) -> None:
    answers = [added(client, password="not-this-one") for _ in range(11)]
    problem_in(answers[0], status=403, code="reauthentication_required")
    problem_in(answers[-1], status=429, code="throttled")
    problem_in(added(client), status=429, code="throttled")
    assert not models.Contact.objects.exists()


def test_a_browser_that_has_just_signed_in_needs_no_password(person: models.User) -> None:
    browser = Client()
    with time_machine.travel(NOW, tick=False) as clock:
        browser.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
        body = {"channel": "email", "value": "wang@home.example"}
        assert post(browser, **body).status_code == 201
        clock.move_to(NOW + datetime.timedelta(minutes=10, seconds=1))
        late = post(browser, **{**body, "value": "wang@work.example"})
        problem_in(late, status=403, code="reauthentication_required")


def test_the_same_write_twice_is_done_once_and_keeps_no_password(client: Client) -> None:
    body = {"channel": "email", "value": "wang@home.example", "password": factories.PASSWORD}
    answers = [
        client.post(
            URL, body, content_type="application/json", headers={"Idempotency-Key": "add-1"}
        )
        for _ in range(2)
    ]
    assert [each.status_code for each in answers] == [201, 201]
    assert answers[0].json() == answers[1].json()
    assert answers[1]["Idempotency-Replayed"] == "true"


def test_others_contacts_do_not_exist(client: Client) -> None:
    theirs = models.Contact.objects.create(
        user=factories.UserFactory.create(), channel=Channel.SMS, value="13800138000"
    )
    membership = factories.MembershipFactory.create(user__username="wang", role="project_admin")
    groups = models.Contact.objects.create(
        project=membership.project, channel=Channel.FEISHU, value="https://feishu.example/x"
    )
    for pk in (theirs.pk, groups.pk, 10**12):
        for answer in (
            client.get(f"{URL}{pk}/"),
            changed(client, pk, label="x"),
            removed(client, pk),
            post(client, f"{pk}/send-code/"),
            post(client, f"{pk}/verify/", code="000000"),
            post(client, f"{pk}/test/"),
        ):
            problem_in(answer, status=404, code="not_found")
    assert client.get(URL).json()["results"] == []


@pytest.mark.parametrize(
    ("channel", "value", "code"),
    [
        ("email", "no address", "email_address"),
        ("email", "a@b.example\r\nBcc: c@d.example", "email_address"),
        ("email", "王@例子.公司", "email_address"),
        ("sms", "+86 138 0013 8000", "sms_number"),
        ("wecom_app", "@all", "wecom_member"),
        ("inbox", "x", "invalid_choice"),
        ("webhook", "https://hook.example/", "invalid_choice"),
        ("email", "", "blank"),
    ],
)
def test_addresses_that_are_none(client: Client, channel: str, value: str, code: str) -> None:
    answer = problem_in(added(client, channel=channel, value=value), status=400, code=code)
    assert answer["errors"][0]["pointer"] in ("/value", "/channel")
    assert not models.Contact.objects.exists()


def test_an_address_is_kept_once_and_not_without_end(client: Client) -> None:
    assert added(client).status_code == 201
    again = problem_in(added(client), status=409, code="already_exists")
    assert again["errors"][0]["pointer"] == "/value"
    for number in range(19):
        assert added(client, value=f"wang{number}@home.example").status_code == 201
    full = added(client, value="one@more.example")
    problem_in(full, status=409, code="too_many_contacts")


def test_only_the_name_can_be_changed(client: Client) -> None:
    pk = added(client).json()["id"]
    for body in ({"value": "x@y.example"}, {"verified_at": NOW.isoformat()}):
        problem_in(changed(client, pk, **body), status=400, code="read_only_field")
    row = models.Contact.objects.get()
    assert (row.value, row.verified_at) == ("wang@home.example", None)


def test_removing_takes_the_choices_along(client: Client, person: models.User) -> None:
    contact = models.Contact.objects.get(pk=added(client).json()["id"])
    models.AlertRoute.objects.create(
        user=person, severity=Severity.HIGH, rank=1, channel=contact.channel, contact=contact
    )
    assert removed(client, contact.pk).status_code == 204
    assert not models.AlertRoute.objects.exists()


def test_a_test_message_goes_to_proven_addresses_only(client: Client, settings: Settings) -> None:
    pk = added(client).json()["id"]
    problem_in(post(client, f"{pk}/test/"), status=409, code="not_verified")
    assert mails(settings) == []
    models.Contact.objects.filter(pk=pk).update(verified_at=NOW, broken_at=NOW, broken_text="550")
    assert post(client, f"{pk}/test/").json()["sent"]
    assert mails(settings)[-1]["To"] == "wang@home.example"
    row = models.Contact.objects.get()
    assert (row.broken_at, row.broken_text) == (None, "")


def test_what_the_provider_said_is_answered(client: Client, settings: Settings) -> None:
    """A number that the provider's gateway refuses for now."""
    pk = added(client, channel="sms", value="13800138000").json()["id"]
    unset = post(client, f"{pk}/send-code/").json()
    assert (unset["sent"], unset["error_class"]) == (False, "configuration")
    later = Answer(429, b"slow down", {"Retry-After": "70"})
    with provider(lambda got: later if len(fake.got) == 1 else said(code=0)) as fake:
        settings.OUTGOING_INTERNAL = [fake.pair]
        settings.SMS = type(settings.SMS)(
            **{
                **vars(settings.SMS),
                "provider": "gateway",
                "url": f"{fake.url}/sms",
                "fields": {"to": "{phone}", "text": "{text}"},
            }
        )
        outcome = post(client, f"{pk}/send-code/").json()
        assert (outcome["sent"], outcome["error_class"]) == (False, "transient")
        assert outcome["wait_seconds"] == 70
        assert "slow down" in outcome["text"]
        assert post(client, f"{pk}/send-code/").json()["sent"]
        text = fake.got[-1].json["text"]
    found = re.search(r"\d{6}", text)
    assert found
    assert post(client, f"{pk}/verify/", code=found.group()).status_code == 200


def test_what_was_changed_since_is_left_alone(client: Client) -> None:
    pk = added(client).json()["id"]
    assert changed(client, pk, label="first")["ETag"] == '"2"'
    problem_in(changed(client, pk, label="second"), status=412, code="precondition_failed")
    problem_in(removed(client, pk), status=412, code="precondition_failed")
    answer = client.delete(f"{URL}{pk}/", {"password": factories.PASSWORD}, "application/json")
    problem_in(answer, status=428, code="precondition_required")
    assert models.Contact.objects.get().label == "first"
