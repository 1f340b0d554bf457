"""F05: no scan for half an hour while milestones fall due: an alarm, and then all are told once.

The web process raises the alarm by itself, with neither worker nor beat; who starts them again
has nothing to make up for by hand.
"""

import datetime
import time

from launcher import commands
from tests.faults.house import House
from tests.faults.scale import Scale
from tests.faults.seeds import administrator_seed, overdue_seed
from tests.faults.verdict import Figures, judge
from tests.faults.web import Web, site_seed

ALARM_SECONDS = 240.0
TOLD_SECONDS = 90.0
SCANNED = """
from django.utils import timezone
from projects.models import ScannerRun
now = timezone.now()
ScannerRun.objects.create(started_at=now, finished_at=now)
"""
EARLIER = """
import datetime
from django.db.models import F
from projects.models import ScannerRun
ScannerRun.objects.update(finished_at=F("finished_at") - datetime.timedelta(seconds={seconds}))
print(ScannerRun.objects.get().finished_at.isoformat())
"""
# what a clock is put on by before the watch would speak, and until half an hour is over
ALMOST_SECONDS, THE_REST_SECONDS = 175, 1625
# the thread that every web process has, with the clock put on
WATCH = f"""
import datetime
from django.utils import timezone
from web.watching import Watch
watch = Watch(seconds=1, since=timezone.now() - datetime.timedelta(seconds={ALMOST_SECONDS}))
watch.start()
watch.join()
"""


def play(house: House, scale: Scale) -> Figures:
    """Let the watch find the silence, then start beat and worker; figures in seconds."""
    house.patient()
    overdue_seed(house, milestones=scale.deliveries, officials=1)
    administrator_seed(house)
    house.run(SCANNED)
    house.mailbox()
    seconds = 0 if scale.patient else ALMOST_SECONDS
    last_scan = datetime.datetime.fromisoformat(house.run(EARLIER.format(seconds=seconds)).strip())
    if scale.patient:
        Web(house, site_seed(house), DJANGO_SETTINGS_MODULE="backend.settings")
    else:
        house.start("watch", "python", "-c", f"import django\ndjango.setup()\n{WATCH}")
    house.wait(lambda: len(house.accepted()) == 1, seconds=ALARM_SECONDS + 60)
    alarm = house.accepted()[0].at - last_scan.timestamp()
    house.run(EARLIER.format(seconds=THE_REST_SECONDS))
    began = time.time()
    beat: tuple[str, ...] = commands.BEAT
    if not scale.patient:
        beat = tuple(word.replace("backend.celery", "tests.faults.quick") for word in beat)
    house.start("beat", *beat, "-s", str(house.home / "beat"))
    house.start("worker", *commands.WORKER)
    house.wait(lambda: len(house.keys()) == scale.deliveries and not house.left(), seconds=300)
    told = max(found.at for found in house.accepted()) - began
    verdict = judge(house, created=scale.deliveries)
    assert 180 <= alarm <= ALARM_SECONDS, alarm
    assert (verdict.lost, verdict.double_unkeyed, verdict.dead) == (0, 0, 0), verdict.line
    assert verdict.foreign == 1, "the alarm is told once"
    assert told <= TOLD_SECONDS, told
    return Figures({"alarm_s": round(alarm, 1), "told_within_s": round(told, 1)}, verdict)
