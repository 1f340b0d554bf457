"""A database and a production server of the benchmark's own."""

import contextlib
import os
import secrets
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg

from launcher.commands import WEB

ROOT = Path(__file__).resolve().parent.parent
PATIENCE_SECONDS = 30


@contextlib.contextmanager
def database() -> Iterator[str]:
    """Make an empty database beside the one of DATABASE_URL, point DATABASE_URL to it, drop it."""
    given = os.environ.get("DATABASE_URL", "")
    if not given.startswith("postgres"):
        raise SystemExit("DATABASE_URL must name a PostgreSQL server; dev.py bench starts one.")
    name = f"bench_{secrets.token_hex(4)}"
    os.environ["DATABASE_URL"] = urlunsplit(urlsplit(given)._replace(path=f"/{name}"))
    with psycopg.connect(given, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
        try:
            yield os.environ["DATABASE_URL"]
        finally:
            os.environ["DATABASE_URL"] = given
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@dataclass(frozen=True)
class Server:
    """The running server's port and process."""

    port: int
    pid: int

    def cpu_seconds(self) -> float:
        """Return the CPU time of its processes so far, which other work hardly adds to."""
        children = Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text(encoding="ascii")
        return sum(map(_cpu_seconds, (str(self.pid), *children.split())))


def _cpu_seconds(pid: str) -> float:
    # the name in brackets may hold blanks; user and system time are the 14th and 15th field
    stat = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(stat[11]) + int(stat[12])) / os.sysconf("SC_CLK_TCK")


@contextlib.contextmanager
def running(url: str) -> Iterator[Server]:
    """Start the production web server on a free port, stop it at the end."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    env = {
        **os.environ,
        "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "bench._settings",
        # one process for web only: the engine of the embedded mode would disturb
        "REDIS_URL": os.environ.get("REDIS_URL") or "redis://127.0.0.1:1/0",
        "PORT": str(port),
        "HOST": "127.0.0.1",
        "LOG_LEVEL": "ERROR",
        "GUNICORN_LOG_LEVEL": "warning",
    }
    # a worker that is renewed in the middle of a round would be measured as slowness
    steady = ("--max-requests", "0")
    command = [str(Path(sys.executable).with_name(WEB[0])), *WEB[1:], *steady]
    server = subprocess.Popen(command, cwd=ROOT, env=env)
    try:
        _wait(port, server)
        yield Server(port, server.pid)
    finally:
        server.terminate()
        server.wait()


def _wait(port: int, server: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until and server.poll() is None:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port)):
            return
        time.sleep(0.1)
    raise SystemExit("the server did not start")
