"""Ended at any moment, by Ctrl-C or by kill -9: nothing is left, and the next start works."""

import signal
import time

import pytest

from launcher import processes
from tests.launcher.copies import Copies, left_alone, of_this_run, ready_to_run

# what a first start says one after the other; the demo's first project is named half way
STAGES = ("environment ready", "SQLite", "tables up to date", "GOERTEK")


@pytest.mark.services
@pytest.mark.timeout(300)
def test_a_first_start_that_is_ended_again_and_again(copies: Copies) -> None:
    ready_to_run()
    data = copies.folder / "data"
    for stage in STAGES:
        copy = copies.start("data")
        copy.wait_for(stage)
        began = time.monotonic()
        # as `kill -INT` sends it: to the launcher alone
        assert copy.stop() == 0
        assert time.monotonic() - began < 15, f"{stage}: it was waited for"
        assert "Traceback" not in copy.text()
        assert of_this_run(data) == [], stage
    if processes.leash():
        for stage in ("GOERTEK", "server answers"):
            copy = copies.start("data")
            copy.wait_for(stage)
            copy.stop(signal.SIGKILL)
            assert left_alone(data), (stage, of_this_run(data))
    last = copies.start("data")
    last.wait_for("first page after")
    assert last.stop() == 0
