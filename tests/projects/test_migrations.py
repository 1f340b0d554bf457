"""A new installation and one that came step by step have the same tables and first rows."""

import contextlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from django.db import connection

from launcher.paths import ROOT


@contextlib.contextmanager
def empty_databases(folder: Path) -> Iterator[tuple[str, str]]:
    """URLs of two databases of the kind that the tests run on."""
    if connection.vendor == "sqlite":
        yield f"sqlite:///{folder}/whole.sqlite3", f"sqlite:///{folder}/steps.sqlite3"
        return
    url = os.environ["DATABASE_URL"]
    names = [f"{connection.settings_dict['NAME']}_{way}" for way in ("whole", "steps")]
    with psycopg.connect(url, autocommit=True) as server:
        for name in names:
            server.execute(f'CREATE DATABASE "{name}" TEMPLATE template0')
        try:
            whole, steps = (url.replace("/topout?", f"/{name}?") for name in names)
            yield whole, steps
        finally:
            for name in names:
                server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def tables_of(way: str, url: str) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-m", "tests.projects.tables_of", way],
        cwd=ROOT,
        env={**os.environ, "DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "backend.settings"},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()[-3000:]
    told: list[str] = json.loads(done.stdout)
    return told


@pytest.mark.django_db
def test_both_ways_lead_to_the_same_tables(tmp_path: Path) -> None:
    with empty_databases(tmp_path) as (one, other):
        whole, steps = tables_of("whole", one), tables_of("steps", other)
    assert len(whole) > 1000
    assert whole == steps
