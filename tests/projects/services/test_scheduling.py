"""A project's schedule from rows to rows: the hand cases, what is written, what is refused."""

import datetime
import itertools
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from projects import models
from projects.errors import RuleBroken
from projects.models.words import ActivityKind, Constraint, DurationClock
from projects.selectors.plans import network_of
from projects.services import planning
from scheduling.calendars import china
from tests import factories
from tests.projects.plans import NOW, START, dates, link, tasks

pytestmark = pytest.mark.django_db
D = datetime.date


def computed(project: models.Project, **options: Any) -> dict[str, Any]:
    return planning.schedule_compute(project=project, options=options, now=NOW)


@pytest.mark.parametrize(
    ("days", "links", "expected"),
    [
        ({"A": 5, "B": 3}, ["A FS B"], {"A": ("03-02", "03-06"), "B": ("03-09", "03-11")}),
        ({"A": 5, "B": 3}, ["A FS+2 B"], {"B": ("03-11", "03-13")}),
        ({"A": 5, "B": 3}, ["A FS-2 B"], {"B": ("03-05", "03-09")}),
        ({"A": 5, "B": 3}, ["A SS+2 B"], {"B": ("03-04", "03-06")}),
        ({"A": 5, "B": 3}, ["A FF+1 B"], {"B": ("03-05", "03-09")}),
        ({"A": 5, "B": 2}, ["A SF+4 B"], {"B": ("03-04", "03-05")}),
        (
            {"A": 5, "M": 0, "B": 3},
            ["A FS M", "M FS B"],
            {"M": ("03-06", "03-06"), "B": ("03-09", "03-11")},
        ),
        ({"A": 5, "B": 10}, ["A SS+1 B", "A FF+3 B"], {"B": ("03-03", "03-16")}),
    ],
)
def test_hand_cases(
    project: models.Project,
    days: dict[str, int],
    links: list[str],
    expected: dict[str, tuple[str, str]],
) -> None:
    found = tasks(project, **days)
    link(found, *links)
    computed(project)
    assert {code: dates(found[code]) for code in expected} == expected


def test_floats_are_stored_in_minutes_and_days(project: models.Project) -> None:
    found = tasks(project, A=5, B=3, C=1)
    link(found, "A FS C", "B FS C")
    answer = computed(project)
    b = models.Activity.objects.get(pk=found["B"].pk)
    assert (b.total_float, b.total_float_days, b.free_float_days) == (960, 2.0, 2.0)
    assert (b.is_critical, b.is_near_critical) == (False, True)
    assert models.Activity.objects.get(pk=found["A"].pk).is_critical
    assert answer["finish"] == D(2026, 3, 9)
    assert answer["counts"]["critical"] == 2


def test_calendar_days_run_through_the_weekend(project: models.Project) -> None:
    found = tasks(project, A=10)
    models.Activity.objects.update(duration_clock=DurationClock.CALENDAR)
    computed(project)
    assert dates(found["A"]) == ("03-02", "03-11")


def test_china_works_the_make_up_saturday(project: models.Project) -> None:
    calendar = planning.calendar_create(
        project=project,
        data={"name": "中国"},
        exceptions=[{"date": row.date, "worked": row.worked} for row in china.exception_rows(2026)],
    )
    found = tasks(project, A=5)
    models.Project.objects.update(calendar=calendar, planned_start=D(2026, 2, 12))
    computed(project)
    assert dates(found["A"]) == ("02-12", "02-25")


def test_a_season_closes_and_opens_days_with_its_shifts(project: models.Project) -> None:
    seasons = [
        {"name": "stop", "first": "2026-03-03", "last": "2026-03-10", "worked": False},
        {"name": "rush", "first": "2026-03-07", "last": "2026-03-08", "worked": True},
    ]
    calendar = planning.calendar_create(
        project=project, data={"name": "S", "seasons": seasons, "shifts": [[480, 720]]}
    )
    found = tasks(project, A=4)
    models.Project.objects.update(calendar=calendar)
    computed(project)
    found["A"].refresh_from_db()
    assert dates(found["A"]) == ("03-02", "03-11")
    assert found["A"].day_minutes == 240


def test_constraints_and_must_finish_by(project: models.Project) -> None:
    found = tasks(project, A=5, B=3)
    link(found, "A FS B")
    models.Activity.objects.filter(code="B").update(
        constraint=Constraint.SNET, constraint_date=D(2026, 3, 14)
    )
    models.Project.objects.update(must_finish_by=D(2026, 3, 17))
    computed(project)
    # a Saturday: the work begins on Monday
    assert dates(found["B"]) == ("03-16", "03-18")
    found["B"].refresh_from_db()
    assert found["B"].total_float_days == -1


@pytest.mark.parametrize(
    ("progress", "expected"),
    [
        ("retained_logic", {"A": ("03-02", "03-09"), "B": ("03-04", "03-11")}),
        ("progress_override", {"A": ("03-02", "03-09"), "B": ("03-04", "03-06")}),
    ],
)
def test_progress_at_the_data_date(
    project: models.Project, progress: str, expected: dict[str, Any]
) -> None:
    found = tasks(project, A=5, B=3)
    link(found, "A FS B")
    models.Activity.objects.filter(code="A").update(actual_start=START, remaining_days=3)
    models.Activity.objects.filter(code="B").update(actual_start=D(2026, 3, 4), remaining_days=2)
    computed(project, data_date=D(2026, 3, 5), progress_mode=progress)
    assert {code: dates(found[code]) for code in expected} == expected
    project.refresh_from_db()
    assert (project.data_date, project.progress_mode) == (D(2026, 3, 5), progress)


