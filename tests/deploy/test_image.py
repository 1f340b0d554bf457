"""The image's steps, walked through in a clean virtual environment."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from launcher.check import PRODUCTION
from launcher.paths import ROOT, VENV, tool
from scheduling.kernel.store import MARKS

SCRIPT = ROOT / "deploy" / "build.sh"


def step(*words: str | Path, cwd: Path, **env: str) -> str:
    """One step of the Dockerfile, without the test run's own settings."""
    kept = {"HOME": os.environ.get("HOME", "/"), "LANG": "C.UTF-8"}
    done = subprocess.run(
        list(map(str, words)),
        env={**kept, **env},
        cwd=cwd,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


def checkout(folder: Path) -> Path:
    """What .dockerignore lets into the image, as COPY would take it."""
    target = folder / "app"
    target.mkdir()
    never = shutil.ignore_patterns("node_modules", "dist", "__pycache__", "*.mo", "schema.json")
    for line in (ROOT / ".dockerignore").read_text().splitlines():
        source = ROOT / line[1:]
        if line.startswith("!") and source.is_dir():
            shutil.copytree(source, target / source.name, ignore=never)
        elif line.startswith("!"):
            shutil.copy2(source, target)
    return target


@pytest.mark.services
@pytest.mark.timeout(300)
def test_a_clean_environment_from_the_lock_alone_passes_the_production_checks(
    tmp_path: Path,
) -> None:
    uv = tool("uv")
    if uv is None:
        pytest.skip("without uv's cache of what dev.py installed this would need the network")
    app, clean = checkout(tmp_path), tmp_path / "venv"
    build = app / "deploy" / "build.sh"
    path = f"{uv.parent}:{os.environ['PATH']}"
    step(
        build,
        "python",
        clean,
        cwd=app,
        PATH=path,
        UV_OFFLINE="1",
        UV_PYTHON=str(VENV / "bin/python"),
    )
    inside = {"PATH": f"{clean / 'bin'}:/usr/bin:/bin", "DATA_DIR": str(tmp_path / "data")}
    static = {"STATIC_ROOT": str(tmp_path / "static")}
    step(build, "words", cwd=app, **inside)
    step(build, "schema", cwd=app, **inside)
    kernel = tmp_path / "kernel"
    step(build, "kernel", cwd=app, **inside, NUMBA_CACHE_DIR=str(kernel))
    assert all(list(kernel.glob(f"*/{mark}")) for mark in MARKS)
    step(build, "static", cwd=app, **inside, **static)
    assert (app / "web" / "schema.json").stat().st_size > 1000
    assert (tmp_path / "static" / "staticfiles.json").exists()
    assert list(app.glob("locale/*/LC_MESSAGES/*.mo"))
    said = step(
        *("python", "manage.py", "check", "--deploy", "--fail-level", "WARNING"),
        cwd=app,
        **{**inside, **static, **PRODUCTION},
    )
    assert "no issues" in said


def test_it_says_how_to_use_it() -> None:
    done = subprocess.run([SCRIPT], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "build.sh python FOLDER" in done.stderr


def test_every_step_of_the_dockerfile_is_in_the_script() -> None:
    used = {
        line.split("deploy/build.sh ")[1].split()[0]
        for part in (ROOT / "Dockerfile").read_text().splitlines()
        for line in part.split("&&")
        if "RUN" in part and "deploy/build.sh " in line
    }
    script = SCRIPT.read_text()
    assert used == {"python", "words", "schema", "kernel", "pages", "static"}
    assert all(f"\n{name})" in script for name in used)
