"""What the tests need of the machine: found, fetched, or asked for by name."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from launcher import debian, nginx
from launcher.paths import ROOT, LauncherError


def program(folder: Path, name: str, script: str) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(f"#!/bin/sh\n{script}\n")
    (folder / name).chmod(0o755)
    return folder / name


def test_a_server_off_path_is_found(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    monkeypatch.setattr(debian, "BELOW_SBIN", str(tmp_path))
    server = program(tmp_path, "nginx", "exit 0")
    assert debian.find("nginx") == server
    assert debian.program("nginx") == server


def test_without_apt_everything_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(LauncherError, match="sudo apt install chromium fonts-noto-cjk"):
        debian.install(["chromium", "fonts-noto-cjk"])


def test_a_failed_fetch_is_quoted(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    program(tmp_path / "bin", "apt-get", "echo 'E: no such package' >&2; exit 100")
    program(tmp_path / "bin", "dpkg-deb", "exit 0")
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}:/usr/bin:/bin")
    with pytest.raises(LauncherError, match="no such package"):
        debian.unpack(["nginx"], tmp_path / "tree")
    assert not (tmp_path / "tree").exists(), "no half of it"


@pytest.mark.services
def test_the_proxy_that_was_made_ready_starts() -> None:
    found = nginx.find()
    assert found is not None, "dev.py test gets it"
    done = subprocess.run([found, "-v"], capture_output=True, text=True, check=False)
    assert "nginx/" in done.stderr
    assert nginx.types().is_file()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody else")
def test_a_plain_user_is_told_what_to_install() -> None:
    # imported first: an interpreter below /root is no longer readable afterwards
    code = "import os; from launcher import debian; os.setgid(65534); os.setuid(65534)\n"
    code += "debian.install(['chromium'])"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode != 0
    assert "sudo apt install chromium" in done.stderr
