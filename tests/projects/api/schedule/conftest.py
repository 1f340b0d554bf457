"""The plan and the clock of the schedule's tests: Thursday 2026-03-05, noon in Shanghai."""

from typing import Any

import pytest
import time_machine

from projects import models
from projects.selectors import worktimes
from tests import factories
from tests.projects.api.schedule.plans import NOW
from tests.projects.plans import link, tasks


@pytest.fixture(autouse=True)
def _clock() -> Any:
    # with a clock that stands still two tests' calendars may look the same
    worktimes.forget()
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def found(project: models.Project) -> dict[str, models.Activity]:
    """A(5) → M → B(3), and C(1) beside it before the end E."""
    made = tasks(project, A=5, M=0, B=3, C=1, E=0)
    link(made, "A FS M", "M FS B", "B FS E", "C FS E")
    return made


@pytest.fixture
def crane(project: models.Project) -> models.Resource:
    return factories.ResourceFactory.create(project=project, code="TC", name="塔吊", unit="台")
