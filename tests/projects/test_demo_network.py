"""The plant building's network: its computed dates and floats are those of product.md 8."""

import datetime

import pytest

from projects import models
from projects.demo.order import CONTROL_POINTS, LOGIC, ORDER
from projects.services import planning

BEGIN = datetime.date(2026, 3, 1)
NOW = datetime.datetime(2026, 3, 1, 4, 0, tzinfo=datetime.UTC)
# days of total float; what is not named here has none
FLOATS = {
    "M09": 20,
    "A10": 90,
    "A11": 90,
    "A13": 90,
    "A14": 25,
    "A17": 20,
    "A18": 25,
}
pytestmark = pytest.mark.django_db


def _laid(project: models.Project, *, control_points: bool) -> dict[str, models.Activity]:
    steps = (*ORDER, *(CONTROL_POINTS if control_points else ()))
    rows = [{**step.row(BEGIN), "code": step.code} for step in steps]
    made = {each.code: each for each in planning.activities_create_bulk(project=project, rows=rows)}
    links = [
        {
            **logic.row(),
            "predecessor": made[logic.predecessor],
            "successor": made[logic.successor],
        }
        for logic in LOGIC
        if {logic.predecessor, logic.successor} <= made.keys()
    ]
    planning.links_create(project_id=project.pk, rows=links, now=NOW)
    return {each.code: each for each in models.Activity.objects.filter(project=project)}


def test_it_takes_369_days_and_its_floats_are_as_published(project: models.Project) -> None:
    found = _laid(project, control_points=False)
    origin = found["M01"].forecast_start
    assert origin is not None
    for step in ORDER:
        row = found[step.code]
        assert row.forecast_start is not None
        assert row.forecast_finish is not None
        minutes = (row.forecast_start - origin, row.forecast_finish - origin)
        assert minutes == (step.start * 1440, step.finish * 1440), step.code
        slack = (row.total_float, row.day_minutes)
        assert slack == (FLOATS.get(step.code, 0) * 1440, 1440), step.code


def test_control_points_lie_where_the_plan_has_them(project: models.Project) -> None:
    found = _laid(project, control_points=True)
    origin = found["M01"].forecast_start
    assert origin is not None
    for step in CONTROL_POINTS:
        finish = found[step.code].forecast_finish
        assert finish is not None
        assert (finish - origin) / 1440 == step.finish
