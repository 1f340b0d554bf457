"""A real nginx with the shipped configuration before a real gunicorn, all on loopback."""

import contextlib
import dataclasses
import http.client
import json
import os
import re
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from launcher import commands, nginx, processes
from launcher.paths import ROOT, tool
from launcher.processes import Running
from launcher.run import answers
from tests.story.servers import PASSWORD

SECONDS = 20
UPLOAD_MAX_MB = 1
# what the image's own nginx.conf puts around the shipped file
AROUND = """
daemon off;
worker_processes 1;
pid {home}/nginx.pid;
{user}
events {{ worker_connections 1024; }}
http {{
    include {types};
    default_type application/octet-stream;
    sendfile on;
    keepalive_timeout 65;
    fastcgi_temp_path {home}/fastcgi;
    uwsgi_temp_path {home}/uwsgi;
    scgi_temp_path {home}/scgi;
    include {home}/default.conf;
}}
"""


@dataclasses.dataclass(frozen=True)
class Answer:
    """What came back; header names in small letters, each with all of its values."""

    status: int
    headers: Mapping[str, list[str]]
    body: bytes

    def header(self, name: str) -> str:
        """The value of a header that must be there exactly once."""
        values = self.headers.get(name.lower(), [])
        assert len(values) == 1, (name, values)
        return values[0]

    def problem(self, status: int, code: str) -> dict[str, Any]:
        """The refusal, which must have our shape."""
        assert self.status == status, (self.status, self.body[:500])
        assert self.header("Content-Type").split(";")[0] == "application/problem+json"
        said: dict[str, Any] = json.loads(self.body)
        assert {"type", "title", "status", "detail", "code", "request_id"} <= set(said)
        assert (said["status"], said["code"]) == (status, code)
        return said


@dataclasses.dataclass
class Proxy:
    """The running proxy; `names` says where the web container is."""

    home: Path
    port: int
    names: "Names"
    running: Running

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.port}"

    def ask(
        self,
        path: str,
        *,
        method: str = "GET",
        body: bytes | None = None,
        headers: Mapping[str, str] | None = None,
        source: str = "127.0.0.1",
    ) -> Answer:
        """Send one request from `source`, with exactly these headers besides Host."""
        connection = http.client.HTTPConnection(
            "127.0.0.1", self.port, timeout=SECONDS, source_address=(source, 0)
        )
        try:
            connection.request(method, path, body, dict(headers or {}))
            return _answer(connection.getresponse())
        finally:
            connection.close()

    def raw(self, words: bytes) -> Answer:
        """Send bytes that no client library would send."""
        with self.open(words) as connection:
            return received(connection)

    def open(self, words: bytes) -> socket.socket:
        """Begin a request and keep the line."""
        connection = socket.create_connection(("127.0.0.1", self.port), timeout=SECONDS)
        connection.sendall(words)
        return connection

    def log(self) -> str:
        """The access log so far."""
        return (self.home / "access.log").read_text(encoding="utf-8")


def received(connection: socket.socket) -> Answer:
    """Read the answer from an open line."""
    response = http.client.HTTPResponse(connection)
    response.begin()
    return _answer(response)


def _answer(response: http.client.HTTPResponse) -> Answer:
    headers: dict[str, list[str]] = {}
    for name, value in response.getheaders():
        headers.setdefault(name.lower(), []).append(value)
    return Answer(response.status, headers, response.read())


class Names:
    """The name server of the inner network: answers every question with `address`."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.socket.bind(("127.0.0.1", 0))
        threading.Thread(target=self._serve, daemon=True).start()

    @property
    def server(self) -> str:
        """What nginx's `resolver` takes."""
        return f"127.0.0.1:{self.socket.getsockname()[1]}"

    def _serve(self) -> None:
        while True:
            try:
                asked, who = self.socket.recvfrom(512)
            except OSError:
                return
            if not asked:
                return
            # same id, "answer", one question, one answer: a pointer to the name, type A, one second
            head = asked[:2] + bytes.fromhex("81800001000100000000")
            record = bytes.fromhex("c00c00010001000000010004") + socket.inet_aton(self.address)
            question = asked[12 : asked.index(b"\0", 12) + 5]
            self.socket.sendto(head + question + record, who)

    def stop(self) -> None:
        """Answer no more."""
        with contextlib.suppress(OSError):
            self.socket.shutdown(socket.SHUT_RDWR)
        self.socket.close()


