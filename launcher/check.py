"""Every check and test in order, each with its seconds; `./check` is this."""

import dataclasses
import os
import re
import subprocess
import tempfile
import time
from collections.abc import Mapping, Sequence

from launcher import pages
from launcher.paths import ROOT, WEB, python

# what `check --deploy` must find nothing wrong with
PRODUCTION = {
    "DEBUG": "0",
    "SECRET_KEY": "p" * 20 + "-a-key-of-more-than-fifty-letters-as-production-has-" + "0123456789",
    "PUBLIC_URL": "https://topout.example",
    "ALLOWED_HOSTS": "topout.example",
    "CSRF_TRUSTED_ORIGINS": "https://topout.example",
    "PROXIES": "1",
    "DATABASE_URL": "postgresql://topout@localhost/topout",
    "REDIS_URL": "redis://localhost:6379/0",
    "EMAIL_URL": "smtp://localhost:25",
}
# the slowest are named: what is cut next should be known
SPEED = ("-n", "2", "--dist", "loadfile", "-q", "--durations=25", "--durations-min=5")


@dataclasses.dataclass(frozen=True)
class Step:
    """One command with a name; later steps of a group are left out after a failure in it."""

    group: str
    name: str
    command: Sequence[str]
    env: Mapping[str, str] = dataclasses.field(default_factory=dict)
    in_web: bool = False


def steps() -> list[Step]:
    """The list, quick ones first; pytest's closing line is the last that any runner prints."""
    run = str(python())
    found = [
        Step("style", "format", [run, "-m", "ruff", "format", "--check", "--quiet", "."]),
        Step("style", "lint", [run, "-m", "ruff", "check", "--quiet", "."]),
        Step("types", "types", [run, "-m", "mypy", "."], {"SECRET_KEY": "only-to-check"}),
        Step("layers", "layers", [str(python().parent / "lint-imports")]),
        Step("django", "migrations", _manage("makemigrations", "--check", "--dry-run"), SQLITE),
        Step("django", "deploy", _manage("check", "--deploy", "--fail-level=WARNING"), PRODUCTION),
    ]
    return [*found, *_pages(run), *_tests(run)]


def _pages(run: str) -> list[Step]:
    """The pages' own checks, with the Node that builds them; without one a step says so."""
    node = pages.node_find()
    if node is None:
        said = "no Node: python3 dev.py test fetches one"
        return [Step("pages", "pages: types", [run, "-c", f"raise SystemExit({said!r})"])]
    env = pages.node_env(node, {"PATH": os.environ.get("PATH", "")})
    return [
        Step("pages", "pages: types", ["npm", "run", "typecheck"], env, in_web=True),
        Step("pages", "pages: tests", ["npm", "test"], env, in_web=True),
    ]


SQLITE = {"SECRET_KEY": "only-to-check", "DATABASE_URL": "", "REDIS_URL": ""}


def _manage(*words: str) -> list[str]:
    return [str(python()), "manage.py", *words]


def test_env() -> dict[str, str]:
    """Settings are read before any fixture can run, so pytest finds them in its environment."""
    return {
        "SECRET_KEY": "only-for-tests",
        "DEBUG": "0",
        "DATABASE_URL": "",
        "REDIS_URL": "",
        "EMAIL_URL": "",
        "LOG_LEVEL": "CRITICAL",
        "DATA_DIR": tempfile.mkdtemp(prefix="topout-test-"),
    }


def merged(changes: Mapping[str, str]) -> dict[str, str]:
    """This process's environment with `changes`; an empty one takes the variable away."""
    return {name: value for name, value in {**os.environ, **changes}.items() if value}


def _tests(run: str) -> list[Step]:
    quick = [run, "-m", "pytest", *SPEED, "-m", "not services"]
    found = [Step("sqlite", "tests on SQLite", quick, test_env())]
    url = os.environ.get("TEST_DATABASE_URL_POSTGRES")
    if url:
        # what asks no database has run already
        rest = [run, "-m", "pytest", *SPEED, "-m", "services or not databaseless"]
        env = {**test_env(), "DATABASE_URL": url}
        found.append(Step("postgres", "tests on PostgreSQL", rest, env))
    return found


def main() -> int:
    """Run them all; 1 if one failed."""
    results: list[tuple[str, str, float]] = []
    failed: set[str] = set()
    for step in steps():
        if step.group in failed:
            results.append((step.name, "left out", 0.0))
            continue
        if step.name.startswith("tests"):
            _summary(results)
            results.clear()
        seconds, code = _run(step)
        results.append((step.name, "ok" if code == 0 else "FAILED", seconds))
        if code:
            failed.add(step.group)
    if not results or not results[-1][0].startswith("tests"):
        _summary(results)
    if failed:
        print(f"FAILED: {', '.join(sorted(failed))}", flush=True)
    return 1 if failed else 0


def _run(step: Step) -> tuple[float, int]:
    began = time.monotonic()
    print(f"== {step.name}", flush=True)
    tests = step.name.startswith("tests")
    done = subprocess.run(
        list(step.command),
        cwd=WEB if step.in_web else ROOT,
        env=merged(step.env),
        check=False,
        text=True,
        stdout=None if tests else subprocess.PIPE,
        stderr=None if tests else subprocess.STDOUT,
    )
    if done.returncode and done.stdout:
        print(re.sub(r"\x1b\[[0-9;]*m", "", done.stdout)[-8000:], flush=True)
    return time.monotonic() - began, done.returncode


def _summary(results: Sequence[tuple[str, str, float]]) -> None:
    for name, word, seconds in results:
        print(f"   {name:<22}{word:<10}{seconds:6.1f} s", flush=True)
