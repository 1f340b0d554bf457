"""Tokens: made, used, listed, withdrawn, and void when they should be."""

import datetime
import json
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from projects import models
from tests import factories
from tests.projects.api.asking import bearer, problem_in, stranger, token_of

pytestmark = pytest.mark.django_db
People = dict[str, models.User]
TOKENS = "/api/v1/auth/tokens/"


def asked(client: Client, **changes: Any) -> Any:
    said = {"username": "nobody", "password": factories.PASSWORD, "name": "phone", **changes}
    return client.post(TOKENS, json.dumps(said), content_type="application/json")


def test_made_with_a_password_and_used(people: People) -> None:
    response = asked(stranger(), username=people["planner"].username)
    assert response.status_code == 201, response.content
    made = response.json()
    assert made["token"].startswith("topout_")
    assert made["expires_at"] > timezone.now().isoformat()
    client = Client(headers={"Authorization": f"Bearer {made['token']}"})
    listed = client.get(TOKENS).json()["results"]
    assert [(each["name"], each["current"]) for each in listed] == [("phone", True)]
    assert made["token"] not in str(listed)


def test_the_secret_is_not_in_the_database(people: People) -> None:
    text = token_of(people["planner"])
    stored = models.AuthToken.objects.values().get()
    assert text not in str(stored)


@pytest.mark.parametrize("who", ["unknown", "wrong", "deactivated"])
def test_one_answer_to_every_wrong_sign_in(people: People, who: str) -> None:
    user = people["planner"]
    if who == "deactivated":
        models.User.objects.filter(pk=user.pk).update(is_active=False)
    response = asked(
        stranger(),
        username="nobody-at-all" if who == "unknown" else user.username,
        password="not-this-one" if who == "wrong" else factories.PASSWORD,
    )
    said = problem_in(response, status=401, code="invalid_credentials")
    assert "Bearer" in response["WWW-Authenticate"]
    said.pop("request_id")
    assert said["detail"] == problem_in(asked(stranger()), status=401)["detail"]
    assert not models.AuthToken.objects.exists()


def test_guessing_is_locked_per_account_with_a_time_to_come_back(people: People) -> None:
    client, name = stranger(), people["planner"].username
    answers = [asked(client, username=name, password=f"guess-{n}") for n in range(11)]
    assert [each.status_code for each in answers[:8]] == [401] * 8
    problem_in(answers[-1], status=429, code="throttled")
    assert int(answers[-1]["Retry-After"]) >= 60
    # the right password does not open a locked account
    problem_in(asked(client, username=name), status=429)


def test_expired_is_told_apart(people: People) -> None:
    client = bearer(people["planner"], expiry=datetime.timedelta(seconds=-1))
    problem_in(client.get(TOKENS), status=401, code="token_expired")


def test_void_after_a_new_password(people: People) -> None:
    user = people["planner"]
    client = bearer(user)
    assert client.get(TOKENS).status_code == 200
    user.set_password("another-long-password")
    user.save()
    problem_in(client.get(TOKENS), status=401, code="not_authenticated")


def test_void_after_deactivation(people: People) -> None:
    client = bearer(people["planner"])
    models.User.objects.filter(pk=people["planner"].pk).update(is_active=False)
    problem_in(client.get(TOKENS), status=401, code="not_authenticated")


@pytest.mark.parametrize(
    "header", ["Bearer", "Bearer a b", "Bearer " + "x" * 5000, "Bearer \xff\xfe", "Bearer topout_"]
)
def test_malformed_headers(db: None, header: str) -> None:
    client = Client(headers={"Authorization": header})
    problem_in(client.get(TOKENS), status=401, code="not_authenticated")


def test_withdrawn_by_key_and_itself(people: People) -> None:
    user = people["planner"]
    phone, laptop = bearer(user), bearer(user)
    keys = {each["current"]: each["token_key"] for each in phone.get(TOKENS).json()["results"]}
    assert phone.delete(f"{TOKENS}{keys[False]}/").status_code == 204
    problem_in(laptop.get(TOKENS), status=401)
    assert phone.delete(TOKENS).status_code == 204
    problem_in(phone.get(TOKENS), status=401)


def test_somebody_elses_token_is_missing(people: People) -> None:
    token_of(people["official"])
    key = models.AuthToken.objects.get().token_key
    client = bearer(people["planner"])
    foreign = problem_in(client.delete(f"{TOKENS}{key}/"), status=404)
    missing = problem_in(client.delete(f"{TOKENS}topout_00000000/"), status=404)
    foreign.pop("request_id")
    missing.pop("request_id")
    assert foreign == missing
    assert models.AuthToken.objects.filter(token_key=key).exists()


def test_sign_in_costs_one_query(people: People, django_assert_num_queries: Any) -> None:
    client = bearer(people["planner"])
    with django_assert_num_queries(2):
        # one for the token with its user, one for the page
        assert client.get(TOKENS).status_code == 200


def test_use_is_remembered_once_a_minute(people: People, django_assert_num_queries: Any) -> None:
    client = bearer(people["planner"], last_used_at=None)
    client.get(TOKENS)
    used = models.AuthToken.objects.get().last_used_at
    assert used is not None
    with django_assert_num_queries(2):
        client.get(TOKENS)
    assert models.AuthToken.objects.get().last_used_at == used
