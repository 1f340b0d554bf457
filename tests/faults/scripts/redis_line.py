"""F03: the line to Redis is cut again and again; F02b: Redis takes nothing, its memory is full.

Either way deliveries go out, alerts open although no bell rings, and the web answers.
"""

import time

import redis

from launcher import commands
from tests.faults.house import House
from tests.faults.line import Line
from tests.faults.scale import Scale
from tests.faults.seeds import QUIET, deliveries_seed
from tests.faults.verdict import Figures, judge
from tests.faults.web import Web, site_seed

# an alert that opens while Redis is ill; one official is told
ANOTHER = """
import datetime
from django.utils import timezone
from projects.models.words import Role
from tests import factories
project = factories.ProjectFactory.create(code="{code}")
factories.MembershipFactory.create(project=project, role=Role.OFFICIAL)
planned = timezone.now().date() - datetime.timedelta(days=3)
factories.MilestoneFactory.create(project=project, building=None, planned_finish=planned)
"""
OPENED = """
SELECT count(*) FROM projects_alert a JOIN projects_project p ON p.id = a.project_id
WHERE p.code = '{}'
"""
# as in life, where a scan is late after 90 s, but short enough to wait for
LATE = {"FAULT_SCAN_LATE_SECONDS": "3"}
FILLING = b"x" * 1000


def play_cuts(house: House, scale: Scale) -> Figures:
    """Cut the line every two seconds while the deliveries go out; then ring once more."""
    house.patient()
    deliveries_seed(house, scale.deliveries)
    line = Line(house.pair.redis_url)
    house.mailbox()
    _workers(house, line.url)
    cut = 0
    try:
        for _ in range(scale.kills):
            house.wait(line.taken)
            time.sleep(2 if scale.patient else 0.5)
            cut += line.cut()
        _another(house, "AFTER")
        house.wait(lambda: not house.left(), seconds=600)
    finally:
        line.close()
    verdict = judge(house, created=scale.deliveries + 1, kills=scale.kills)
    assert cut >= scale.kills, "there was nothing to cut"
    assert (verdict.lost, verdict.double_unkeyed, verdict.dead) == (0, 0, 0), verdict.line
    return Figures({"connections_cut": cut}, verdict)


def play_full(house: House, scale: Scale) -> Figures:
    """Fill Redis to its limit, write by the web, deliver, and have an alert opened."""
    house.patient()
    deliveries_seed(house, scale.deliveries)
    web = Web(house, site_seed(house))
    web.ready()
    house.mailbox()
    with redis.Redis.from_url(house.pair.redis_url) as client:
        memory = int(client.info("memory")["used_memory"])
        client.config_set("maxmemory", max(memory, 1 << 20))
        try:
            filled = _fill(client)
            _workers(house, house.pair.redis_url)
            statuses = [
                web.milestone(f"W{number}", key=f"the-key-of-W{number}").status
                for number in range(scale.kills)
            ]
            _another(house, "FULL")
            # what the web wrote was overdue as well, and its planner is told
            created = scale.deliveries + 1 + scale.kills
            house.wait(lambda: len(house.keys()) == created and not house.left(), seconds=600)
        finally:
            client.config_set("maxmemory", 0)
            client.flushall()
    verdict = judge(house, created=created)
    assert filled, "Redis took everything"
    assert set(statuses) == {201}, statuses
    assert (verdict.lost, verdict.double_unkeyed, verdict.dead) == (0, 0, 0), verdict.line
    return Figures({"writes": len(statuses)}, verdict)


def _workers(house: House, redis_url: str) -> None:
    beat = [word.replace("backend.celery", "tests.faults.quick") for word in commands.BEAT]
    house.start("beat", *beat, "-s", str(house.home / "beat"), REDIS_URL=redis_url)
    house.start("worker", *commands.WORKER, REDIS_URL=redis_url, **LATE)


def _another(house: House, code: str) -> None:
    """Let one more fall due and see its alert open."""
    house.run(ANOTHER.format(code=code) + QUIET)
    house.wait(lambda: house.count(OPENED.format(code)) == 1)


def _fill(client: "redis.Redis") -> bool:
    """Write until Redis says no; False when it never does."""
    for number in range(100_000):
        try:
            client.set(f"filling-{number}", FILLING)
        except redis.ResponseError:
            return True
    return False