@contextlib.contextmanager
def proxy(home: Path, *, web: Path, web_port: int, **settings: str) -> Iterator[Proxy]:
    """Start the proxy in `home` for an application whose DATA_DIR is `web`.

    `settings` are those of .env.example, such as PUBLIC_SCHEME.
    """
    home.mkdir(parents=True, exist_ok=True)
    port, names = processes.port_free(), Names("127.0.0.1")
    (home / "cache").mkdir()
    text = rendered(NGINX_LOCAL_RESOLVERS=names.server, **settings)
    for shipped, here in {
        "listen 8080;": f"listen 127.0.0.1:{port};",
        "web:8000;": f"web:{web_port};",
        "/dev/stdout": f"{home}/access.log",
        "alias /static/;": f"alias {web}/static/;",
        "alias /media/;": f"alias {web}/media/;",
        "/var/cache/nginx": f"{home}/cache",
    }.items():
        assert shipped in text, shipped
        text = text.replace(shipped, here)
    (home / "default.conf").write_text(text, encoding="utf-8")
    # its workers would become nobody, who cannot see a test's folders
    user = "user root;" if os.geteuid() == 0 else ""
    around = AROUND.format(home=home, types=nginx.types(), user=user)
    (home / "nginx.conf").write_text(around, encoding="utf-8")
    program = nginx.find()
    assert program is not None, "dev.py test gets nginx"
    running = processes.start(
        "nginx",
        [program, "-p", home, "-e", "stderr", "-c", home / "nginx.conf"],
        log=home / "error.log",
    )
    try:
        processes.wait_until(
            lambda: processes.port_taken("127.0.0.1", port),
            what="nginx",
            seconds=SECONDS,
            watched=running,
        )
        yield Proxy(home, port, names, running)
    finally:
        running.stop()
        names.stop()


def rendered(**settings: str) -> str:
    """The shipped file as the image's entry point fills it in."""
    compose = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
    said: dict[str, str] = compose["services"]["proxy"]["environment"]
    values = {name: re.sub(r"^\$\{[A-Z_]+:-(.*)\}$", r"\1", said[name]) for name in said}
    values |= {"UPLOAD_MAX_MB": str(UPLOAD_MAX_MB), "PATH": os.environ["PATH"], **settings}
    script = ". deploy/proxy.envsh && env"
    done = subprocess.run(
        ["sh", "-euc", script], cwd=ROOT, env=values, capture_output=True, text=True, check=True
    )
    values |= dict(line.split("=", 1) for line in done.stdout.splitlines() if "=" in line)
    text = (ROOT / "deploy" / "nginx.conf").read_text(encoding="utf-8")
    for name, value in values.items():
        if re.search(values["NGINX_ENVSUBST_FILTER"], name):
            text = text.replace("${" + name + "}", value)
    # nginx's own variables have no braces here, so nothing may be left
    assert not re.search(r"\$\{[A-Z]", text)
    return text


def application_env(data: Path, port: int) -> dict[str, str]:
    """The settings of production, as docker-compose.yml gives them, on SQLite."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return {
        **kept,
        "SECRET_KEY": "a-key-for-a-test-of-at-least-fifty-letters-0123456789",
        "DEBUG": "0",
        "DATA_DIR": str(data),
        "STATIC_ROOT": str(data / "static"),
        "PUBLIC_URL": "http://localhost:8080",
        "MEDIA_ACCEL": "1",
        "PROXIES": "1",
        "SSL_REDIRECT": "0",
        "UPLOAD_MAX_MB": str(UPLOAD_MAX_MB),
        "WEB_THREADS": "2",
        "PORT": str(port),
        "PYTHONUNBUFFERED": "1",
    }


def manage(command: tuple[str, ...], env: Mapping[str, str]) -> str:
    """Run one command of the application to its end."""
    done = subprocess.run(
        [sys.executable, *command[1:]],
        cwd=ROOT,
        env=dict(env),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@dataclasses.dataclass(frozen=True)
class Application:
    """A running gunicorn with a project in it."""

    data: Path
    port: int
    milestone: int


@contextlib.contextmanager
def application(data: Path) -> Iterator[Application]:
    """Tables, static files, two people, one milestone, gunicorn."""
    port = processes.port_free()
    env = application_env(data, port)
    manage(commands.MIGRATE, env)
    manage(commands.STATIC, env)
    milestone = int(manage(("python", "-m", "tests.deploy.seed", PASSWORD), env))
    program = tool(commands.WEB[0])
    assert program is not None
    log = data / "web.log"
    web = processes.start("web", [program, *commands.WEB[1:]], log=log, env=env)
    try:
        processes.wait_until(lambda: answers(port), what="the web", seconds=40, watched=web)
        yield Application(data, port, milestone)
    finally:
        web.stop()
