"""`kill -9` of two processes that send summaries: nobody goes without, and a double says so."""

from collections import Counter

import pytest

from tests.faults.house import House
from tests.faults.ledger import KEY_LENGTH

PEOPLE = 24
KILLS = 4
SENDERS = 2
SEED = f"""
import datetime
from django.utils import timezone
from projects.models import SummaryDelivery
from projects.models.words import Role
from projects.services.alerts import alerts_scan
from projects.services.summaries import summaries_make
from tests import factories
now = timezone.now()
project = factories.ProjectFactory.create(time_zone="UTC")
for _ in range({PEOPLE}):
    user = factories.UserFactory.create(daily_summary_at=datetime.time(8), weekly_report=False)
    factories.MembershipFactory.create(project=project, user=user, role=Role.OFFICIAL)
late = now.date() - datetime.timedelta(days=3)
factories.MilestoneFactory.create(project=project, planned_finish=late)
alerts_scan(now=now)
eight = now.replace(hour=8, minute=0)
assert summaries_make(now=eight) == {PEOPLE}
# due now, whatever hour it is
hour = datetime.timedelta(hours=1)
SummaryDelivery.objects.update(next_at=now, deadline_at=now + hour)
"""
SENDER = """
import time
import django
django.setup()
from projects.services.summaries import summaries_send
while True:
    summaries_send()
    time.sleep(0.05)
"""
KEYS = """
from projects.models import SummaryDelivery
for row in SummaryDelivery.objects.all():
    print(row.key, row.state)
"""
LEFT = "SELECT count(*) FROM projects_summarydelivery WHERE state <> 'sent'"

pytestmark = [pytest.mark.services, pytest.mark.timeout(300)]


def test_kill_nine_while_summaries_are_sent(house: House) -> None:
    house.run(SEED)
    # slow to say yes, so that a kill finds mails that were taken and not written down
    house.mailbox("--answer", "0.1")
    for kill in range(KILLS + 1):
        before = len(house.accepted())
        senders = [house.start(f"sender{kill}-{n}", "python", "-c", SENDER) for n in range(SENDERS)]
        if kill == KILLS:
            house.wait(lambda: house.count(LEFT) == 0, seconds=120)
        else:
            house.wait(lambda: len(house.accepted()) >= min(before + 3, PEOPLE), seconds=120)  # noqa: B023 - called at once
        for sender in senders:
            sender.kill()
    rows = dict(line.split() for line in house.run(KEYS).splitlines())
    states = {key[:KEY_LENGTH]: state for key, state in rows.items()}
    assert set(states.values()) == {"sent"}
    times = Counter(found.key for found in house.accepted())
    assert set(times) == set(states)
    said = Counter(found.key for found in house.accepted() if found.repeat)
    doubles = {key: count - 1 for key, count in times.items() if count > 1}
    assert sum(doubles.values()) <= KILLS * SENDERS
    assert all(said[key] >= count for key, count in doubles.items())
