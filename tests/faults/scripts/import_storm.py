"""F23: an import of milestones that were overdue long ago: held, told of once, released."""

from launcher import commands
from tests.faults.house import House
from tests.faults.scale import Scale
from tests.faults.seeds import administrator_seed, overdue_seed
from tests.faults.verdict import Figures, judge

# the job itself, three times
SCANS = """
from tasks.alerts import scan_overdue
for _ in range(3):
    scan_overdue()
"""
RELEASE = """
from django.utils import timezone
from projects.models import AlertDelivery, User
from projects.services.alerts import deliveries_release
held = AlertDelivery.objects.filter(state="held")
print(deliveries_release(rows=held, user=User.objects.get(username="chief"), now=timezone.now()))
"""


def play(house: House, scale: Scale) -> Figures:
    """Import, scan, look that nothing but the administrator's mail goes out, release, deliver."""
    house.patient()
    overdue_seed(house, milestones=scale.deliveries, officials=1)
    administrator_seed(house)
    house.mailbox("--think", "0", "--answer", "0")
    worker = house.start("worker", *commands.WORKER)
    house.run(SCANS)
    assert house.states() == {"held": scale.deliveries}
    house.wait(lambda: len(house.accepted()) > 0)
    worker.stop()
    told = len(house.accepted())
    released = int(house.run(RELEASE).split()[-1])
    house.start("worker", *commands.WORKER)
    house.wait(lambda: not house.left(), seconds=1200)
    verdict = judge(house, created=scale.deliveries)
    assert (told, released, verdict.foreign) == (1, scale.deliveries, 1)
    assert (verdict.lost, verdict.double_unkeyed, verdict.dead) == (0, 0, 0), verdict.line
    return Figures({"told_administrators": told, "released": released}, verdict)
