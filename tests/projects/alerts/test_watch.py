"""Watching the watcher: what the health pages say, and the alarm that needs no worker."""

import datetime
import time

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import Settings

from projects.models import Activity, AlertDelivery, ScannerRun, WatchAlarm
from projects.services import alerts
from projects.services.alerts.claim import delivery_claim, lease
from tests import factories
from tests.projects.alerts.conftest import OVERDUE
from tests.projects.alerts.smtp import scripted
from web.watching import Watch

SECOND = datetime.timedelta(seconds=1)
MINUTE = 60 * SECOND
pytestmark = pytest.mark.django_db


def scanned(at: datetime.datetime) -> None:
    ScannerRun.objects.create(started_at=at, finished_at=at)


def test_a_house_without_a_scan_is_not_healthy() -> None:
    ages = alerts.alert_ages(now=OVERDUE)
    assert (ages.scan_seconds, ages.healthy) == (None, False)


@pytest.mark.parametrize(("seconds", "healthy"), [(0, True), (180, True), (181, False)])
def test_the_scan_may_be_three_minutes_old(seconds: int, healthy: bool) -> None:
    scanned(OVERDUE - seconds * SECOND)
    assert alerts.alert_ages(now=OVERDUE).healthy is healthy


@pytest.mark.parametrize(("seconds", "healthy"), [(300, True), (301, False)])
def test_a_delivery_may_wait_five_minutes(milestone: Activity, seconds: int, healthy: bool) -> None:
    alerts.alerts_scan(now=OVERDUE)
    now = OVERDUE + seconds * SECOND
    scanned(now)
    ScannerRun.objects.exclude(finished_at=now).delete()
    assert alerts.alert_ages(now=now).healthy is healthy
    AlertDelivery.objects.update(state="sent")
    assert alerts.alert_ages(now=now).healthy


def test_one_that_is_being_sent_waits_from_the_end_of_its_lease(milestone: Activity) -> None:
    alerts.alerts_scan(now=OVERDUE)
    assert delivery_claim(now=OVERDUE) is not None
    for seconds, waited in ((-1, 0.0), (0, 0.0), (301, 301.0)):
        now = OVERDUE + lease() + seconds * SECOND
        assert alerts.alert_ages(now=now).pending_seconds == waited


def test_the_alarm_goes_out_once_an_hour(settings: Settings) -> None:
    factories.UserFactory.create(username="chief", is_superuser=True)
    with scripted() as server:
        settings.EMAIL_URL = server.url
        told = [
            alerts.alarm_raise(
                about="stale", detail="last scan 400 s ago", now=OVERDUE + minutes * MINUTE
            )
            for minutes in (0, 20, 59, 60)
        ]
        assert told == [True, False, False, True]
        assert [b"last scan 400 s ago" in mail for mail in server.got] == [True, True]
    assert WatchAlarm.objects.count() == 2


def test_one_subject_does_not_silence_another() -> None:
    subjects = ("stale", "channel:email", "stale")
    told = [alerts.alarm_raise(about=about, detail="x", now=OVERDUE) for about in subjects]
    assert told == [True, True, False]


def test_an_alarm_that_no_server_took_is_raised_again(settings: Settings) -> None:
    factories.UserFactory.create(username="chief", is_superuser=True)
    with scripted(BODY="451 later") as server:
        settings.EMAIL_URL = server.url
        assert not alerts.alarm_raise(about="stale", detail="x", now=OVERDUE)
    with scripted() as server:
        settings.EMAIL_URL = server.url
        assert alerts.alarm_raise(about="stale", detail="x", now=OVERDUE + MINUTE)
        assert len(server.got) == 1


@pytest.mark.parametrize(("minutes", "told"), [(0, False), (3, False), (4, True)])
def test_a_stopped_beat_is_told_within_four_minutes(minutes: int, told: bool) -> None:
    scanned(OVERDUE)
    now = OVERDUE + minutes * MINUTE
    assert alerts.watch_look(now=now, since=OVERDUE - 60 * MINUTE) is told


@pytest.mark.parametrize(("minutes", "told"), [(5, False), (6, True)])
def test_a_stopped_dispatcher_is_told_within_six_minutes(
    milestone: Activity, minutes: int, told: bool
) -> None:
    alerts.alerts_scan(now=OVERDUE)
    now = OVERDUE + minutes * MINUTE
    scanned(now)
    assert alerts.watch_look(now=now, since=OVERDUE - 60 * MINUTE) is told


@pytest.mark.parametrize("ever", [True, False], ids=["after a holiday", "the first time"])
@pytest.mark.parametrize(("minutes", "told"), [(3, False), (4, True)])
def test_a_house_that_just_started_is_given_time(ever: bool, minutes: int, told: bool) -> None:
    if ever:
        scanned(OVERDUE - 5000 * MINUTE)
    assert alerts.watch_look(now=OVERDUE + minutes * MINUTE, since=OVERDUE) is told


def test_a_silent_redis_does_not_silence_the_alarm(settings: Settings) -> None:
    factories.UserFactory.create(username="chief", is_superuser=True)
    settings.CACHES = {
        "default": {
            "BACKEND": "projects.cache.ForgivingRedisCache",
            "LOCATION": "redis://127.0.0.1:1/0",
        }
    }
    with scripted() as server:
        settings.EMAIL_URL = server.url
        assert alerts.watch_look(now=OVERDUE, since=OVERDUE - 60 * MINUTE)
        assert len(server.got) == 1


@pytest.mark.django_db(transaction=True)
def test_the_thread_looks_by_itself(settings: Settings) -> None:
    factories.UserFactory.create(username="chief", is_superuser=True)
    watch = Watch(seconds=0.02, since=timezone.now() - 60 * MINUTE)
    with scripted() as server:
        settings.EMAIL_URL = server.url
        watch.start()
        until = time.monotonic() + 20
        while not server.got and time.monotonic() < until:
            time.sleep(0.02)
        watch.stop()
        assert len(server.got) == 1
    assert [alarm.about for alarm in WatchAlarm.objects.all()] == ["stale"]


def test_the_pages_answer_without_signing_in(client: Client) -> None:
    assert client.get("/healthz/").json() == {"status": "ok", "database": True}
    stale = client.get("/healthz/alerts")
    assert (stale.status_code, stale.json()["status"]) == (503, "stale")
    scanned(timezone.now())
    fresh = client.get("/healthz/alerts")
    assert (fresh.status_code, fresh.json()["pending_seconds"]) == (200, 0.0)
    assert fresh.json()["reconciled_seconds"] is None
    alerts.alerts_reconcile(now=timezone.now() - 60 * MINUTE)
    account = client.get("/healthz/alerts").json()["reconciled_seconds"]
    assert 3600 <= account < 3700
    assert client.post("/healthz/").status_code == 405
