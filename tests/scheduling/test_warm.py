"""What a worker does when it starts leaves nothing to be compiled by the first plan."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from launcher.paths import ROOT
from scheduling.kernel.compiled import NUMBA

CHOSEN = """
from scheduling.kernel import compiled
print(compiled.NUMBA is not None)
"""
ANALYSED = """
import dataclasses
import numpy as np
from numba import njit
from numba.core import event
compiled = event.RecordingListener()
event.register("numba:compile", compiled)
from scheduling.backward.crash import Compression, crash
from scheduling.columns import columns
from scheduling.reasons.computation import computation
from scheduling.reasons.derivation import DateKind, derivation
from scheduling.reasons.paths import float_paths
from scheduling.incremental import Following
from scheduling.levelling.levels import level
from scheduling.levelling.program import Program
from scheduling.levelling.search import Limits
from scheduling.levelling.site import prepared
from scheduling.objects import plan_of
from scheduling.packed import Packed, pack, unpack
from scheduling.profiles import TOPOUT
from scheduling.risk.quantiles import Shape
from scheduling.risk.sampling import Settings
from scheduling.risk.simulation import simulate
from scheduling.risk.uncertainty import Percent, Range, Uncertainty
from tests.scheduling.levelling.crews import one_crane
from tests.scheduling.networks import D, at, bound, milestone, plan, task
from scheduling.plan import Constraint

given = plan(
    [task("A", 5, actual_start=at(D(2026, 3, 2), "08:00"), left=3), task("B", 4, calendar="seven"),
     task("C", 3, constraint=bound(Constraint.SNET, D(2026, 3, 12))), task("D", 2), milestone("M")],
    "A FS B", "A SS+2 C", "B FF-1 D", "D FS M", data_date=D(2026, 3, 4),
)
ids, links = np.arange(5), np.arange(4)
stored = unpack(pack(Packed(columns(given), ids, links, TOPOUT, None)))
following = Following(stored.columns)
extents = [following.change(dataclasses.replace(stored.columns, work=stored.columns.work + more))
           for more in (np.array([0, 0, 0, 60, 0]), 480)]
assert {each.extent.name for each in extents} == {"CONE", "LATE"}, extents
again = plan_of(stored.columns, list("ABCDM"))
ranges = {"B": Range(480, 960, 4800, Shape.TRIANGULAR)}
simulate(again, Uncertainty(default=Percent(50), ranges=ranges), Settings(iterations=1000))
level(again, one_crane("B", "C", "D"), limits=Limits(orders=2000, workers=2))
site = prepared(again, one_crane("B", "C", "D"), TOPOUT, extend=True)
Program(site, site.early)
found = computation(again)
for activity in "ABCDM":
    for date in DateKind:
        derivation(found, activity, date)
float_paths(found, count=3)
crash(again, [Compression("B", 1, 2)], at(D(2026, 3, 6)))
print(len(compiled.buffer))
njit(lambda number: number)(1)
print(len(compiled.buffer))
"""


@pytest.mark.timeout(400)
@pytest.mark.skipif(NUMBA is None, reason="nothing is compiled without numba")
def test_a_fresh_workers_first_analysis_compiles_nothing() -> None:
    """Nor does its first answer why. The plan says more than the smallest ones do."""

    def said(*words: str) -> str:
        done = subprocess.run(
            [sys.executable, *words], cwd=ROOT, capture_output=True, text=True, check=True
        )
        return done.stdout.strip()

    assert said("-m", "scheduling.warm") == ""
    nothing, noticed = said("-c", ANALYSED).split()
    assert nothing == "0"
    assert int(noticed) > 0, "a compilation would not have been noticed"


@pytest.mark.skipif(NUMBA is None, reason="nothing is compiled without numba")
def test_a_server_takes_machine_code_only_once_it_is_stored(tmp_path: Path) -> None:
    kept = {**os.environ, "NUMBA_CACHE_DIR": str(tmp_path / "kernel")}
    server = {**kept, "TOPOUT_STORED_KERNEL": "1"}

    def compiled_for(env: dict[str, str]) -> bool:
        done = subprocess.run(
            [sys.executable, "-c", CHOSEN], env=env, check=True, capture_output=True, text=True
        )
        return done.stdout.strip() == "True"

    assert not compiled_for(server)
    assert compiled_for(kept)
    note = "from scheduling.kernel.store import REQUESTS, stored; stored(REQUESTS)"
    subprocess.run([sys.executable, "-c", note], env=kept, check=True)
    assert compiled_for(server)


@pytest.mark.parametrize("mode", [0o777, 0o500])
def test_code_that_others_may_write_or_nobody_can_is_not_kept(tmp_path: Path, mode: int) -> None:
    folder = tmp_path / "kernel"
    folder.mkdir()
    folder.chmod(mode)
    env = {**os.environ, "NUMBA_CACHE_DIR": str(folder)}
    words = "from scheduling.kernel.store import FOLDER; print(FOLDER)"
    done = subprocess.run(
        [sys.executable, "-c", words], env=env, check=True, capture_output=True, text=True
    )
    root_may_write_anywhere = mode == 0o500 and os.getuid() == 0
    assert (done.stdout.strip() == "None") is not root_may_write_anywhere
