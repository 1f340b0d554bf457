"""The typed readers: what is written down wrongly is refused by name."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from backend import env


def test_a_secret_may_come_from_a_mounted_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "key").write_text("from-a-file\n")
    monkeypatch.setenv("THING", "from-the-environment")
    assert env.text("THING") == "from-the-environment"
    monkeypatch.setenv("THING_FILE", str(tmp_path / "key"))
    assert env.text("THING") == "from-a-file"


@pytest.mark.parametrize(
    ("written", "read"),
    [("1", True), ("Yes", True), ("off", False), ("0", False), ("", True)],
)
def test_a_flag_knows_its_words(written: str, read: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("THING", written)
    assert env.flag("THING", default=True) is read


@pytest.mark.parametrize(
    "reader", [lambda: env.flag("THING", default=False), lambda: env.number("THING", 1)]
)
def test_nonsense_is_refused_by_name(
    reader: Callable[[], object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("THING", "maybe")
    with pytest.raises(ImproperlyConfigured, match="THING"):
        reader()


def test_words_lose_their_blanks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("THING", " a, b ,,c ")
    assert env.words("THING") == ["a", "b", "c"]


def test_a_database_address_is_taken_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DB", "postgresql://to%40p:p%2Fw@db.example:5433/topout?sslmode=require")
    found = env.database("DB", default="")
    assert (found["USER"], found["PASSWORD"]) == ("to@p", "p/w")
    assert (found["HOST"], found["PORT"], found["NAME"]) == ("db.example", "5433", "topout")
    assert found["OPTIONS"]["sslmode"] == "require"  # type: ignore[index] # a dictionary there


def test_a_unix_socket_is_a_host(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DB", "postgresql:///topout?host=/run/postgresql&port=5440")
    found = env.database("DB", default="")
    assert (found["HOST"], found["PORT"]) == ("/run/postgresql", "5440")


def test_sqlite_never_upgrades_a_lock_in_a_transaction(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DB", raising=False)
    found = env.database("DB", default="sqlite:////data/topout.sqlite3")
    assert found["NAME"] == "/data/topout.sqlite3"
    options: dict[str, object] = found["OPTIONS"]  # type: ignore[assignment] # a dictionary there
    assert options["transaction_mode"] == "IMMEDIATE"
    assert options["timeout"] == 20
    assert "journal_mode=WAL" in str(options["init_command"])


def test_another_database_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DB", "mysql://localhost/x")
    with pytest.raises(ImproperlyConfigured, match="sqlite:// or postgresql://"):
        env.database("DB", default="")
