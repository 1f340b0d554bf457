"""Hurting the servers that a house stands on, and having them back as they were."""

import signal
import socket
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import redis

from launcher import processes, services
from launcher.processes import Running

PATIENCE_SECONDS = 60


def redis_flush(pair: services.Pair) -> None:
    """Empty Redis: every queue and every counter is gone."""
    with redis.Redis.from_url(pair.redis_url) as client:
        client.flushall()


def redis_kill(pair: services.Pair) -> None:
    """`kill -9` of Redis."""
    assert pair.redis is not None
    pair.redis.running.kill()


def redis_start(pair: services.Pair) -> None:
    """Start it again at the same address, empty where it keeps nothing on disk."""
    assert pair.redis is not None
    pair.redis.running = _again(pair.redis.running)
    port = urlsplit(pair.redis_url).port or 0
    processes.wait_until(
        lambda: processes.port_taken("127.0.0.1", port),
        what="Redis",
        seconds=PATIENCE_SECONDS,
        watched=pair.redis.running,
    )


def postgres_stop(pair: services.Pair) -> None:
    """`pg_ctl stop -m immediate`: no session ends in order, the next start recovers."""
    assert pair.postgres is not None
    running = pair.postgres.running
    running.process.send_signal(signal.SIGQUIT)
    running.process.wait(PATIENCE_SECONDS)


def postgres_start(pair: services.Pair) -> None:
    """Start it again on the same data and wait until it takes connections."""
    assert pair.postgres is not None
    owner = processes.unprivileged()
    running = _again(pair.postgres.running, owner=owner, stop_signal=signal.SIGINT)
    pair.postgres.running = running
    processes.wait_until(
        lambda: _connects(pair.database_url),
        what="PostgreSQL",
        seconds=PATIENCE_SECONDS,
        watched=running,
    )


def postgres_sessions_end(url: str) -> int:
    """`pg_terminate_backend` for every session of a house; returns how many."""
    with psycopg.connect(url) as connection:
        ended = connection.execute(
            "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        ).fetchone()
    return int(ended[0]) if ended else 0


def _connects(url: str) -> bool:
    try:
        psycopg.connect(url).close()
    except psycopg.OperationalError:
        return False
    return True


def _again(
    ended: Running,
    *,
    owner: processes.Owner | None = None,
    stop_signal: signal.Signals = signal.SIGTERM,
) -> Running:
    """Start with the words of a process that ended."""
    words = ended.process.args
    assert isinstance(words, list)
    return processes.start(
        ended.name,
        words[len(processes.leash()) :],
        log=ended.log,
        owner=owner,
        cwd=Path("/"),
        stop_signal=stop_signal,
    )


class Silence:
    """A port that takes connections and never says a word, in the place of a server."""

    def __init__(self) -> None:
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=512)
        self.port = int(self._listener.getsockname()[1])

    def __enter__(self) -> "Silence":
        return self

    def __exit__(self, *_: object) -> None:
        self._listener.close()
