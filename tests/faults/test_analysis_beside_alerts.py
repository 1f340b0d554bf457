"""Long analyses and an overdue milestone: its alert does not wait behind them.

The launcher's own workers on PostgreSQL and Redis. Several analyses wait in a row, each of them
seconds of work; the scan that is rung for behind them opens its alert before they are done.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from launcher import commands
from tests.faults.ground import Ground
from tests.faults.house import House

ANALYSES = 4
ACTIVITIES = 400
ITERATIONS = 100_000
PATIENCE_SECONDS = 120

SEED = f"""
import datetime
from django.utils import timezone
from projects.models.words import Role
from projects.services.analyses import analysis_ask
from tests import factories
project = factories.ProjectFactory.create()
official = factories.MembershipFactory.create(project=project, role=Role.OFFICIAL).user
yesterday = timezone.now().date() - datetime.timedelta(days=3)
factories.MilestoneFactory.create(project=project, building=None, planned_finish=yesterday)
factories.ActivityFactory.create_batch(
    {ACTIVITIES}, project=project, building=None, duration_days=5
)
spread = {{"low": 80, "likely": 100, "high": 150, "shape": "pert"}}
for seed in range({ANALYSES}):
    request = {{
        "iterations": {ITERATIONS}, "seed": seed, "spread": spread, "ranges": [], "groups": []
    }}
    analysis_ask(project=project, user=official, request=request, now=timezone.now())
"""
RING_ANALYSES = """
import backend.celery
from projects.services.analyses import analyses_due
from tasks.analyses import analyse
for analysis_id in analyses_due():
    analyse.delay(analysis_id)
"""
RING_SCAN = """
import backend.celery
from tasks.alerts import scan_overdue
scan_overdue.delay()
"""

pytestmark = [pytest.mark.services, pytest.mark.timeout(300)]


@pytest.fixture
def house(servers: Ground, tmp_path: Path) -> Iterator[House]:
    """A project whose milestone is late, and analyses that were asked for."""
    with servers.house(tmp_path / "house", "postgresql") as built:
        built.run(SEED)
        yield built


def test_an_alert_opens_while_analyses_run(house: House) -> None:
    house.run(RING_ANALYSES)
    analysing = house.start("analyses", *commands.ANALYSES)
    worker = house.start("worker", *commands.WORKER)
    try:
        _wait(house, "SELECT count(*) FROM projects_analysis WHERE state = 'running'")
        house.run(RING_SCAN)
        _wait(house, "SELECT count(*) FROM projects_alert")
        left = "SELECT count(*) FROM projects_analysis WHERE state IN ('waiting', 'running')"
        assert house.count(left) > 0, "the analyses were over too early to prove anything"
        _wait(house, "SELECT bool_and(state = 'done') FROM projects_analysis")
    finally:
        analysing.stop()
        worker.stop()


def _wait(house: House, question: str) -> None:
    """Wait until the database counts something."""
    house.wait(lambda: house.count(question) > 0, seconds=PATIENCE_SECONDS)
