"""`python3 dev.py run`: from a checkout to a page, one line a step; Ctrl-C stops all of it."""

import os
import signal
import subprocess
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Sequence
from pathlib import Path

from launcher import commands, environment, locks, pages, processes, services
from launcher.paths import DIST, ROOT, VENV, LauncherError, data_dir, python, tool
from launcher.processes import Running

READY_SECONDS = 60


def main(words: Sequence[str]) -> int:
    """Start everything, wait for Ctrl-C, stop everything."""
    unknown = set(words) - {"--services"}
    if unknown:
        raise LauncherError(f"run does not know {' '.join(sorted(unknown))}; only --services.")
    run = Run(with_services="--services" in words)
    run.check()
    try:
        run.start()
        run.watch()
    except KeyboardInterrupt:
        run.say("stopping")
    finally:
        # a second Ctrl-C must not leave half of it running
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)
        run.stop()
    run.say("stopped")
    return 0


class Run:
    """One run: what it was asked for and what it has started so far."""

    def __init__(self, *, with_services: bool) -> None:
        self.began = time.monotonic()
        self.with_services = with_services
        self.host = os.environ.get("HOST", "127.0.0.1")
        self.port = port_wanted()
        self.data = data_dir()
        self.logs = self.data / "logs"
        self.running: list[Running] = []
        self.pair: services.Pair | None = None
        self.env: dict[str, str] = dict(os.environ)
        self.build = Build(self)

    def say(self, text: str) -> None:
        """One line with the seconds since the start."""
        print(f"[{time.monotonic() - self.began:5.1f} s] {text}", flush=True)

    def check(self) -> None:
        """What can be refused is refused before anything is started."""
        if processes.port_taken(self.host, self.port):
            raise LauncherError(
                f"Port {self.port} on {self.host} is taken by another program. Choose another one: "
                f"PORT={self.port + 1} python3 dev.py run"
            )
        locks.hold(self.data)
        if self.host not in {"127.0.0.1", "::1", "localhost"}:
            self.say(f"HOST={self.host}: others can reach this, and it is set up for a desk only")

    def start(self) -> None:
        """Environment, database and server as early as possible; the pages beside it."""
        cold = not environment.ready()
        self.build.start()
        if cold:
            self.say("making the environment in .venv (once; needs a package index)")
        environment.make()
        self.say("environment ready")
        self._prepare()
        self._serve()
        self.build.join()
        self.say(f"open http://localhost:{self.port}/   (Ctrl-C stops it)")
        self.say(f"first page after {self.elapsed:.1f} s ({'cold' if cold else 'warm'})")

    @property
    def elapsed(self) -> float:
        """Seconds since the start."""
        return time.monotonic() - self.began

    def _prepare(self) -> None:
        """Servers, settings, tables, words, demo."""
        if self.with_services:
            self.pair = services.resolve(self.data, self.logs)
        self.env.update(settings(self.data, self.port, self.pair))
        self.build.unblock()
        self._say_engines()
        # settings look for the folder once; what is built later is served from it all the same
        DIST.mkdir(exist_ok=True)
        if words_stale(ROOT / "locale"):
            self._step("translations compiled", commands.WORDS)
        self._tables_and_demo()

    def _tables_and_demo(self) -> None:
        """Pass on each line as it comes, since drawing the demo's photos takes a while."""
        # a launcher that was killed must not leave it writing beside the next one's
        command = [*processes.leash(), str(python()), "-m", "launcher.prepare"]
        said = []
        with subprocess.Popen(
            command,
            # the demo's plans are small: compiling the passes would take longer than they
            env={**self.env, "TOPOUT_PLAIN_KERNEL": "1"},
            cwd=ROOT,
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        ) as process:
            try:
                for line in process.stdout or ():
                    said.append(line)
                    self.say(line.rstrip())
            except KeyboardInterrupt:
                # what it has not committed is made again by the next start
                process.terminate()
                if not processes.ended(process):
                    process.kill()
                raise
        if process.returncode:
            raise LauncherError("Tables and demo could not be made; the last lines say why.")
        users = self.data / "demo-users.txt"
        if str(users) not in "".join(said) and users.exists():
            self.say(f"demo users and their passwords: {users}")

    def _say_engines(self) -> None:
        if self.pair:
            self.say(f"PostgreSQL {self.pair.database_source}, Redis {self.pair.redis_source}")
        else:
            database = "the database in DATABASE_URL" if "DATABASE_URL" in os.environ else "SQLite"
            redis = "the Redis in REDIS_URL" if self.env["REDIS_URL"] else "jobs in the web process"
            self.say(f"{database}, {redis}")

    def _step(self, done: str, command: Sequence[str]) -> str:
        output = manage(command, self.env)
        self.say(done)
        return output

    def _serve(self) -> None:
        names = list(commands.PROCESSES) if self.env["REDIS_URL"] else ["web"]
        for name in names:
            command = [str(tool(commands.PROCESSES[name][0])), *commands.PROCESSES[name][1:]]
            self.running.append(
                processes.start(name, command, log=self.logs / f"{name}.log", env=self.env)
            )
        processes.wait_until(
            lambda: answers(self.port, self.host),
            what="the web server",
            seconds=READY_SECONDS,
            watched=self.running[0],
        )
        self.say(f"server answers ({', '.join(names)}; logs in {self.logs})")

    def watch(self) -> None:
        """Sleep until Ctrl-C; a process that ends by itself ends the run, with its last words."""
        while True:
            for item in self.running:
                if not item.alive():
                    raise LauncherError(f"{item.name} ended by itself:\n{item.tail()}")
            time.sleep(0.5)

    def stop(self) -> None:
        """Stop every process this run has started."""
        self.build.stop()
        processes.stop_all(self.running)
        if self.pair:
            self.pair.stop()


