"""F09: one delivery kills the worker that sends it, every time, among good ones.

Every good one is sent; the poison is given up after its tries, with the reason, and not before;
a worker that dies takes with it what its other threads had in hand.
"""

import time

from launcher import commands
from tests.faults.house import House
from tests.faults.mailbox import POISON
from tests.faults.scale import Scale
from tests.faults.seeds import deliveries_seed
from tests.faults.verdict import Verdict, judge

# the first of the officials, who gets a tenth of the deliveries; all but one are cancelled
CHOOSE = f"""
from projects.models import AlertDelivery
chosen = AlertDelivery.objects.earliest("pk")
chosen.recipient.email = "{POISON}@topout.example"
chosen.recipient.save()
AlertDelivery.objects.filter(recipient=chosen.recipient).exclude(pk=chosen.pk).delete()
AlertDelivery.objects.filter(pk=chosen.pk).update(max_attempts={{tries}})
print(AlertDelivery.objects.count())
"""
# what was in another thread's hands when its worker died is sent alone, and at once
GOOD_TRIES = "SELECT max(attempts) FROM projects_alertdelivery WHERE state = 'sent'"
GOOD_TRIES_MOST = 4
STORY = "SELECT state_reason, attempts FROM projects_alertdelivery WHERE state = 'dead'"


def play(house: House, scale: Scale) -> Verdict:
    """Supervise a worker until nothing is left; `kills` are the tries the poison has."""
    deliveries_seed(house, scale.deliveries)
    created = int(house.run(CHOOSE.format(tries=scale.kills)))
    victim = house.home / "victim"
    house.mailbox("--victim", str(victim))
    deaths, ends = 0, time.monotonic() + 600
    worker = None
    while house.left() and time.monotonic() < ends:
        if worker is None or not worker.alive():
            deaths += worker is not None
            worker = house.start("worker", *commands.WORKER)
            victim.write_text(str(worker.pid), encoding="ascii")
        time.sleep(0.1)
    verdict = judge(house, created=created, kills=deaths)
    assert house.states() == {"sent": created - 1, "dead": 1}
    assert house.rows(STORY) == [("attempts_used_up", scale.kills)]
    assert house.rows(GOOD_TRIES)[0][0] <= GOOD_TRIES_MOST
    assert (verdict.lost, verdict.unmarked, verdict.dead) == (0, 0, 1)
    assert deaths == scale.kills
    return verdict
