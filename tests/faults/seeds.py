"""What a house holds before the fault: officials and milestones that are overdue."""

from tests.faults.house import House

# a summary, where it is the hour for one, would be a mail of no delivery
QUIET = """
from projects.models import User
User.objects.update(daily_summary_at=None, weekly_report=False)
"""
# a person's address decides nothing here; who is told and of what is the scan's own doing
OVERDUE = """
import datetime
from django.utils import timezone
from projects.models import Project
from projects.models.words import Role
from projects.services.alerts import alerts_scan
from tests import factories
project = factories.ProjectFactory.create(code=f"N{{Project.objects.count()}}")
for _ in range({officials}):
    factories.MembershipFactory.create(project=project, role=Role.OFFICIAL)
planned = timezone.now().date() - datetime.timedelta(days=3)
for _ in range({milestones}):
    factories.MilestoneFactory.create(project=project, building=None, planned_finish=planned)
"""
SCAN = """
run = alerts_scan(now=timezone.now(), storm_least=10**9)
assert run.deliveries_made == {officials} * {milestones}, run.deliveries_made
"""
# somebody who is told of a project that is there already
OFFICIAL = """
from projects.models import Project
from projects.models.words import Role
from tests import factories
official = factories.UserFactory.create(username="official-of-{project}")
project = Project.objects.get(pk={project})
factories.MembershipFactory.create(project=project, user=official, role=Role.OFFICIAL)
"""
ADMINISTRATOR = """
from tests import factories
factories.UserFactory.create(username="chief", is_superuser=True)
"""
# as many at once as one person would never get: a fault needs something to hit
OFFICIALS = 10


def overdue_seed(house: House, *, milestones: int, officials: int = OFFICIALS) -> None:
    """Lay milestones that nobody was told of yet."""
    house.run(OVERDUE.format(milestones=milestones, officials=officials) + QUIET)


def deliveries_seed(house: House, count: int) -> None:
    """Lay as many due deliveries, a multiple of ten, past the storm brake."""
    assert count % OFFICIALS == 0
    house.run((OVERDUE + QUIET + SCAN).format(milestones=count // OFFICIALS, officials=OFFICIALS))


def official_seed(house: House, *, project: int) -> None:
    """Lay an official of a project that is there already."""
    house.run(OFFICIAL.format(project=project) + QUIET)


def administrator_seed(house: House) -> None:
    """Lay somebody whom alarms are told."""
    house.run(ADMINISTRATOR + QUIET)
