"""The lookout: a worker scans although nothing rings, and only then."""

import datetime
import threading

import pytest
from django.utils import timezone
from pytest_django.fixtures import Settings

from projects.models import ScannerRun
from projects.services.alerts import scan_is_late
from tasks.lookout import Lookout

SECOND = datetime.timedelta(seconds=1)


@pytest.mark.django_db
@pytest.mark.parametrize(("seconds", "late"), [(0, False), (90, False), (91, True)])
def test_a_scan_is_late_after_a_minute_and_a_half(seconds: int, late: bool) -> None:
    now = timezone.now()
    assert scan_is_late(now=now)
    at = now - seconds * SECOND
    ScannerRun.objects.create(started_at=at, finished_at=at)
    assert scan_is_late(now=now) is late


@pytest.mark.django_db(transaction=True)
def test_a_worker_scans_by_itself_and_wakes_its_senders(settings: Settings) -> None:
    settings.ALERT_SCAN_LATE_SECONDS = 0.05
    scanned, woken = threading.Event(), threading.Event()
    lookout = Lookout(scanned.set, woken.set)
    lookout.start()
    try:
        assert scanned.wait(20)
        assert woken.wait(20)
    finally:
        lookout.stop()


@pytest.mark.django_db(transaction=True)
def test_a_database_that_refuses_does_not_end_the_lookout(settings: Settings) -> None:
    settings.ALERT_SCAN_LATE_SECONDS = 0.05
    twice = threading.Semaphore(0)

    def away() -> None:
        twice.release()
        ScannerRun.objects.raw("SELECT no_such_column FROM projects_scannerrun")[0]

    lookout = Lookout(away, lambda: None)
    lookout.start()
    try:
        assert twice.acquire(timeout=20)
        assert twice.acquire(timeout=20)
    finally:
        lookout.stop()
