"""F04: two beats and three scanners at once, while milestones fall due: nobody is told twice."""

import time

from launcher import commands
from tests.faults.house import House
from tests.faults.scale import Scale
from tests.faults.seeds import overdue_seed
from tests.faults.verdict import Verdict, judge

OFFICIALS = 5
# a thousand times as often as beat; without any pause SQLite's other writers find no turn
SCANNER = """
import time
from django.utils import timezone
from projects.services.alerts import alerts_scan
while True:
    alerts_scan(now=timezone.now(), storm_least=10**9)
    time.sleep(0.05)
"""
LATER = """
import datetime, time
from django.utils import timezone
from projects.models import Project
from tests import factories
project = Project.objects.get()
planned = timezone.now().date() - datetime.timedelta(days=3)
for number in range({milestones}):
    factories.MilestoneFactory.create(
        project=project, building=None, code=f"L{{number}}", planned_finish=planned
    )
    time.sleep(0.02)
"""


def play(house: House, scale: Scale) -> Verdict:
    """Let milestones fall due one by one under all of them; `kills` are seconds to go on."""
    house.patient()
    milestones = scale.deliveries // OFFICIALS
    overdue_seed(house, milestones=1, officials=OFFICIALS)
    house.mailbox("--think", "0", "--answer", "0")
    quick = [word.replace("backend.celery", "tests.faults.quick") for word in commands.BEAT]
    for number in range(2):
        house.start(f"beat{number}", *quick, "-s", str(house.home / f"beat{number}"))
    for number in range(3):
        house.start(f"scanner{number}", "python", "-c", f"import django\ndjango.setup()\n{SCANNER}")
    house.start("worker", *commands.WORKER)
    house.run(LATER.format(milestones=milestones - 1))
    time.sleep(scale.kills)
    house.wait(lambda: len(house.keys()) == scale.deliveries and not house.left(), seconds=40)
    verdict = judge(house, created=scale.deliveries)
    scans = house.count("SELECT count(*) FROM projects_scannerrun")
    opened = house.count("SELECT sum(alerts_opened) FROM projects_scannerrun")
    alerts = house.count("SELECT count(*) FROM projects_alert")
    assert (opened, alerts) == (milestones, milestones), "an alert was opened twice"
    assert scans > 10, "there were too few scans to disturb one another"
    assert (verdict.lost, verdict.double_unkeyed, verdict.foreign) == (0, 0, 0)
    return verdict
