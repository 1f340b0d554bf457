"""Every process that was started can be stopped, with its children, and says why it died."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from launcher import processes
from launcher.paths import ROOT, LauncherError

PARENT = """
import subprocess, sys, time, signal
signal.signal(signal.SIGTERM, signal.SIG_IGN)
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
print(child.pid, flush=True)
time.sleep(600)
"""

# appears at once and whole
MARK = """
import os, pathlib
pathlib.Path(sys.argv[1] + ".part").write_text(str(child.pid))
os.rename(sys.argv[1] + ".part", sys.argv[1])
"""


def alive(pid: int) -> bool:
    """Is it there and not merely waiting to be collected?"""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def eventually(true: Callable[[], bool], seconds: float = 10) -> bool:
    end = time.monotonic() + seconds
    while not true() and time.monotonic() < end:
        time.sleep(0.02)
    return true()


def test_stop_also_ends_what_ignores_it_and_its_children(tmp_path: Path) -> None:
    log = tmp_path / "parent.log"
    parent = processes.start("parent", [sys.executable, "-c", PARENT], log=log)
    processes.wait_until(lambda: log.stat().st_size > 0, what="it", seconds=10, watched=parent)
    child = int(log.read_text())
    parent.stop(grace=0.2)
    assert eventually(lambda: not alive(child))
    assert not parent.alive()


def test_a_dead_process_is_quoted(tmp_path: Path) -> None:
    dead = processes.start(
        "dead", [sys.executable, "-c", "print('no such table: roof')"], log=tmp_path / "log"
    )
    with pytest.raises(LauncherError, match="roof"):
        processes.wait_until(lambda: False, what="the server", seconds=10, watched=dead)


def test_kill_of_the_launcher_takes_its_processes_along(tmp_path: Path) -> None:
    if not processes.leash():
        pytest.skip("setpriv cannot bind a child's life to its parent's here")
    code = (
        "import sys, time; from pathlib import Path; from launcher import processes;"
        "r = processes.start('s', [sys.executable, '-c', 'import time; time.sleep(600)'],"
        f" log=Path({str(tmp_path / 'log')!r})); print(r.pid, flush=True); time.sleep(600)"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, cwd=ROOT) as owner:
        assert owner.stdout
        pid = int(owner.stdout.readline())
        words = Path(f"/proc/{pid}/cmdline")
        # under load the kill could come before setpriv has asked for the signal
        assert eventually(lambda: words.read_bytes().startswith(os.fsencode(sys.executable)))
        os.kill(owner.pid, signal.SIGKILL)
    assert eventually(lambda: not alive(pid))


def test_an_interrupt_ends_what_a_command_has_started(tmp_path: Path) -> None:
    script = tmp_path / "parent.py"
    script.write_text(PARENT.replace("print(child.pid, flush=True)", MARK))
    code = (
        "import signal; from launcher import processes;"
        "signal.signal(signal.SIGINT, signal.default_int_handler);"
        f"processes.run_family([{sys.executable!r}, {str(script)!r}, {str(tmp_path / 'pid')!r}])"
    )
    with subprocess.Popen([sys.executable, "-c", code], stderr=subprocess.PIPE, cwd=ROOT) as owner:
        assert eventually((tmp_path / "pid").exists)
        child = int((tmp_path / "pid").read_text())
        assert alive(child)
        owner.send_signal(signal.SIGINT)
        assert b"KeyboardInterrupt" in owner.communicate(timeout=20)[1]
    assert eventually(lambda: not alive(child))


def test_a_taken_port_is_seen() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = int(other.getsockname()[1])
        assert processes.port_taken("127.0.0.1", port)
    assert not processes.port_taken("127.0.0.1", port)
