"""Codes that prove an address: six digits, for ten minutes, five tries, and not too many."""

import datetime
from typing import Any

import pytest
import time_machine
from django.test import Client
from pytest_django.fixtures import Settings

from projects import models
from tests.projects.api.asking import problem_in
from tests.projects.api.contacts.asked import added, code_in, mails, other_than, post, removed

pytestmark = pytest.mark.django_db
NOW = datetime.datetime(2026, 11, 25, 8, 0, tzinfo=datetime.UTC)


def test_a_code_is_in_no_answer_and_not_in_the_database(client: Client, settings: Settings) -> None:
    pk = added(client).json()["id"]
    answer = post(client, f"{pk}/send-code/")
    code = code_in(settings)
    assert code not in answer.content.decode()
    assert code not in str(models.ContactCode.objects.values().get())


def test_a_code_is_void_after_five_tries_even_if_the_sixth_is_right(
    client: Client, settings: Settings
) -> None:
    pk = added(client).json()["id"]
    post(client, f"{pk}/send-code/")
    code = code_in(settings)
    for _ in range(5):
        wrong = post(client, f"{pk}/verify/", code=other_than(code))
        problem_in(wrong, status=400, code="code_wrong")
    problem_in(post(client, f"{pk}/verify/", code=code), status=409, code="code_void")
    assert models.Contact.objects.get().verified_at is None


def test_a_code_is_void_after_ten_minutes_and_after_the_next_one(
    client: Client, settings: Settings
) -> None:
    pk = added(client).json()["id"]
    with time_machine.travel(NOW, tick=False) as clock:
        post(client, f"{pk}/send-code/")
        first = code_in(settings)
        clock.move_to(NOW + datetime.timedelta(minutes=10))
        problem_in(post(client, f"{pk}/verify/", code=first), status=409, code="code_void")
        post(client, f"{pk}/send-code/")
        if code_in(settings) != first:
            problem_in(post(client, f"{pk}/verify/", code=first), status=400, code="code_wrong")
        assert post(client, f"{pk}/verify/", code=code_in(settings)).status_code == 200


def test_a_code_counts_once_and_for_its_own_address(client: Client, settings: Settings) -> None:
    first = added(client).json()["id"]
    second = added(client, value="wang@work.example").json()["id"]
    post(client, f"{first}/send-code/")
    code = code_in(settings)
    problem_in(post(client, f"{second}/verify/", code=code), status=409, code="code_void")
    assert post(client, f"{first}/verify/", code=code).status_code == 200
    problem_in(post(client, f"{first}/verify/", code=code), status=409, code="code_void")


def test_five_codes_an_hour_for_a_person_however_many_addresses(
    client: Client, settings: Settings
) -> None:
    with time_machine.travel(NOW, tick=False) as clock:
        for number in range(5):
            pk = added(client, value=f"wang{number}@home.example").json()["id"]
            assert post(client, f"{pk}/send-code/").json()["sent"]
            assert removed(client, pk).status_code == 204
        pk = added(client).json()["id"]
        refused = post(client, f"{pk}/send-code/")
        problem_in(refused, status=429, code="throttled")
        assert 3500 < int(refused["Retry-After"]) <= 3601
        assert len(mails(settings)) == 5
        clock.move_to(NOW + datetime.timedelta(hours=1))
        assert post(client, f"{pk}/send-code/").json()["sent"]


@pytest.mark.parametrize("code", ["12345", "1234567", "１２３４５６", "12345\n", 123456, None, ""])
def test_codes_that_are_none_use_up_no_try(client: Client, code: Any) -> None:
    pk = added(client).json()["id"]
    post(client, f"{pk}/send-code/")
    problem_in(post(client, f"{pk}/verify/", code=code), status=400)
    assert models.ContactCode.objects.get().tries == 0
