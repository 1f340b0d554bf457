"""Each program's profile gives that program's dates, on small networks kept in tests/data."""

import dataclasses
import json
from pathlib import Path

import pytest

from bench import _apps, _case, _dslib, _explain, _oracle
from launcher.paths import ROOT
from scheduling import profiles
from scheduling.plan import Activity, Link, LinkKind
from tests.scheduling.networks import D, at, plan, task

FOLDER = ROOT / "tests" / "data" / "schedules"
PROFILES = sorted((FOLDER / "oracle").glob("*.json"))
APPS = sorted((FOLDER / "apps").glob("*.json"))


@pytest.mark.parametrize("file", PROFILES, ids=lambda file: file.stem)
def test_every_value_of_a_profile_is_equal(file: Path) -> None:
    count, differences = _case.compared(_oracle.read(file))
    assert not differences, differences
    assert count.values[False] > 60
    assert count.values[True] > 0


@pytest.mark.parametrize("file", APPS, ids=lambda file: file.name)
def test_a_program_s_file_is_read_and_reproduced(file: Path) -> None:
    case = _apps.read(file)
    assert not _case.compared(case)[1]
    assert not case.driven
    assert not case.unjudged


def test_there_is_a_network_of_each_profile_and_program() -> None:
    assert len(PROFILES) == 12
    assert {_apps.read(file).profile for file in APPS} == {"p6", "msproject"}


def test_a_real_project_s_starts_and_calendar() -> None:
    verdict = _dslib.judged(FOLDER / "dslib" / "own_shed.json")
    assert (verdict.passed, verdict.calendar_exact, verdict.equal) == (3, 3, 3)


def test_a_start_before_the_computed_one_fails(tmp_path: Path) -> None:
    spec = json.loads((FOLDER / "dslib" / "own_shed.json").read_text())
    spec["activities"][2] |= {"start_hours": 23.0, "baseline_start": "2026-03-04T16:00"}
    file = tmp_path / "early.json"
    file.write_text(json.dumps(spec))
    failures = _dslib.judged(file).failures
    assert failures[0] == "3: early 2026-03-06 08:00, stored 2026-03-04 16:00"


def test_a_changed_date_is_a_difference() -> None:
    case = _oracle.read(PROFILES[0])
    name, row = next(iter(case.expected.items()))
    changed = {**case.expected, name: {**row, "early_start": row["early_start"] + 60}}
    count, differences = _case.compared(dataclasses.replace(case, expected=changed))
    assert [(each.activity, each.column) for each in differences] == [(name, "early_start")]
    assert 0.9 < count.dates < 1 == count.floats


def test_work_that_a_resource_stretches_is_not_judged(tmp_path: Path) -> None:
    spec = json.loads(APPS[0].read_text())
    spec["activities"][3] |= {"assignments": 1, "duration_minutes": 960.0}
    file = tmp_path / "driven.expected.json"
    file.write_text(json.dumps(spec))
    case = _apps.read(file)
    assert case.driven == ("4",)
    # the others still stand where the program put them
    assert not _case.compared(case)[1]


def test_the_lag_that_mpxj_counts_twice_has_its_name() -> None:
    done = Activity("A", 960, actual_start=at(D(2026, 3, 2)), actual_finish=at(D(2026, 3, 4)))
    given = plan([done, task("B", 1), task("C", 1)], "B FS C", data_date=D(2026, 3, 4))
    link = Link("A", "B", LinkKind.FF, 480)
    given = dataclasses.replace(given, links=(*given.links, link))
    # twice one day from 4 March: B on the 5th, C on the 6th
    expected = {"B": {"early_start": at(D(2026, 3, 5), "08:00")}}
    expected["C"] = {"early_start": at(D(2026, 3, 6), "08:00")}
    case = _case.Case("twice", "p6-6", given, profiles.P6, expected)  # type: ignore[arg-type] # a dict of dicts is invariant
    named = _explain.explained(case, _case.compared(case)[1])
    assert [name for _difference, name in named] == [_explain.FF_TWICE] * 2


def test_what_nothing_explains_says_so() -> None:
    expected = {"A": {"early_start": at(D(2026, 3, 9), "08:00")}}
    case = _case.Case("odd", "p6-1", plan([task("A", 1)]), profiles.P6, expected)  # type: ignore[arg-type] # a dict of dicts is invariant
    named = _explain.explained(case, _case.compared(case)[1])
    assert [name for _difference, name in named] == [_explain.UNEXPLAINED]
