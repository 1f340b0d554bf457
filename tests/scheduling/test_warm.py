"""What a worker does when it starts leaves nothing to be compiled by the first plan."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from scheduling.kernel.compiled import NUMBA

CHOSEN = """
from scheduling.kernel import compiled
print(compiled.NUMBA is not None)
"""
COUNTED = """
import time
from scheduling.warm import warm_whole as warm
warm()
start = time.perf_counter()
warm()
print(time.perf_counter() - start)
"""


@pytest.mark.timeout(400)
@pytest.mark.skipif(NUMBA is None, reason="nothing is compiled without numba")
def test_the_second_plan_waits_for_no_compilation() -> None:
    done = subprocess.run(
        [sys.executable, "-c", COUNTED], capture_output=True, text=True, check=True, timeout=300
    )
    # loading alone takes some hundreds of milliseconds
    assert float(done.stdout) < 0.1


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
    note = "from scheduling.kernel.store import stored; stored()"
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
