"""The health checks of docker-compose.yml, run as the container would, on real processes."""

import os
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from launcher import commands, processes, redis
from launcher.paths import ROOT, python, tool
from launcher.processes import Running
from tests.deploy.proxy import application_env, manage

pytestmark = [pytest.mark.services, pytest.mark.timeout(180)]


def check(name: str, env: Mapping[str, str]) -> int:
    """The exit status of a service's health check."""
    loaded: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
    kind, *words = loaded["services"][name]["healthcheck"]["test"]
    command = ["sh", "-c", words[0].replace("$$", "$")] if kind == "CMD-SHELL" else words
    found = f"{python().parent}:{os.environ['PATH']}"
    done = subprocess.run(
        command, cwd=ROOT, env={**env, "PATH": found}, capture_output=True, check=False, timeout=60
    )
    return done.returncode


@pytest.fixture(scope="module")
def env(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """Settings with a Redis of their own and tables in them."""
    home = tmp_path_factory.mktemp("health")
    server = redis.start(home / "redis", log=home / "redis.log", durable=False)
    made = {**application_env(home / "data", processes.port_free()), "REDIS_URL": server.url}
    made["ALLOWED_HOSTS"] = ".plan.example,localhost"
    made["HOSTNAME"] = os.uname().nodename
    try:
        manage(commands.MIGRATE, made)
        yield made
    finally:
        server.stop()


def start(name: str, env: Mapping[str, str], folder: Path) -> Running:
    words = commands.PROCESSES[name]
    program = tool(words[0])
    assert program is not None
    return processes.start(name, [program, *words[1:]], log=folder / f"{name}.log", env=env)


@pytest.mark.parametrize("name", ["web", "worker", "worker-photos", "worker-analyses"])
def test_it_tells_a_living_process_from_a_stopped_one(
    env: dict[str, str], tmp_path: Path, name: str
) -> None:
    assert check(name, env) != 0, "nothing runs yet"
    running = start(name, env, tmp_path)
    try:
        processes.wait_until(lambda: check(name, env) == 0, what=name, seconds=60, watched=running)
    finally:
        running.stop()
    assert check(name, env) != 0