def test_percent_of_the_duration_and_of_the_work(project: models.Project) -> None:
    found = tasks(project, A=10, B=10)
    models.Activity.objects.update(actual_start=START, percent_complete=50)
    models.Activity.objects.filter(code="B").update(percent_basis="physical")
    computed(project, data_date=D(2026, 3, 9))
    assert dates(found["A"]) == ("03-02", "03-13")
    assert dates(found["B"]) == ("03-02", "03-20")


def test_only_what_changed_is_written(project: models.Project) -> None:
    found = tasks(project, A=5, B=3, C=2)
    link(found, "A FS B")
    computed(project)
    before = models.Activity.objects.get(code="B")
    models.Activity.objects.filter(code="A").update(duration_days=6)
    answer = computed(project)
    assert [row["code"] for row in answer["moved"]] == ["A", "B"]
    assert {row["finish_shift_days"] for row in answer["moved"]} == {3, 1}
    with CaptureQueriesContext(connection) as captured:
        assert computed(project)["moved_count"] == 0
    assert not [each for each in captured if "UPDATE projects_activity" in each["sql"]]
    after = models.Activity.objects.get(code="B")
    # what the computation writes is no edit of the row
    assert (after.version, after.updated_at) == (before.version, before.updated_at)


def test_the_plan_is_read_in_a_fixed_number_of_queries(project: models.Project) -> None:
    def queries() -> int:
        project.refresh_from_db()
        with CaptureQueriesContext(connection) as captured:
            network_of(project, today=START)
        return len(captured)

    found = tasks(project, A=1, B=1)
    link(found, "A FS B")
    few = queries()
    more = tasks(project, **{f"T{number}": number for number in range(60)})
    link(more, *(f"T{number} FS T{number + 1}" for number in range(59)))
    assert queries() == few == 3


def test_a_loop_is_named_link_by_link_and_the_last_schedule_stays(
    project: models.Project,
) -> None:
    found = tasks(project, A=5, B=3, C=1)
    link(found, "A FS B", "B FS C")
    computed(project)
    before = dates(found["C"])
    back = link(found, "C SS B")
    with pytest.raises(RuleBroken) as refused:
        computed(project)
    assert (refused.value.code, refused.value.status) == ("dependency_cycle", 422)
    named = refused.value.details["links"]
    assert {(each["predecessor_code"], each["successor_code"]) for each in named} == {
        ("B", "C"),
        ("C", "B"),
    }
    assert back[0].pk in {each["link"] for each in named}
    assert dates(found["C"]) == before
    project.refresh_from_db()
    assert project.computation == 1


def test_a_loop_of_3000_and_a_chain_of_many(project: models.Project) -> None:
    building = factories.BuildingFactory.create(project=project)
    made = models.Activity.objects.bulk_create(
        models.Activity(project=project, building=building, code=f"T{n}", duration_days=1)
        for n in range(3000)
    )
    rows = list(models.Activity.objects.order_by("pk"))
    assert len(made) == len(rows)
    models.Link.objects.bulk_create(
        models.Link(project=project, predecessor=one, successor=two)
        for one, two in itertools.pairwise(rows)
    )
    models.Project.objects.update(planned_start=START)
    assert computed(project)["counts"]["critical"] == 3000
    models.Link.objects.create(project=project, predecessor=rows[-1], successor=rows[0])
    with pytest.raises(RuleBroken) as refused:
        computed(project)
    assert len(refused.value.details["links"]) == 3000


@pytest.mark.parametrize(
    ("change", "options", "code"),
    [
        ({"actual_start": D(2026, 3, 6)}, {"data_date": D(2026, 3, 5)}, "actual_after_data_date"),
        ({"duration_days": 36500}, {}, "beyond_calendar"),
    ],
)
def test_a_plan_in_error_is_refused_and_nothing_changes(
    project: models.Project, change: dict[str, Any], options: dict[str, Any], code: str
) -> None:
    found = tasks(project, **{f"T{number}": 1 for number in range(80)})
    link(found, *(f"T{number} FS T{number + 1}" for number in range(79)))
    computed(project)
    before = dates(found["T79"])
    models.Activity.objects.update(**change)
    with pytest.raises(RuleBroken) as refused:
        computed(project, **options)
    assert (refused.value.code, refused.value.status) == (code, 422)
    assert dates(found["T79"]) == before
    project.refresh_from_db()
    assert project.data_date is None


def test_an_actual_on_the_data_date_is_known(project: models.Project) -> None:
    found = tasks(project, A=5, M=0, B=2)
    link(found, "A FS M", "M FS B")
    models.Activity.objects.filter(code="A").update(
        actual_start=START, actual_finish=D(2026, 3, 5), percent_complete=100
    )
    computed(project, data_date=D(2026, 3, 5))
    assert dates(found["A"]) == ("03-02", "03-05")
    assert dates(found["B"]) == ("03-06", "03-09")


def test_an_empty_project_has_an_empty_schedule(project: models.Project) -> None:
    answer = computed(project)
    assert answer["finish"] is None
    assert answer["counts"]["activities"] == 0


def test_a_level_of_effort_spans_and_drives_nobody(project: models.Project) -> None:
    found = tasks(project, A=5, B=3, H=1)
    models.Activity.objects.filter(code="H").update(
        kind=ActivityKind.LEVEL_OF_EFFORT, duration_days=0
    )
    link(found, "A FS B", "A SS H", "B FF H")
    computed(project)
    assert dates(found["H"]) == ("03-02", "03-11")
    found["H"].refresh_from_db()
    assert not found["H"].is_critical
