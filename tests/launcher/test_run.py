"""`python3 dev.py run` as a stranger types it: refusals, both engines, two copies, a clean end."""

import dataclasses
import json
import os
import shutil
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


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A DATA_DIR after a first embedded run that was ended by Ctrl-C, and what that run said."""
    ready_to_run()
    made = Copies(tmp_path_factory.mktemp("lived"))
    copy = made.start("data")
    try:
        copy.wait_for("first page after")
        data = made.folder / "data"
        assert len(of_this_run(data)) > 1, "or the last line proves nothing"
        # beat rings every ten seconds; the job's own line says that the worker took it
        wait_for_line(data / "logs" / "web.log", "task_succeeded")
    finally:
        assert copy.stop() == 0
    assert of_this_run(data) == []
    return data, copy.text()


def wait_for_line(file: Path, words: str) -> None:
    end = time.monotonic() + 60
    while words not in file.read_text():
        assert time.monotonic() < end, file.read_text()[-3000:]
        time.sleep(0.1)


def passwords(data: Path) -> dict[str, str]:
    lines = (data / "demo-users.txt").read_text().splitlines()
    return {line.split()[-2]: line.split()[-1] for line in lines if len(line.split()) > 1}


@pytest.mark.services
@pytest.mark.timeout(300)
def test_passwords_are_random_shown_once_and_kept_private(
    lived: tuple[Path, str], copies: Copies
) -> None:
    data, said = lived
    kept = passwords(data)
    assert (data / "demo-users.txt").stat().st_mode & 0o777 == 0o600
    assert {"site", "planner", "official", "admin", "stranger"} <= set(kept)
    assert len(set(kept.values())) == len(kept)
    assert all(password in said for password in kept.values())
    shutil.copytree(data, copies.folder / "again")
    again = copies.start("again")
    again.wait_for("first page after")
    assert not any(password in again.text() for password in kept.values())
    assert str(copies.folder / "again" / "demo-users.txt") in again.text()
    assert token(again.port, kept["planner"]), "the data were kept"
    assert again.stop(signal.SIGTERM) == 0
    assert of_this_run(copies.folder / "again") == []


@pytest.mark.services
@pytest.mark.timeout(300)
def test_on_real_servers_and_again(copies: Copies) -> None:
    ready_to_run()
    data = copies.folder / "data"
    first = copies.start("data", "--services", DEMO_PASSWORD="roof-is-on-42")
    first.wait_for("first page after")
    assert "PostgreSQL from" in first.text()
    assert token(first.port, "roof-is-on-42")
    wait_for_line(data / "logs" / "worker.log", "task_succeeded")
    assert first.stop() == 0
    assert of_this_run(data) == []
    second = copies.start("data", "--services")
    second.wait_for("first page after")
    assert token(second.port, "roof-is-on-42"), "the data were kept"
    assert second.stop(signal.SIGTERM) == 0
    assert of_this_run(data) == []


@pytest.mark.services
@pytest.mark.timeout(300)
def test_two_copies_do_not_disturb_each_other(lived: tuple[Path, str], copies: Copies) -> None:
    for name in ("one", "two"):
        shutil.copytree(lived[0], copies.folder / name)
    one, two = copies.start("one"), copies.start("two")
    one.wait_for("first page after")
    two.wait_for("first page after")
    late = copies.start("one")
    assert late.process.wait(30) == 1
    assert "already runs on" in late.text()
    assert one.stop() == 0
    assert answers(two.port)
    assert two.stop() == 0


def token(port: int, password: str) -> str:
    """Sign in as a demo user would from a script."""
    request = urllib.request.Request(
        f"http://127.0.0.1:{port}/api/v1/auth/tokens/",
        json.dumps({"username": "planner", "password": password, "name": "test"}).encode(),
        {"Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request, timeout=20) as answer:
        return str(json.load(answer)["token"])
