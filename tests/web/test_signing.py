"""Signing from the mail: the address is the permission, looking is not signing."""

import datetime

import pytest
import time_machine
from django.core.files.storage import default_storage
from django.test import Client
from django.utils import timezone

from projects import models
from projects.models.alert_words import AlertKind
from scheduling.calendars.instants import day_end
from tests.web.conftest import Plan

pytestmark = pytest.mark.django_db


def test_the_page_says_what_is_late(client: Client, plan: Plan) -> None:
    plan.people["official"].language = "en"
    plan.people["official"].save()

    text = client.get(f"/sign/{plan.token()}/").content.decode()

    assert "Topping out" in text
    assert "Plant building 3#" in text
    assert "Goertek VR base" in text
    assert plan.alert.planned_finish.isoformat() in text
    assert "working days late" in text
    assert "<script" not in text


def test_the_page_speaks_the_recipients_language(client: Client, plan: Plan) -> None:
    plan.people["official"].language = "zh-hans"
    plan.people["official"].save()

    text = client.get(f"/sign/{plan.token()}/", headers={"Accept-Language": "en"}).content.decode()

    assert "主体结构封顶" in text
    assert '<html lang="zh-Hans">' in text


def test_looking_never_signs(client: Client, plan: Plan) -> None:
    address = f"/sign/{plan.token()}/"

    client.get(address)
    client.head(address)

    plan.alert.refresh_from_db()
    assert plan.alert.acknowledged_at is None


def test_the_form_signs_once_with_its_comment(client: Client, plan: Plan) -> None:
    address = f"/sign/{plan.token()}/"

    answer = client.post(address, {"comment": " 周五前补齐两个班组 "})

    assert answer.status_code == 302
    assert answer["Location"] == address
    plan.alert.refresh_from_db()
    assert plan.alert.acknowledged_by == plan.people["official"]
    assert plan.alert.comment == "周五前补齐两个班组"


def test_who_comes_second_reads_who_signed(client: Client, plan: Plan) -> None:
    signer = plan.people["project_admin"]
    signer.first_name, signer.last_name = "主任", "王"
    signer.save()
    first, second = plan.token("project_admin"), plan.token("official")
    client.post(f"/sign/{first}/", {"comment": "<b>seen</b>"})

    text = client.get(f"/sign/{second}/").content.decode()

    assert "王主任" in text
    assert "&lt;b&gt;seen" in text
    assert "<form" not in text
    assert client.post(f"/sign/{second}/").status_code == 409
    plan.alert.refresh_from_db()
    assert plan.alert.acknowledged_by == signer


def test_an_alert_that_healed_has_nothing_to_sign(client: Client, plan: Plan) -> None:
    token = plan.token()
    plan.alert.closed_at = timezone.now()
    plan.alert.save()

    assert "<form" not in client.get(f"/sign/{token}/").content.decode()


def test_an_old_link_says_that_it_is_old(client: Client, plan: Plan) -> None:
    token = plan.token()

    with time_machine.travel(timezone.now() + datetime.timedelta(days=15)):
        answer = client.get(f"/sign/{token}/")

    assert answer.status_code == 410
    assert "text/html" in answer["Content-Type"]


@pytest.mark.parametrize("token", ["x", "x:y:z", "%00", "a" * 5000])
def test_a_link_that_is_not_ours_leads_nowhere(client: Client, plan: Plan, token: str) -> None:
    assert client.get(f"/sign/{token}/").status_code == 404
    assert client.post(f"/sign/{token}/").status_code == 404
    assert client.get(f"/sign/{token}/photo/").status_code == 404


def test_who_left_the_project_cannot_sign(client: Client, plan: Plan) -> None:
    token = plan.token()
    models.Membership.objects.filter(user=plan.people["official"]).delete()

    assert client.post(f"/sign/{token}/").status_code == 404
    plan.alert.refresh_from_db()
    assert plan.alert.acknowledged_at is None


def test_the_form_needs_its_csrf_token(plan: Plan) -> None:
    strict = Client(enforce_csrf_checks=True)
    address = f"/sign/{plan.token()}/"

    assert strict.post(address).status_code == 403
    strict.get(address)
    token = strict.cookies["csrftoken"].value
    assert strict.post(address, {"csrfmiddlewaretoken": token}).status_code == 302


def test_the_last_photo_is_shown_behind_the_same_token(client: Client, plan: Plan) -> None:
    token = plan.token()
    assert f'src="/sign/{token}/photo/"' in client.get(f"/sign/{token}/").content.decode()

    answer = client.get(f"/sign/{token}/photo/")

    assert answer["Content-Type"] == "image/webp"
    with default_storage.open(plan.photo.renditions.get(name="960").storage_key) as kept:
        assert b"".join(answer) == kept.read()


def test_no_photo_no_picture(client: Client, plan: Plan) -> None:
    token = plan.token()
    plan.photo.renditions.all().delete()

    assert "<img" not in client.get(f"/sign/{token}/").content.decode()
    assert client.get(f"/sign/{token}/photo/").status_code == 404


def test_the_address_is_told_to_nobody_and_kept_by_no_cache(client: Client, plan: Plan) -> None:
    answer = client.get(f"/sign/{plan.token()}/")

    assert answer["Referrer-Policy"] == "same-origin"
    assert "no-store" in answer["Cache-Control"]


def test_a_long_comment_is_cut_and_not_refused(client: Client, plan: Plan) -> None:
    client.post(f"/sign/{plan.token()}/", {"comment": "长" * 5000})

    plan.alert.refresh_from_db()
    assert len(plan.alert.comment) == 4000


@pytest.mark.parametrize(
    ("language", "said"), [("en", "Expected 6 days late"), ("zh-hans", "预计晚 6 天")]
)
def test_the_page_says_what_will_be_late(
    client: Client, plan: Plan, language: str, said: str
) -> None:
    """The building that is fine is expected six days after its day."""
    plan.people["official"].language = language
    plan.people["official"].save()
    planned = plan.fine.planned_finish
    assert planned is not None
    expected = planned + datetime.timedelta(days=6)
    models.Activity.objects.filter(pk=plan.fine.pk).update(forecast_finish=day_end(expected))
    models.Alert.objects.filter(pk=plan.alert.pk).update(
        milestone=plan.fine, kind=AlertKind.FORECAST_SLIP, planned_finish=planned
    )
    address = f"/sign/{plan.token()}/"

    text = client.get(address).content.decode()

    assert said in text
    assert expected.isoformat() in text
    assert client.post(address).status_code == 302
    plan.alert.refresh_from_db()
    assert plan.alert.acknowledged_by == plan.people["official"]
