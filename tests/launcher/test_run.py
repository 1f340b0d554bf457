"""`python3 dev.py run` as a stranger types it: refusals, both engines, two copies, a clean end."""

import json
import shutil
import signal
import socket
import subprocess
import time
import urllib.request
from pathlib import Path

import pytest

from launcher import processes
from launcher.run import answers
from tests.launcher.copies import DEV, Copies, left_alone, of_this_run, ready_to_run, surroundings


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
    if processes.leash():
        second.stop(signal.SIGKILL)
        assert left_alone(data), of_this_run(data)
        second = copies.start("data", "--services")
        second.wait_for("first page after")
        assert token(second.port, "roof-is-on-42"), "a kill lost nothing"
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
