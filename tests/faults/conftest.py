"""Servers for the faults of a test process, and a house on an empty database of each kind."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.ground import DATABASES, Ground, ground
from tests.faults.house import House


@pytest.fixture(scope="session")
def servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ground]:
    """One PostgreSQL and one Redis of our own, which a fault may hurt as it likes."""
    with ground(tmp_path_factory.mktemp("ground")) as made:
        yield made


@pytest.fixture(params=DATABASES)
def house(request: pytest.FixtureRequest, servers: Ground, tmp_path: Path) -> Iterator[House]:
    """An empty house on each kind of database."""
    with servers.house(tmp_path / "house", request.param) as built:
        yield built


@pytest.fixture
def postgresql_house(servers: Ground, tmp_path: Path) -> Iterator[House]:
    """An empty house on PostgreSQL, for what has nothing to do with SQLite."""
    with servers.house(tmp_path / "house", "postgresql") as built:
        yield built


@pytest.fixture
def sqlite_house(servers: Ground, tmp_path: Path) -> Iterator[House]:
    """An empty house on SQLite."""
    with servers.house(tmp_path / "house", "sqlite") as built:
        yield built
