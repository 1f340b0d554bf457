"""The jobs: they do what the commands do, ring for one another, and ring at the right broker."""

import io
import os
import subprocess
import sys

import pytest
from django.core.management import call_command
from django.utils import timezone

from launcher.paths import ROOT
from projects.models import AlertDelivery, Project, Reconciliation, ScannerRun, User, WatchAlarm
from projects.models.words import Role
from projects.services.alerts import scan
from tasks import alerts as jobs
from tests import factories

BROKER = "redis://127.0.0.1:1/0"
ASK = """
import threading
import django
django.setup()
from tasks.alerts import deliver_alerts
said = []
thread = threading.Thread(target=lambda: said.append(deliver_alerts.app.conf.broker_url))
thread.start()
thread.join()
print(said[0])
"""


@pytest.fixture
def official(project: Project) -> User:
    """Somebody to be told of the one milestone, late for years."""
    late = timezone.now().date().replace(year=2020)
    factories.MilestoneFactory.create(project=project, planned_finish=late)
    return factories.MembershipFactory.create(project=project, role=Role.OFFICIAL).user


@pytest.mark.django_db
def test_the_jobs_scan_and_deliver(official: User, monkeypatch: pytest.MonkeyPatch) -> None:
    rung: list[str] = []
    monkeypatch.setattr(jobs, "ring", lambda job: rung.append(job.name))
    jobs.scan_overdue()
    assert rung == ["tasks.alerts.deliver_alerts"]
    assert ScannerRun.objects.get().deliveries_made == 1
    jobs.scan_overdue()
    assert len(rung) == 1
    jobs.deliver_alerts()
    assert AlertDelivery.objects.get().state == "sent"


@pytest.mark.django_db
def test_the_commands_do_the_same_by_hand(official: User) -> None:
    out = io.StringIO()
    call_command("scan_overdue", stdout=out)
    call_command("deliver_alerts", stdout=out)
    assert "opened 1, closed 0, deliveries 1" in out.getvalue()
    assert "sent 1, cancelled 0, failed 0" in out.getvalue()


@pytest.mark.django_db
def test_a_storm_is_told_to_the_administrators_once(
    official: User, monkeypatch: pytest.MonkeyPatch, settings: object
) -> None:
    factories.UserFactory.create(username="chief", is_superuser=True)
    monkeypatch.setattr(scan.alerts_scan, "__kwdefaults__", {"storm_least": 0})
    jobs.scan_overdue()
    assert AlertDelivery.objects.get().state == "held"
    assert WatchAlarm.objects.count() == 1
    jobs.deliver_alerts()
    assert AlertDelivery.objects.get().state == "held"


@pytest.mark.django_db
def test_the_day_is_accounted_for_once(official: User) -> None:
    jobs.reconcile_alerts()
    first = Reconciliation.objects.get()
    jobs.reconcile_alerts()
    assert Reconciliation.objects.get().until == first.until


def test_a_web_process_rings_at_its_own_broker_from_any_thread() -> None:
    env = {**os.environ, "DJANGO_SETTINGS_MODULE": "backend.settings", "REDIS_URL": BROKER}
    done = subprocess.run(
        [sys.executable, "-c", ASK],
        cwd=ROOT,
        env=env,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert done.stdout.strip() == BROKER
