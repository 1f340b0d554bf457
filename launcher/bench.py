"""`python3 dev.py bench`: list the benchmarks, or run one against servers of its own."""

import ast
import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from launcher import environment, services
from launcher.paths import ROOT, LauncherError, python

FOLDER = ROOT / "bench"


def main(words: Sequence[str]) -> int:
    """Without a name the list, with one the benchmark."""
    known = names()
    if not words:
        for name, about in known.items():
            print(f"{name:<20}{about}")
        return 0
    if words[0] not in known:
        raise LauncherError(f"No benchmark {words[0]}. There are: {', '.join(known)}")
    environment.make(dev=True)
    with services.throwaway(durable=True) as pair:
        print(f"PostgreSQL {pair.database_source}, Redis {pair.redis_source}", file=sys.stderr)
        env = {
            "SECRET_KEY": "only-for-benchmarks",
            "LOG_LEVEL": "ERROR",
            **os.environ,
            "DATABASE_URL": pair.database_url,
            "REDIS_URL": pair.redis_url,
            "PATH": f"{python().parent}{os.pathsep}{os.environ.get('PATH', '')}",
        }
        command = [str(python()), "-m", f"bench.{words[0]}", *words[1:]]
        process = subprocess.Popen(command, cwd=ROOT, env=env)
        try:
            return process.wait()
        finally:
            process.terminate()
            process.wait()


def names(folder: Path = FOLDER) -> dict[str, str]:
    """Every benchmark with the first line of what it says about itself."""
    files = sorted(file for file in folder.glob("*.py") if not file.name.startswith("_"))
    return {file.stem: _first_line(file) for file in files}


def _first_line(file: Path) -> str:
    words = ast.get_docstring(ast.parse(file.read_text(encoding="utf-8"))) or ""
    return words.partition("\n")[0]


def services_main(_words: Sequence[str]) -> int:
    """`python3 dev.py services`: print both addresses, keep them up until Ctrl-C."""
    environment.make()
    with services.throwaway() as pair:
        print(f"DATABASE_URL={pair.database_url}\nREDIS_URL={pair.redis_url}", flush=True)
        signal.pause()
    return 0
