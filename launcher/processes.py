"""Start processes so that every one of them can be stopped, with all its children."""

import contextlib
import dataclasses
import functools
import os
import pwd
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from launcher.paths import ROOT, LauncherError

GRACE_SECONDS = 15.0


@dataclasses.dataclass(frozen=True)
class Owner:
    """The user a server runs as, when it must not be root."""

    uid: int
    gid: int


def unprivileged() -> Owner | None:
    """As root: the user that servers which refuse root run as. Otherwise nobody else is needed."""
    if os.geteuid() != 0:
        return None
    entry = pwd.getpwnam("nobody")
    return Owner(entry.pw_uid, entry.pw_gid)


def leash() -> tuple[str, ...]:
    """A prefix that ends a child when the launcher dies, even by kill -9, where Linux has it."""
    setpriv = shutil.which("setpriv")
    return _leash_tried(setpriv) if setpriv else ()


@functools.cache
def _leash_tried(setpriv: str) -> tuple[str, ...]:
    prefix = (setpriv, "--pdeathsig", "INT")
    tried = subprocess.run([*prefix, "true"], capture_output=True, check=False)
    return prefix if tried.returncode == 0 else ()


@dataclasses.dataclass
class Running:
    """A started process, the leader of its own process group."""

    name: str
    process: subprocess.Popen[bytes]
    log: Path
    stop_signal: signal.Signals = signal.SIGTERM

    @property
    def pid(self) -> int:
        """The process id, which is also the id of its group."""
        return self.process.pid

    def alive(self) -> bool:
        """Is it still running?"""
        return self.process.poll() is None

    def tail(self, lines: int = 20) -> str:
        """The last lines of its log, for the person who has to find out why."""
        text = self.log.read_text(encoding="utf-8", errors="replace") if self.log.exists() else ""
        return "\n".join(text.splitlines()[-lines:])

    def stop(self, grace: float = GRACE_SECONDS) -> None:
        """Ask, wait, then kill what is left of the group."""
        if self.alive():
            self.process.send_signal(self.stop_signal)
            ended(self.process, grace)
        self.kill()

    def kill(self) -> None:
        """Kill the whole group at once, as a power cut would."""
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.pid, signal.SIGKILL)
        self.process.wait()


def ended(process: subprocess.Popen[Any], grace: float = GRACE_SECONDS) -> bool:
    """Wait for one that was asked to end; `with` alone waits a quarter of a second for it."""
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(grace)
    return process.poll() is not None


def start(
    name: str,
    command: Sequence[str | Path],
    *,
    log: Path,
    env: Mapping[str, str] | None = None,
    owner: Owner | None = None,
    cwd: Path = ROOT,
    stop_signal: signal.Signals = signal.SIGTERM,
) -> Running:
    """Start `command` in a group of its own, its output in `log`."""
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("ab") as output:
        process = subprocess.Popen(
            [*leash(), *map(str, command)],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            env=dict(os.environ if env is None else env),
            cwd=cwd,
            start_new_session=True,
            user=owner.uid if owner else None,
            group=owner.gid if owner else None,
            extra_groups=[] if owner else None,
        )
    return Running(name, process, log, stop_signal)


def run_as(
    owner: Owner | None, command: Sequence[str | Path], *, text: str = "", cwd: Path | None = None
) -> subprocess.CompletedProcess[str]:
    """Run a short command to its end, as another user if need be."""
    return subprocess.run(
        list(map(str, command)),
        input=text,
        capture_output=True,
        text=True,
        check=False,
        cwd=cwd or "/",
        user=owner.uid if owner else None,
        group=owner.gid if owner else None,
        extra_groups=[] if owner else None,
    )


def run_family(command: Sequence[str | Path]) -> "subprocess.CompletedProcess[str]":
    """Run a command to its end; when we are interrupted, its children do not outlive us either."""
    with subprocess.Popen(
        [*leash(), *map(str, command)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as process:
        try:
            out, err = process.communicate()
        except BaseException:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            raise
    return subprocess.CompletedProcess(process.args, process.returncode, out, err)


def stop_all(running: Sequence[Running]) -> None:
    """Ask all at once, last started first; then see each of them end."""
    for item in reversed(running):
        if item.alive():
            item.process.send_signal(item.stop_signal)
    for item in reversed(running):
        item.stop()


def wait_until(ready: Callable[[], bool], *, what: str, seconds: float, watched: Running) -> None:
    """Wait until `ready()`; say what the log says when the process dies or takes too long."""
    end = time.monotonic() + seconds
    while not ready():
        if not watched.alive():
            raise LauncherError(f"{what} ended at once. Its last words:\n{watched.tail()}")
        if time.monotonic() > end:
            raise LauncherError(f"{what} is not ready after {seconds:.0f} s:\n{watched.tail()}")
        time.sleep(0.02)


def port_free() -> int:
    """A TCP port on loopback that is free now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def port_taken(host: str, port: int) -> bool:
    """Would a server fail to listen there?"""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return True
    return False
