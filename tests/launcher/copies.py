"""Copies of `dev.py run` as processes, and what is left of them."""

import dataclasses
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from launcher import environment, pages, processes
from launcher.paths import ROOT

DEV = [sys.executable, str(ROOT / "dev.py"), "run"]
STARTED = 180


def surroundings(data: Path, port: int, **more: str) -> dict[str, str]:
    """The environment of a stranger: nothing of the test run's own settings."""
    ours = {"DATABASE_URL", "REDIS_URL", "SECRET_KEY", "DEBUG", "EMAIL_URL", "DATA_DIR"}
    kept = {name: value for name, value in os.environ.items() if name not in ours}
    return {**kept, "DATA_DIR": str(data), "PORT": str(port), "LOG_LEVEL": "INFO", **more}


@dataclasses.dataclass
class Copy:
    """A running `dev.py run` and what it has said so far."""

    process: subprocess.Popen[bytes]
    port: int
    said: Path

    def text(self) -> str:
        return self.said.read_text(encoding="utf-8", errors="replace")

    def wait_for(self, words: str) -> None:
        end = time.monotonic() + STARTED
        while words not in self.text():
            assert self.process.poll() is None, self.text()
            assert time.monotonic() < end, self.text()
            time.sleep(0.05)

    def stop(self, number: signal.Signals = signal.SIGINT) -> int:
        self.process.send_signal(number)
        return self.process.wait(60)


class Copies:
    """Starts copies in folders of their own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.running: list[Copy] = []

    def start(self, name: str, *words: str, **more: str) -> Copy:
        data = self.folder / name
        said = self.folder / f"{name}-{len(self.running)}.txt"
        port = processes.port_free()
        with said.open("wb") as output:
            process = subprocess.Popen(
                [*DEV, *words],
                stdout=output,
                stderr=subprocess.STDOUT,
                env=surroundings(data, port, **more),
            )
        copy = Copy(process, port, said)
        self.running.append(copy)
        return copy

    def stop(self) -> None:
        """Stop those that still run."""
        for copy in self.running:
            if copy.process.poll() is None:
                copy.stop()


def of_this_run(data: Path) -> list[str]:
    """Living processes that know this DATA_DIR, from their environment or command line."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            known = (entry / "environ").read_bytes() + (entry / "cmdline").read_bytes()
        except OSError:
            continue
        if os.fsencode(data) in known and int(entry.name) != os.getpid():
            found.append((entry / "cmdline").read_bytes().replace(b"\0", b" ").decode())
    return found


def ready_to_run() -> None:
    """`dev.py test` has made both; without them a start would need the network."""
    if not environment.ready() or pages.wanted():
        pytest.skip("the environment or the pages are not built; python3 dev.py test does it")


def left_alone(data: Path, seconds: float = 20) -> bool:
    """After a kill: do all processes of this DATA_DIR end by themselves?"""
    end = time.monotonic() + seconds
    while of_this_run(data) and time.monotonic() < end:
        time.sleep(0.1)
    return not of_this_run(data)
