"""Columns as objects, and as bytes: nothing of them is lost."""

import dataclasses
import zlib
from typing import Any

import numpy as np
import pytest
from hypothesis import given

from scheduling.calendars.instants import NONE
from scheduling.columns import Columns, columns
from scheduling.cpm import computed
from scheduling.objects import plan_of
from scheduling.packed import ARRAYS, SCALARS, Packed, UnknownVersion, pack, unpack
from scheduling.plan import Plan
from tests.scheduling.networks import FIVE, plan, task
from tests.scheduling.random_plans import plans


def assert_same(left: Columns, right: Columns) -> None:
    for name in SCALARS:
        assert getattr(left, name) == getattr(right, name), name
    for name in ARRAYS:
        np.testing.assert_array_equal(getattr(left, name), getattr(right, name), err_msg=name)


@given(plans())
def test_a_plan_made_of_columns_has_these_columns(drawn: Plan) -> None:
    before = columns(drawn)
    after = columns(plan_of(before, [each.id for each in drawn.activities]))
    assert_same(before, after)
    assert after.calendars[:-1] == before.calendars


def test_calendars_of_one_name_stay_apart() -> None:
    given = columns(plan([task("A", 1), task("B", 1)]))
    twice = dataclasses.replace(given, calendars=(FIVE, FIVE, given.calendars[-1]))
    made = plan_of(twice, ["A", "B"])
    assert list(made.calendars) == [FIVE.name, f"{FIVE.name} (2)", "24 h"]


@given(plans())
def test_bytes_give_back_the_network(drawn: Plan) -> None:
    before = columns(drawn)
    ids = np.arange(len(before.work), dtype=np.int64) + 7
    links = np.arange(len(before.link_lag), dtype=np.int64)
    found = unpack(pack(Packed(before, ids, links)))
    assert_same(before, found.columns)
    assert found.columns.calendars == before.calendars
    np.testing.assert_array_equal(found.ids, ids)
    np.testing.assert_array_equal(found.link_ids, links)
    first, second = computed(before), computed(found.columns)
    np.testing.assert_array_equal(first.early_finish, second.early_finish)


@pytest.mark.parametrize("pins", [None, np.array([NONE, 1_065_136_800], np.int64)])
def test_bytes_give_back_what_levelling_holds(pins: Any) -> None:
    given = columns(plan([task("A", 1), task("B", 1)]))
    ids = np.arange(2, dtype=np.int64)
    found = unpack(pack(Packed(given, ids, ids[:0], pins=pins)))
    np.testing.assert_array_equal(found.pins, pins)


def test_bytes_of_another_version_are_refused(monkeypatch: Any) -> None:
    monkeypatch.setattr("scheduling.packed.VERSION", 2)
    empty = np.array([], np.int64)
    found = pack(Packed(columns(plan([])), empty, empty))
    monkeypatch.undo()
    for strange in (found, b"", b"of another time"):
        with pytest.raises(UnknownVersion):
            unpack(strange)


def test_bytes_are_small_where_columns_are_alike() -> None:
    given = columns(plan([task(f"A{place}", 3) for place in range(1000)]))
    ids = np.arange(1000, dtype=np.int64)
    assert len(pack(Packed(given, ids, np.array([], np.int64)))) < 9000
    assert zlib.decompress(pack(Packed(given, ids, ids[:0])))
