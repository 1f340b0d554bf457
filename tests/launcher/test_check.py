"""`./check`: all groups are tried, a group ends at its first failure, the sum tells the truth."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from launcher import check, pages
from launcher.paths import ROOT


def says(group: str, word: str, code: int = 0) -> check.Step:
    return check.Step(group, word, [sys.executable, "-c", f"print('{word} ran'); exit({code})"])


def test_a_failure_ends_its_group_and_nothing_else(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    listed = [says("style", "format", 1), says("style", "lint"), says("types", "types")]
    monkeypatch.setattr(check, "steps", lambda: listed)
    assert check.main() == 1
    said = capsys.readouterr().out
    assert "format ran" in said, "a failing step is quoted"
    assert "== types" in said
    assert "== lint" not in said
    assert said.rstrip().endswith("FAILED: style")


def test_all_well_is_zero(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(check, "steps", lambda: [says("style", "format"), says("types", "types")])
    assert check.main() == 0


def test_the_suite_runs_on_both_engines(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TEST_DATABASE_URL_POSTGRES", "postgresql://topout@/topout?host=/tmp/x")
    sqlite, postgres = check.steps()[-2:]
    assert not sqlite.env["DATABASE_URL"]
    assert "not services" in sqlite.command
    assert postgres.env["DATABASE_URL"].startswith("postgresql://")
    assert "services or not databaseless" in postgres.command


def test_what_asks_no_database_runs_once(request: pytest.FixtureRequest) -> None:
    assert request.node.get_closest_marker("databaseless")


def test_what_asks_one_runs_on_both(request: pytest.FixtureRequest, db: None) -> None:
    assert not request.node.get_closest_marker("databaseless")


def fake_node(folder: Path, version: str) -> None:
    folder.mkdir(parents=True)
    for name, said in (("node", version), ("npm", "npm of this Node")):
        (folder / name).write_text(f"#!/bin/sh\necho {said}\n")
        (folder / name).chmod(0o755)


def test_the_pages_are_checked_by_the_node_that_builds_them(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    fake_node(tmp_path / "old", "v18.20.4")
    fake_node(tmp_path / "venv" / "bin", "v24.1.0")
    monkeypatch.setenv("PATH", f"{tmp_path / 'old'}:/usr/bin:/bin")
    monkeypatch.setattr(pages, "VENV", tmp_path / "venv")
    listed = [step for step in check.steps() if step.group == "pages"]
    assert [step.name for step in listed] == ["pages: types", "pages: tests"]
    for step in listed:
        assert step.env["PATH"].startswith(str(tmp_path / "venv" / "bin"))


def test_without_node_the_pages_are_not_left_out_in_silence(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(pages, "VENV", tmp_path / "venv")
    listed = [step for step in check.steps() if step.group == "pages"]
    monkeypatch.setattr(check, "steps", lambda: listed)
    assert check.main() == 1
    assert "no Node: python3 dev.py test fetches one" in capsys.readouterr().out


def test_an_empty_setting_is_taken_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REDIS_URL", "redis://queue.example/0")
    assert "REDIS_URL" not in check.merged({"REDIS_URL": ""})
    assert check.merged({"DEBUG": "0"})["DEBUG"] == "0"


def test_scripts_can_be_executed() -> None:
    for name in ("check", "deploy/build.sh", "deploy/proxy.envsh", ".ci/run"):
        assert (ROOT / name).stat().st_mode & stat.S_IXUSR, name


def test_help_needs_no_environment() -> None:
    done = subprocess.run(
        [sys.executable, "-S", str(ROOT / "dev.py"), "--help"],
        env={"PATH": os.environ["PATH"]},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0
    assert "dev.py run" in done.stdout
