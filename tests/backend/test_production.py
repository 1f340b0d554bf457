"""Settings as an operator meets them: in a process of their own, from the environment alone."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PRODUCTION = {
    "DEBUG": "0",
    "SECRET_KEY": "a-key-of-more-than-fifty-letters-with-0123456789-and-some-more",
    "PUBLIC_URL": "https://topout.example",
    "ALLOWED_HOSTS": "topout.example",
    "DATABASE_URL": "postgresql://topout@localhost/topout",
    "REDIS_URL": "redis://localhost:6379/0",
    "EMAIL_URL": "smtp://localhost:25",
}


def _manage(folder: Path, *words: str, **env: str) -> "subprocess.CompletedProcess[str]":
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return subprocess.run(
        [sys.executable, "manage.py", *words],
        cwd=ROOT,
        env={**kept, "DATA_DIR": str(folder), **env},
        capture_output=True,
        text=True,
        check=False,
        timeout=100,
    )


def _deploy(folder: Path, **env: str) -> "subprocess.CompletedProcess[str]":
    words = ("check", "--deploy", "--fail-level=WARNING")
    return _manage(folder, *words, **{**PRODUCTION, **env})


def test_production_settings_are_clean(tmp_path: Path) -> None:
    done = _deploy(tmp_path)
    assert done.returncode == 0, done.stderr
    assert "no issues" in done.stdout


@pytest.mark.parametrize(
    ("env", "told"),
    [
        ({"REDIS_URL": ""}, "topout.E001"),
        ({"EMAIL_URL": ""}, "topout.E002"),
        ({"DATABASE_URL": ""}, "topout.W003"),
        ({"SECRET_KEY": "short"}, "security.W009"),
        ({"DEBUG": "1"}, "security.W018"),
        ({"PUBLIC_URL": "http://topout.example"}, "security.W012"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_mistake_has_its_id(tmp_path: Path, env: dict[str, str], told: str) -> None:
    done = _deploy(tmp_path, **env)
    assert done.returncode != 0
    assert told in done.stderr


def test_nothing_starts_without_a_secret(tmp_path: Path) -> None:
    done = _deploy(tmp_path, SECRET_KEY="")
    assert done.returncode != 0
    assert "SECRET_KEY is not set. Make one with" in done.stderr


def test_the_demo_is_refused(tmp_path: Path) -> None:
    database = f"sqlite:///{tmp_path}/topout.sqlite3"
    done = _manage(tmp_path, "seed_demo", **{**PRODUCTION, "DATABASE_URL": database})
    assert done.returncode != 0
    assert "not for production" in done.stderr
    assert not (tmp_path / "demo-users.txt").exists()
