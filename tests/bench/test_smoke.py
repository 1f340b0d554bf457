"""Every benchmark runs to its figure on little data, so that none rots; figures are not judged."""

import os
import re
import subprocess
import sys

import pytest

from launcher.bench import names
from launcher.paths import ROOT

pytestmark = pytest.mark.services
FIGURE = re.compile(r"figure: (\w+=[-.\w]+ ?)+")


@pytest.mark.timeout(300)
@pytest.mark.parametrize("name", sorted(names()))
def test_it_ends_with_its_figure(name: str) -> None:
    # the benchmark brings its own servers and settings, and clears up its own folder
    env = {
        key: value
        for key, value in os.environ.items()
        if not key.endswith("_URL") and key != "DATA_DIR"
    }
    done = subprocess.run(
        [sys.executable, "dev.py", "bench", name, "--smoke"],
        cwd=ROOT,
        env=env,
        capture_output=True,
        text=True,
        check=False,
        timeout=280,
    )

    assert done.returncode == 0, done.stderr[-3000:]
    assert FIGURE.fullmatch(done.stdout.strip().splitlines()[-1]), done.stdout[-1000:]
