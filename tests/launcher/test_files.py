"""Locks, secrets, stamps and lists: what the launcher keeps and finds in folders."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from launcher import bench, browser, environment, locks, pages, run
from launcher.paths import LauncherError


def test_one_launcher_for_one_folder(tmp_path: Path) -> None:
    handle = locks.hold(tmp_path)
    with pytest.raises(LauncherError, match=f"already runs .*process {os.getpid()}"):
        locks.hold(tmp_path)
    os.close(handle)
    os.close(locks.hold(tmp_path))


def test_two_folders_do_not_meet(tmp_path: Path) -> None:
    handles = [locks.hold(tmp_path / "a"), locks.hold(tmp_path / "b")]
    for handle in handles:
        os.close(handle)


def test_the_secret_is_made_once_and_private(tmp_path: Path) -> None:
    first = locks.secret_key(tmp_path)
    assert len(first) >= 64
    assert locks.secret_key(tmp_path) == first
    assert (tmp_path / "secret-key").stat().st_mode & 0o777 == 0o600


def test_the_users_settings_win(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PUBLIC_URL", "https://plan.example")
    monkeypatch.setenv("REDIS_URL", "redis://queue.example/0")
    ours = run.settings(tmp_path, 8123, None)
    assert ours["PUBLIC_URL"] == "https://plan.example"
    assert ours["REDIS_URL"] == "redis://queue.example/0"
    assert "http://127.0.0.1:8123" in ours["CSRF_TRUSTED_ORIGINS"]


@pytest.mark.parametrize("port", ["0", "65536", "http", "-1", "80 80"])
def test_a_port_that_is_none(monkeypatch: pytest.MonkeyPatch, port: str) -> None:
    monkeypatch.setenv("PORT", port)
    with pytest.raises(LauncherError, match="PORT must be a number"):
        run.port_wanted()


def test_pages_are_built_again_when_a_source_changes(tmp_path: Path) -> None:
    source = tmp_path / "src" / "board.ts"
    source.parent.mkdir()
    source.write_text("let late = 1")
    first = pages.fingerprint(tmp_path)
    os.utime(source, (1, 1))
    (tmp_path / "dist").mkdir()
    (tmp_path / "dist" / "board.js").write_text("built")
    assert pages.fingerprint(tmp_path) == first, "a date or a result is no change"
    source.write_text("let late = 2")
    assert pages.fingerprint(tmp_path) != first


def test_an_old_node_is_not_taken(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name, said in (("node", "v18.20.4"), ("npm", "9.0.0")):
        (tmp_path / name).write_text(f"#!/bin/sh\necho {said}\n")
        (tmp_path / name).chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin:/usr/bin")
    assert pages.node_on_path() is None
    (tmp_path / "node").write_text("#!/bin/sh\necho v24.1.0\n")
    assert pages.node_on_path() == tmp_path / "node"


def test_the_environment_is_stale_after_a_new_requirement(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    lock = tmp_path / "requirements.lock"
    lock.write_text("django==5.2.19\n")
    monkeypatch.setattr(environment, "LOCK", lock)
    before = environment.fingerprint()
    lock.write_text("django==5.2.20\n")
    assert environment.fingerprint() != before


def test_a_machine_without_venv_is_told_what_to_install(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    broken = tmp_path / "python3"
    broken.write_text("#!/bin/sh\necho 'ensurepip is not available' >&2\nexit 1\n")
    broken.chmod(0o755)
    monkeypatch.setattr(environment, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(sys, "executable", str(broken))
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(LauncherError, match="apt install python3-venv"):
        environment.make()


def test_half_an_environment_is_made_again(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Ctrl-C while pip was being put into it left a Python that could install nothing."""
    monkeypatch.setattr(environment, "VENV", tmp_path / ".venv")
    monkeypatch.setenv("PATH", "/usr/bin:/bin")
    made = [sys.executable, "-m", "venv", "--without-pip", str(tmp_path / ".venv")]
    subprocess.run(made, check=True)
    assert not environment._alive()
    (tmp_path / ".venv" / "bin" / "pip").touch()
    assert environment._alive()


def test_benchmarks_are_listed_with_their_first_line(tmp_path: Path) -> None:
    (tmp_path / "__init__.py").write_text("")
    (tmp_path / "_tools.py").write_text('"""Not one."""')
    (tmp_path / "photos.py").write_text('"""Renditions a second.\n\nMore."""\n')
    assert bench.names(tmp_path) == {"photos": "Renditions a second."}


def test_a_named_browser_is_taken(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "chromium").touch()
    monkeypatch.setenv("CHROMIUM_PATH", str(tmp_path / "chromium"))
    assert browser.find() == tmp_path / "chromium"
