"""The commands of dev.py."""

import signal
import sys
from collections.abc import Callable, Sequence
from types import FrameType

from launcher import bench, lock, run, suite
from launcher.paths import LauncherError

USAGE = """python3 dev.py run [--services]    start Topout; --services: on PostgreSQL and Redis
python3 dev.py test [pytest args]  all checks and tests; with arguments only pytest
python3 dev.py bench [NAME ARGS]   list the benchmarks, or run one
python3 dev.py services            start a throwaway PostgreSQL and Redis, print their addresses
python3 dev.py lock                renew requirements.lock"""

COMMANDS: dict[str, Callable[[Sequence[str]], int]] = {
    "run": run.main,
    "test": suite.main,
    "bench": bench.main,
    "services": bench.services_main,
    "lock": lock.main,
}


def main(words: Sequence[str]) -> int:
    """Run one command; a failure we know ends with its message and 1."""
    if not words or words[0] not in COMMANDS:
        print(USAGE)
        return 0 if words and words[0] in {"-h", "--help"} else 2
    # a terminal's Ctrl-C, `kill` and a closed window all end the same way
    for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
        signal.signal(number, _interrupt)
    try:
        return COMMANDS[words[0]](words[1:])
    except LauncherError as error:
        print(f"\n{error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt
