"""Typed readers for the environment: one place that knows how a setting is written down."""

import os
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured


def text(name: str, default: str = "") -> str:
    """Return NAME's value, or the content of the file that NAME_FILE names (a mounted secret).

    A variable that is set but empty counts as not set, as compose files write it.
    """
    secret = os.environ.get(f"{name}_FILE")
    if secret:
        return Path(secret).read_text(encoding="utf-8").strip()
    return os.environ.get(name, "").strip() or default


def flag(name: str, *, default: bool) -> bool:
    """Read 1/true/yes/on or 0/false/no/off."""
    value = text(name).lower()
    if not value:
        return default
    if value in {"1", "true", "yes", "on"}:
        return True
    if value in {"0", "false", "no", "off"}:
        return False
    raise ImproperlyConfigured(f"{name} must be 1 or 0, not {value!r}")


def number(name: str, default: int) -> int:
    """Read a whole number."""
    value = text(name)
    try:
        return int(value) if value else default
    except ValueError as error:
        raise ImproperlyConfigured(f"{name} must be a whole number, not {value!r}") from error


def words(name: str, default: str = "") -> list[str]:
    """Read a comma separated list."""
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def hours(name: str, default: str) -> tuple[tuple[int, int], ...]:
    """Read spans of a day, `09:00-12:00,13:00-18:00`, as minutes of the day, in order."""
    spans = [tuple(_minute(name, end) for end in span.split("-")) for span in words(name, default)]
    ends = [end for span in spans for end in span]
    if any(len(span) != 2 for span in spans) or ends != sorted(set(ends)):
        raise ImproperlyConfigured(f"{name} must be spans in order, such as {default}")
    return tuple((span[0], span[-1]) for span in spans)


def _minute(name: str, clock: str) -> int:
    hour, _colon, minute = clock.strip().partition(":")
    if not (hour.isdecimal() and minute.isdecimal() and int(hour) < 24 and int(minute) < 60):
        raise ImproperlyConfigured(f"{name} has times such as 09:00, not {clock!r}")
    return int(hour) * 60 + int(minute)


# of a pool whose server is away: it tries at once, after one second and after two, and again for
# whoever asks next. By itself it waits twice as long after each try, minutes in the end, and stands
# there while the server has long come back. Whoever asks is told "not now" after three seconds
AWAY = {"reconnect_timeout": 2, "timeout": 3}


def database(name: str, *, default: str) -> dict[str, object]:
    """Turn a database URL into Django's settings.

    `sqlite:///path`, or `postgresql://user:pw@host:port/name`; `?host=/folder` is a Unix socket.

    PostgreSQL gets psycopg's connection pool; its size is per process and must cover the
    process's threads, or requests wait for one another (`DATABASE_POOL_SIZE`).
    """
    url = urlsplit(text(name, default))
    if url.scheme == "sqlite":
        return _sqlite(unquote(url.path)[1:] if url.path.startswith("//") else unquote(url.path))
    if url.scheme not in {"postgres", "postgresql"}:
        raise ImproperlyConfigured(f"{name} must begin with sqlite:// or postgresql://")
    query = {key: values[-1] for key, values in parse_qs(url.query).items()}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(url.path.lstrip("/")),
        "USER": unquote(url.username or ""),
        "PASSWORD": unquote(url.password or ""),
        "HOST": query.pop("host", url.hostname or ""),
        "PORT": str(url.port or query.pop("port", "")),
        "CONN_MAX_AGE": 0,
        "OPTIONS": {
            "pool": {"min_size": 1, "max_size": number("DATABASE_POOL_SIZE", 12), **AWAY},
            "connect_timeout": 5,
            # a worker that hangs inside a transaction must not keep its locks for ever; and no
            # statement here runs long enough to earn back its compilation, some 60 ms
            "options": "-c idle_in_transaction_session_timeout=60000 "
            "-c statement_timeout=60000 -c jit=off",
            **query,
        },
    }


def _sqlite(path: str) -> dict[str, object]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        # a file as in life: an in-memory database shared by threads locks table by table
        "TEST": {"NAME": f"{path}.test"},
        "OPTIONS": {
            # a deferred transaction that upgrades answers "locked" at once, whatever the timeout
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
        },
    }
