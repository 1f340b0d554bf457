"""`python3 dev.py run` as a stranger types it: refusals, both engines, two copies, a clean end."""

import dataclasses
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from launcher import environment, pages, processes
from launcher.paths import ROOT
from launcher.run import answers

DEV = [sys.executable, str(ROOT / "dev.py"), "run"]
STARTED = 90


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


@pytest.fixture
def copies(tmp_path: Path) -> "Iterator[Copies]":
    made = Copies(tmp_path)
    yield made
    for copy in made.running:
        if copy.process.poll() is None:
            copy.stop()


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


def test_a_taken_port_is_refused_before_anything_starts(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        env = surroundings(tmp_path / "data", port)
        done = subprocess.run(DEV, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert f"Port {port} on 127.0.0.1 is taken" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "data").exists()


def test_an_unknown_word_is_refused(tmp_path: Path) -> None:
    env = surroundings(tmp_path / "data", processes.port_free())
    done = subprocess.run([*DEV, "--servces"], env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "--servces" in done.stderr


def ready_to_run() -> None:
    """`dev.py test` has made both; without them a start would need the network."""
    if not environment.ready() or pages.wanted():
        pytest.skip("the environment or the pages are not built; python3 dev.py test does it")


@pytest.mark.services
@pytest.mark.timeout(300)
@pytest.mark.parametrize("words", [(), ("--services",)], ids=["embedded", "services"])
def test_from_start_to_end_and_again(copies: Copies, words: tuple[str, ...]) -> None:
    ready_to_run()
    data = copies.folder / "data"
    first = copies.start("data", *words, DEMO_PASSWORD="roof-is-on-42")
    first.wait_for("first page after")
    assert f"http://localhost:{first.port}/" in first.text()
    assert token(first.port)
    assert len(of_this_run(data)) > 1, "or the next line proves nothing"
    assert first.stop() == 0
    assert of_this_run(data) == []
    second = copies.start("data", *words)
    second.wait_for("first page after")
    assert token(second.port), "the data were kept"
    assert second.stop(signal.SIGTERM) == 0
    assert of_this_run(data) == []


@pytest.mark.services
@pytest.mark.timeout(300)
def test_two_copies_do_not_disturb_each_other(copies: Copies) -> None:
    ready_to_run()
    one, two = copies.start("one"), copies.start("two")
    one.wait_for("first page after")
    two.wait_for("first page after")
    late = copies.start("one")
    assert late.process.wait(30) == 1
    assert "already runs on" in late.text()
    assert one.stop() == 0
    assert answers(two.port)
    assert two.stop() == 0


@pytest.mark.services
@pytest.mark.timeout(300)
def test_passwords_are_random_shown_once_and_outside_the_repository(copies: Copies) -> None:
    ready_to_run()
    first = copies.start("data")
    first.wait_for("first page after")
    file = copies.folder / "data" / "demo-users.txt"
    assert file.stat().st_mode & 0o777 == 0o600
    kept = re.findall(r"\S{12,}$", file.read_text(), re.MULTILINE)
    assert kept
    assert all(password in first.text() for password in kept)
    first.stop()
    second = copies.start("data")
    second.wait_for("first page after")
    assert not any(password in second.text() for password in kept)
    assert str(file) in second.text()


@pytest.mark.services
@pytest.mark.timeout(300)
def test_the_embedded_worker_and_beat_work(copies: Copies) -> None:
    ready_to_run()
    copy = copies.start("data")
    copy.wait_for("first page after")
    log = copies.folder / "data" / "logs" / "web.log"
    end = time.monotonic() + 60
    # beat rings every ten seconds; the job's own line says that the worker took it
    while "task_succeeded" not in log.read_text() and time.monotonic() < end:
        time.sleep(0.2)
    assert "task_succeeded" in log.read_text()


def token(port: int) -> str:
    """Sign in as a demo user would from a script."""
    request = urllib.request.Request(
        f"http://127.0.0.1:{port}/api/v1/auth/tokens/",
        json.dumps({"username": "planner", "password": "roof-is-on-42", "name": "test"}).encode(),
        {"Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request, timeout=20) as answer:
        return str(json.load(answer)["token"])
