"""What a worker does when it starts leaves nothing to be compiled by the first plan."""

import subprocess
import sys

import pytest

from scheduling.kernel.compiled import NUMBA

COUNTED = """
import time
from scheduling.warm import warm
warm()
start = time.perf_counter()
warm()
print(time.perf_counter() - start)
"""


@pytest.mark.skipif(NUMBA is None, reason="nothing is compiled without numba")
def test_the_second_plan_waits_for_no_compilation() -> None:
    done = subprocess.run(
        [sys.executable, "-c", COUNTED], capture_output=True, text=True, check=True, timeout=100
    )
    # loading alone takes some hundreds of milliseconds
    assert float(done.stdout) < 0.1
