"""Which PostgreSQL and Redis to use: the ones that are named, else the machine's, else the wheels.

`throwaway()` gives tests and benchmarks a pair of their own:

    with services.throwaway() as pair:
        os.environ["DATABASE_URL"], os.environ["REDIS_URL"] = pair.database_url, pair.redis_url
"""

import contextlib
import dataclasses
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from launcher import postgres, redis
from launcher.postgres import Postgres
from launcher.redis import Redis


@dataclasses.dataclass
class Pair:
    """Addresses for DATABASE_URL and REDIS_URL, and what was started to have them."""

    database_url: str
    redis_url: str
    database_source: str = "from DATABASE_URL"
    redis_source: str = "from REDIS_URL"
    postgres: Postgres | None = None
    redis: Redis | None = None

    def stop(self) -> None:
        """Stop what was started; leave alone what was only named."""
        if self.redis:
            self.redis.stop()
        if self.postgres:
            self.postgres.stop()


def resolve(data_dir: Path, logs: Path) -> Pair:
    """The pair of `run --services`; what it starts keeps its data below `data_dir`."""
    pair = Pair(os.environ.get("DATABASE_URL", ""), os.environ.get("REDIS_URL", ""))
    try:
        if not pair.database_url:
            pair.postgres = postgres.start(data_dir / "postgres", log=logs / "postgres.log")
            pair.database_url, pair.database_source = pair.postgres.url, pair.postgres.source
        if not pair.redis_url:
            pair.redis = redis.start(data_dir / "redis", log=logs / "redis.log")
            pair.redis_url, pair.redis_source = pair.redis.url, pair.redis.source
    except BaseException:
        pair.stop()
        raise
    return pair


@contextlib.contextmanager
def throwaway(*, durable: bool = False, settings: tuple[str, ...] = ()) -> Iterator[Pair]:
    """Both servers on empty temporary folders, gone at the end; durable = fsync as in production.

    `settings` are extra PostgreSQL options such as "shared_buffers=256MB".
    """
    home = Path(tempfile.mkdtemp(prefix="topout-"))
    # the unprivileged owner of PostgreSQL's folder has to pass through
    home.chmod(0o711)
    pair = Pair("", "", "", "")
    try:
        pair.postgres = postgres.start(
            home / "pg", log=home / "postgres.log", durable=durable, settings=settings
        )
        pair.redis = redis.start(home / "redis", log=home / "redis.log", durable=durable)
        pair.database_url, pair.database_source = pair.postgres.url, pair.postgres.source
        pair.redis_url, pair.redis_source = pair.redis.url, pair.redis.source
        yield pair
    finally:
        pair.stop()
        shutil.rmtree(home, ignore_errors=True)
