"""Where houses are built: a PostgreSQL and a Redis, and empty databases that are migrated once."""

import contextlib
import itertools
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import psycopg

from launcher import services
from launcher.paths import ROOT
from tests.faults.house import House

DATABASES = ("postgresql", "sqlite")


@dataclass
class Ground:
    """Running servers; every house on them has a database of its own."""

    pair: services.Pair
    folder: Path
    _migrated: set[str] = field(default_factory=set)
    _numbers: Iterator[int] = field(default_factory=itertools.count)

    @contextlib.contextmanager
    def house(self, home: Path, database: str) -> Iterator[House]:
        """Build a house on an empty database of that kind; its processes end with the block."""
        home.mkdir(parents=True, exist_ok=True)
        built = House(home, database_url=self._empty(home, database), pair=self.pair)
        try:
            yield built
        finally:
            built.close()

    def _empty(self, home: Path, database: str) -> str:
        """Copy the migrated database; the first one asked for is made."""
        if database == "sqlite":
            template, mine = self.folder / "template.sqlite3", home / "house.sqlite3"
            self._migrate(database, f"sqlite:///{template}")
            shutil.copyfile(template, mine)
            return f"sqlite:///{mine}"
        self._migrate(database, self.pair.database_url)
        name = f"house_{next(self._numbers)}"
        with psycopg.connect(
            self.pair.database_url.replace("/topout?", "/postgres?"), autocommit=True
        ) as connection:
            connection.execute(f'CREATE DATABASE "{name}" TEMPLATE topout')
        return self.pair.database_url.replace("/topout?", f"/{name}?")

    def _migrate(self, database: str, url: str) -> None:
        if database in self._migrated:
            return
        subprocess.run(
            [sys.executable, "manage.py", "migrate", "-v0"],
            cwd=ROOT,
            env={**os.environ, "SECRET_KEY": "only-for-tests", "DATABASE_URL": url},
            check=True,
        )
        self._migrated.add(database)


@contextlib.contextmanager
def ground(folder: Path, *, durable: bool = False) -> Iterator[Ground]:
    """Start the servers; durable = with fsync, as in production."""
    folder.mkdir(parents=True, exist_ok=True)
    with services.throwaway(durable=durable) as pair:
        yield Ground(pair, folder)
