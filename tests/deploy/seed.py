"""One project and two people for the tests of the proxy; prints the milestone's id.

Run as `python -m tests.deploy.seed` with the settings of the server that will show them.
"""

import os
import sys

import django


def main() -> None:
    """Make them."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "backend.settings")
    django.setup()
    from projects.models.words import Role  # noqa: PLC0415 - after the set-up
    from tests import factories  # noqa: PLC0415 - the same

    milestone = factories.MilestoneFactory.create()
    password = sys.argv[1]
    factories.MembershipFactory.create(
        project=milestone.project,
        role=Role.PLANNER,
        user__username="planner",
        user__password=password,
    )
    factories.UserFactory.create(username="stranger", password=password)
    sys.stdout.write(str(milestone.pk))


if __name__ == "__main__":
    main()
