"""One installation under test: its processes, its database seen from outside, its provider."""

import os
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg

from launcher import processes, services
from launcher.paths import ROOT
from launcher.processes import Running
from projects.models import AlertDelivery
from tests.faults.ledger import KEY_LENGTH, Taken, taken

PATIENCE_SECONDS = 60
# a week of nights on a busy machine
RUN_SECONDS = 1200


class House:
    """The processes of a test and what it knows of them; nothing here goes through Django."""

    def __init__(self, home: Path, *, database_url: str, pair: services.Pair) -> None:
        self.home = home
        self.pair = pair
        self.database_url = database_url
        self.ledger = home / "ledger.txt"
        self.ledger.touch()
        self.port = processes.port_free()
        self._running: list[Running] = []
        self.env = {
            **os.environ,
            "SECRET_KEY": "only-for-tests",
            "DEBUG": "0",
            "DJANGO_SETTINGS_MODULE": "tests.faults.settings",
            "DATA_DIR": str(home / "data"),
            "DATABASE_URL": database_url,
            "REDIS_URL": pair.redis_url,
            "EMAIL_URL": f"smtp://127.0.0.1:{self.port}",
            "LOG_LEVEL": "WARNING",
            "PYTHONUNBUFFERED": "1",
        }

    @property
    def on_sqlite(self) -> bool:
        """Is its database a file?"""
        return self.database_url.startswith("sqlite")

    def patient(self) -> None:
        """Give whoever sends a minute for it: nobody dies here, and a slow machine is no fault."""
        self.env["FAULT_LEASE_SECONDS"] = "60"

    def start(self, name: str, *words: str, **env: str) -> Running:
        """Start one of the environment's programs in a group of its own."""
        program = Path(sys.executable).parent / words[0]
        running = processes.start(
            name,
            [program, *words[1:]],
            log=self.home / f"{name}.log",
            env={**self.env, **env},
        )
        self._running.append(running)
        return running

    def close(self) -> None:
        """Kill what still runs."""
        for running in self._running:
            running.kill()

    def mailbox(self, *words: str) -> Running:
        """Start the SMTP provider and wait until it listens."""
        started = self.start(
            "mailbox",
            "python",
            "-m",
            "tests.faults.mailbox",
            str(self.port),
            str(self.ledger),
            *words,
        )
        processes.wait_until(
            lambda: processes.port_taken("127.0.0.1", self.port),
            what="mailbox",
            seconds=20,
            watched=started,
        )
        return started

    def run(self, code: str) -> str:
        """Run code in a Django process to its end; returns what it printed."""
        done = subprocess.run(
            [sys.executable, "-c", f"import django\ndjango.setup()\n{code}"],
            cwd=ROOT,
            env=self.env,
            capture_output=True,
            text=True,
            check=False,
            timeout=RUN_SECONDS,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def _file(self, *, timeout: float) -> closing[sqlite3.Connection]:
        return closing(sqlite3.connect(urlsplit(self.database_url).path, timeout=timeout))

    @contextmanager
    def _connected(self) -> Iterator[Any]:
        if self.on_sqlite:
            with self._file(timeout=30) as file:
                yield file
        else:
            with psycopg.connect(self.database_url) as connection:
                yield connection

    def rows(self, question: str) -> list[tuple[Any, ...]]:
        """Ask the database."""
        with self._connected() as connection:
            return list(connection.execute(question).fetchall())

    def change(self, statement: str) -> None:
        """Change the database behind Topout's back."""
        with self._connected() as connection:
            connection.execute(statement)
            connection.commit()

    def writable(self) -> bool:
        """Whether nobody holds the file's one write lock; PostgreSQL has no such lock."""
        if not self.on_sqlite:
            return True
        with self._file(timeout=0) as file:
            try:
                file.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError:
                return False
            return True

    def count(self, question: str) -> int:
        """The one number that a question has for an answer."""
        return int(self.rows(question)[0][0])

    def states(self) -> Counter[str]:
        """Deliveries by state."""
        rows = self.rows("SELECT state, count(*) FROM projects_alertdelivery GROUP BY state")
        return Counter({str(state): int(count) for state, count in rows})

    def left(self) -> int:
        """How many deliveries are still to be sent."""
        states = self.states()
        return states["pending"] + states["sending"]

    def deliveries(self, where: str = "") -> list[AlertDelivery]:
        """The rows as objects, read past Django's connection."""
        fields = AlertDelivery._meta.concrete_fields
        columns = ", ".join(f"d.{field.column}" for field in fields)
        rows = self.rows(f"SELECT {columns} FROM projects_alertdelivery d {where}")  # noqa: S608 - constants
        return [
            AlertDelivery(
                **{
                    field.attname: field.to_python(value)
                    for field, value in zip(fields, row, strict=True)
                }
            )
            for row in rows
        ]

    def keys(self) -> dict[str, AlertDelivery]:
        """What was created, by the key that the ledger knows."""
        return {row.dedupe_key[:KEY_LENGTH]: row for row in self.deliveries()}

    def accepted(self) -> list[Taken]:
        """What the providers took so far."""
        return taken(self.ledger)

    def wait(self, ready: Callable[[], bool], *, seconds: float = PATIENCE_SECONDS) -> float:
        """Wait until something is so; returns for how many seconds."""
        began = time.monotonic()
        while not ready():
            waited = time.monotonic() - began
            assert waited < seconds, f"not within {seconds} s; {dict(self.states())}"
            time.sleep(0.02)
        return time.monotonic() - began
