"""Every server of the story as a process, with the launcher's own command lines."""

import contextlib
import dataclasses
import email
import email.policy
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from email.message import EmailMessage
from pathlib import Path
from typing import TypeVar

from launcher import commands, processes, services
from launcher.paths import ROOT, tool
from launcher.processes import Running
from launcher.run import answers

PASSWORD = "a-password-for-one-day"
Found = TypeVar("Found")


def say(text: str) -> None:
    """Shown by pytest when the story fails, or with -s."""
    sys.stdout.write(f"{text}\n")


def wait_for(look: Callable[[], Found | None], *, what: str, seconds: float) -> Found:
    """Look until something is found; fail by name."""
    end = time.monotonic() + seconds
    while True:
        found = look()
        if found:
            return found
        assert time.monotonic() < end, f"{what}: not within {seconds:.0f} s"
        time.sleep(0.1)


@dataclasses.dataclass
class House:
    """The running whole."""

    home: Path
    pair: services.Pair
    port: int
    smtp_port: int
    running: list[Running] = dataclasses.field(default_factory=list)

    @property
    def url(self) -> str:
        """Where the pages are."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def env(self) -> dict[str, str]:
        """The environment of every process."""
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
        return {
            **kept,
            "SECRET_KEY": "a-key-for-one-day-of-at-least-fifty-letters-0123456789",
            "DEBUG": "0",
            "DATA_DIR": str(self.home / "data"),
            "DATABASE_URL": self.pair.database_url,
            "REDIS_URL": self.pair.redis_url,
            "EMAIL_URL": f"smtp://127.0.0.1:{self.smtp_port}",
            "PUBLIC_URL": self.url,
            "PORT": str(self.port),
            "DEMO_PASSWORD": PASSWORD,
            "PYTHONUNBUFFERED": "1",
        }

    def start(self, name: str, command: tuple[str, ...]) -> Running:
        """Start one process; it ends with the house."""
        program = tool(command[0])
        assert program is not None, command[0]
        running = processes.start(
            name, [program, *command[1:]], log=self.home / f"{name}.log", env=self.env
        )
        self.running.append(running)
        return running

    def manage(self, command: tuple[str, ...], **more: str) -> str:
        """Run one of Django's commands to its end."""
        done = subprocess.run(
            [sys.executable, *command[1:]],
            cwd=ROOT,
            env={**self.env, **more},
            capture_output=True,
            text=True,
            check=False,
            timeout=200,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def scan(self) -> None:
        """What beat does every minute, and what follows, by hand."""
        self.manage(("python", "manage.py", "scan_overdue"))
        self.manage(("python", "manage.py", "deliver_alerts"))

    def mails(self, *, to: str, about: str) -> list[EmailMessage]:
        """What the mail server kept for somebody that names something in its text."""
        found = []
        for path in sorted((self.home / "mails").glob("*.eml")):
            mail = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
            text = mail.get_body(("plain",))
            said = text.get_content() if text else ""
            if mail["X-Envelope-To"] == to and about in said:
                found.append(mail)
        return found

    def redis_kill(self) -> None:
        """Take Redis away as a power cut would."""
        assert self.pair.redis is not None
        self.pair.redis.running.kill()

    def redis_return(self) -> None:
        """Bring it back, empty, where it was."""
        assert self.pair.redis is not None
        gone = self.pair.redis.running
        arguments = gone.process.args
        assert isinstance(arguments, list)
        self.pair.redis.running = processes.start("redis", arguments[-2:], log=gone.log, cwd="/")  # type: ignore[arg-type] # its own arguments

    def words(self) -> str:
        """The last words of every process, for a failure's report."""
        return "\n".join(f"--- {item.name}\n{item.tail(15)}" for item in self.running)


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


@contextlib.contextmanager
def house(home: Path) -> Iterator[House]:
    """PostgreSQL, Redis, mail, web, workers and two beats; all gone at the end."""
    with services.throwaway() as pair:
        built = House(home, pair, processes.port_free(), processes.port_free())
        try:
            _rise(built)
            yield built
        finally:
            processes.stop_all(built.running)


def _rise(built: House) -> None:
    static = built.start("static", commands.STATIC)
    built.manage(commands.MIGRATE)
    mail = ("python", "-m", "tests.story.smtp", str(built.smtp_port), str(built.home / "mails"))
    smtp = built.start("smtp", mail)
    # the demo is for desks: only its command is told that this is one
    built.manage(("python", "manage.py", "seed_demo"), DEBUG="1")
    assert static.process.wait(60) == 0, static.tail()
    for name, command in commands.PROCESSES.items():
        built.start(name, command)
    # a second timetable must send nothing twice
    built.start("beat-two", commands.BEAT)
    processes.wait_until(
        lambda: _listens(built.smtp_port), what="the mail server", seconds=20, watched=smtp
    )
    web = next(item for item in built.running if item.name == "web")
    processes.wait_until(lambda: answers(built.port), what="the web", seconds=40, watched=web)