class Build:
    """The pages, built in a thread while the environment and the server come up."""

    def __init__(self, run: Run) -> None:
        self.run = run
        self.wanted = pages.wanted()
        self.error: LauncherError | None = None
        self.can_use_python = threading.Event()
        self.thread = threading.Thread(target=self._work, daemon=True)

    def start(self) -> None:
        """Begin with what needs no Python: the npm packages."""
        if self.wanted:
            self.run.say("building the pages meanwhile")
            self.thread.start()

    def unblock(self) -> None:
        """From here on the schema can be written."""
        self.can_use_python.set()

    def _work(self) -> None:
        try:
            pages.build(self.run.env, environment_ready=self._wait)
        except LauncherError as error:
            self.error = error

    def _wait(self) -> dict[str, str]:
        self.can_use_python.wait()
        return self.run.env

    def join(self) -> None:
        """Wait for the pages, if they are being built, and show them."""
        if not self.wanted:
            return
        self.run.say(f"http://localhost:{self.run.port}/ answers already; pages follow")
        while self.thread.is_alive():
            self.thread.join(0.2)
        if self.error:
            raise self.error
        self.run.say("pages built")

    def stop(self) -> None:
        """End what the build has started."""
        pages.interrupt()


def words_stale(folder: Path) -> bool:
    """Is a catalogue newer than what was compiled from it?"""
    for source in folder.rglob("*.po"):
        compiled = source.with_suffix(".mo")
        if not compiled.exists() or compiled.stat().st_mtime < source.stat().st_mtime:
            return True
    return False


def settings(data: Path, port: int, pair: services.Pair | None) -> dict[str, str]:
    """The environment of every process of this run; what the user has set wins."""
    ours = {
        "DATA_DIR": str(data),
        "PORT": str(port),
        # the demo and the page of kept mails are for desks; the server serves its own static files
        "DEBUG": "1",
        "SECRET_KEY": locks.secret_key(data),
        "PUBLIC_URL": f"http://localhost:{port}",
        "CSRF_TRUSTED_ORIGINS": f"http://localhost:{port},http://127.0.0.1:{port}",
        "REDIS_URL": "",
        "PYTHONUNBUFFERED": "1",
        "NUMBA_CACHE_DIR": str(data / "kernel"),
        # of this run's environment, whatever PATH says
        "VIRTUAL_ENV": str(VENV),
    }
    theirs = {name: os.environ[name] for name in ours if os.environ.get(name)}
    named = {"DATABASE_URL": pair.database_url, "REDIS_URL": pair.redis_url} if pair else {}
    return {**ours, **theirs, "DATA_DIR": str(data), **named}


def manage(command: Sequence[str], env: dict[str, str]) -> str:
    """Run one of Django's commands to its end; its words are shown only if it fails."""
    done = subprocess.run(
        [str(python()), *command[1:]],
        env=env,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise LauncherError(f"{' '.join(command)} failed:\n{(done.stdout + done.stderr)[-4000:]}")
    return done.stdout


def answers(port: int, host: str = "127.0.0.1") -> bool:
    """Does the server say that it is well?"""
    name = "127.0.0.1" if host in {"0.0.0.0", ""} else host  # noqa: S104 - compared, not bound
    try:
        with urllib.request.urlopen(f"http://{name}:{port}/healthz/", timeout=5) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def port_wanted() -> int:
    """`PORT`, or 8000."""
    value = os.environ.get("PORT") or "8000"
    if not value.isdecimal() or not 0 < int(value) < 65536:
        raise LauncherError(f"PORT must be a number from 1 to 65535, not {value!r}.")
    return int(value)
