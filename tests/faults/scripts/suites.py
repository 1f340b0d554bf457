"""F17, F18, F20, F25: tables of what a provider does, played row by row by their tests."""

import os
import re
import subprocess
import sys
from collections.abc import Callable

from launcher.paths import ROOT
from tests.faults.house import House
from tests.faults.scale import Scale
from tests.faults.verdict import Figures

ENDED = re.compile(r"(\d+) (passed|failed|error|skipped)")


def suite(*paths: str) -> Callable[[House, Scale], Figures]:
    """A fault that is played by running these tests, on the house's database."""

    def play(house: House, _scale: Scale) -> Figures:
        done = subprocess.run(
            [sys.executable, "-m", "pytest", "-q", "-n", "0", "-p", "no:cacheprovider", *paths],
            cwd=ROOT,
            env={**os.environ, **_servers(house)},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout[-4000:]
        ended = {word: int(count) for count, word in ENDED.findall(done.stdout.splitlines()[-1])}
        assert ended.keys() == {"passed"}, ended
        return Figures({"rows": ended["passed"], "failed": ended.get("failed", 0)})

    return play


def _servers(house: House) -> dict[str, str]:
    """The database of the house; tests make theirs beside it."""
    return {"DATABASE_URL": house.database_url, "REDIS_URL": "", "SECRET_KEY": "only-for-tests"}


smtp = suite("tests/projects/alerts/test_email_faults.py")
webhook = suite(
    "tests/projects/channels/test_webhook.py", "tests/projects/channels/test_outgoing.py"
)
wecom = suite("tests/projects/channels/test_silent_drops.py")
renders = suite("tests/faults/test_render_kill.py")
