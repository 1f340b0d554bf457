"""deploy/nginx.conf in a real nginx: static files, errors, limits, slow clients, forged headers."""

import contextlib
import json
import re
import time
import uuid
from pathlib import Path

import pytest
from django.utils import translation

from projects.api import problems
from tests.deploy.proxy import Answer, Application, Proxy, proxy, received
from tests.story.person import Person

pytestmark = [pytest.mark.services, pytest.mark.timeout(120)]
ENGLISH = {"Accept-Language": "en"}
GZIP = {"Accept-Encoding": "gzip"}
SAFE = (
    "X-Content-Type-Options",
    "X-Frame-Options",
    "Referrer-Policy",
    "Cross-Origin-Opener-Policy",
    "Content-Security-Policy",
    "X-Request-ID",
)
BIG = b"POST /api/v1/photos/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: %d\r\n\r\n"


def hashed(web: Application, name: str) -> str:
    listed = json.loads((web.data / "static" / "staticfiles.json").read_text())["paths"]
    return f"/static/{listed[name]}"


def test_a_hashed_file_is_kept_for_good_and_comes_compressed(
    web: Application, front: Proxy
) -> None:
    path = hashed(web, "web/plain.css")
    small = front.ask(path, headers=GZIP)
    assert small.status == 200
    assert small.header("Content-Encoding") == "gzip"
    assert small.header("Vary") == "Accept-Encoding"
    assert small.header("Cache-Control") == "public, max-age=31536000, immutable"
    assert small.header("Content-Type") == "text/css"
    plain = front.ask(path)
    assert "content-encoding" not in plain.headers
    assert len(plain.body) > len(small.body)


def test_a_file_whose_name_stays_is_asked_for_again(front: Proxy) -> None:
    first = front.ask("/static/web/plain.css")
    assert first.header("Cache-Control") == "public, max-age=60"
    again = front.ask("/static/web/plain.css", headers={"If-None-Match": first.header("ETag")})
    assert (again.status, again.body) == (304, b"")


def test_a_missing_file_is_a_problem_that_nobody_keeps(front: Proxy) -> None:
    refused = front.ask("/static/nothing.css", headers=ENGLISH)
    refused.problem(404, "not_found")
    assert refused.header("Cache-Control") == "no-store"


def test_what_is_too_large_is_refused_before_it_travels(front: Proxy) -> None:
    with front.open(BIG % (8 * 1024 * 1024)) as line:
        said = received(line).problem(413, "too_large")
    assert said["detail"] == "请求过大。"


def test_the_applications_own_limit_lies_below_the_proxys(web: Application, front: Proxy) -> None:
    planner = Person(front.url, "planner")
    fields = {"client_upload_id": "0b0e9a3c-7f0a-4d53-8a55-3a3f4c1c0001"}
    fields["milestone"] = str(web.milestone)
    refused = planner.upload(fields, "roof.jpg", b"x" * (2 * 1024 * 1024))
    assert refused.status == 413
    assert refused.body["code"] == "too_large"
    assert uuid.UUID(refused.body["request_id"]).version == 4, "of the application's own making"


@pytest.mark.parametrize(
    ("words", "status", "code"),
    [
        (b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400, "bad_request"),
        (b"GARBAGE\r\n\r\n", 400, "bad_request"),
        (b"GET /%s HTTP/1.1\r\nHost: localhost\r\n\r\n" % (b"x" * 5000), 414, "uri_too_long"),
        (
            b"GET / HTTP/1.1\r\nHost: localhost\r\nX-Long: %s\r\n\r\n" % (b"x" * 9000),
            431,
            "headers_too_large",
        ),
        (b"TRACE / HTTP/1.1\r\nHost: localhost\r\n\r\n", 405, "method_not_allowed"),
    ],
)
def test_what_the_application_never_sees_is_refused_in_its_shape(
    front: Proxy, words: bytes, status: int, code: str
) -> None:
    refused = front.raw(words)
    refused.problem(status, code)
    must_be_safe(refused)


def test_a_line_as_long_as_the_proxy_lets_through_reaches_the_application(front: Proxy) -> None:
    said = front.ask("/api/v1/nothing/?x=" + "x" * 4000).problem(404, "not_found")
    assert uuid.UUID(said["request_id"]).version == 4


@pytest.mark.parametrize(("language", "header"), [("en", "en-GB,en"), ("zh-hans", "zh-CN,en")])
def test_its_titles_are_those_of_the_application(
    tmp_path: Path, web: Application, language: str, header: str
) -> None:
    spoken = {"Accept-Language": header}
    with proxy(tmp_path / "nginx", web=web.data, web_port=web.port) as alone:
        alone.names.address = "127.0.0.9"
        told = {
            404: alone.ask("/static/nothing", headers=spoken),
            405: alone.ask("/", method="TRACE", headers=spoken),
            413: alone.ask("/", headers={"Content-Length": str(10**8), **spoken}),
            503: alone.ask("/", headers=spoken),
        }
    with translation.override(language):
        expected = {status: str(problems.TITLES[status]) for status in told}
    assert {status: json.loads(answer.body)["title"] for status, answer in told.items()} == expected


def must_be_safe(answer: Answer) -> None:
    for name in SAFE:
        assert answer.header(name), name
    assert answer.header("X-Content-Type-Options") == "nosniff"
    assert answer.header("X-Frame-Options") == "DENY"


@pytest.mark.parametrize(
    "path", ["/static/web/plain.css", "/static/nothing", "/api/v1/photos/", "/sign-in/", "/no/"]
)
def test_every_answer_says_what_a_browser_must_not_do(front: Proxy, path: str) -> None:
    must_be_safe(front.ask(path))


def test_over_https_every_answer_insists_on_it(web: Application, tmp_path: Path) -> None:
    with proxy(
        tmp_path / "nginx", web=web.data, web_port=web.port, PUBLIC_SCHEME="https"
    ) as secure:
        for path in ("/static/web/plain.css", "/static/nothing", "/healthz/"):
            told = secure.ask(path).header("Strict-Transport-Security")
            assert told.startswith("max-age=31536000")


def test_while_the_application_is_away_and_after_it_moved(web: Application, tmp_path: Path) -> None:
    with proxy(tmp_path / "nginx", web=web.data, web_port=web.port) as alone:
        alone.names.address = "127.0.0.9"
        away = alone.ask("/api/v1/projects/", headers=ENGLISH)
        assert "Try again" in away.problem(503, "unavailable")["detail"]
        assert away.header("Retry-After") == "5"
        must_be_safe(away)
        page = alone.ask("/", headers={"Accept": "text/html", **ENGLISH})
        assert page.status == 503
        assert page.header("Content-Type") == "text/html; charset=utf-8"
        assert page.header("Retry-After") == "5"
        assert "Try again" in page.body.decode()
        assert alone.ask("/healthz/proxy").status == 200
        # the container comes back at another address, and nobody starts the proxy again
        alone.names.address = "127.0.0.1"
        end = time.monotonic() + 20
        while alone.ask("/healthz/").status != 200:
            assert time.monotonic() < end
            time.sleep(0.3)


def test_the_proxys_own_health_needs_no_name(front: Proxy) -> None:
    assert front.ask("/healthz/proxy", headers={"Host": "10.0.0.7:8080"}).status == 200
    front.ask("/api/v1/", headers={"Host": "evil.example"}).problem(400, "bad_request")


def test_a_slow_sender_holds_no_worker(front: Proxy) -> None:
    body = b'{"username":"nobody","password":"nothing-at-all","name":"x"}'
    head = (
        b"POST /api/v1/auth/tokens/ HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json"
    )
    slow = head + b"\r\nContent-Length: %d\r\n\r\n" % len(body)
    with contextlib.ExitStack() as lines:
        # the application has two threads
        opened = [lines.enter_context(front.open(slow + body[:1])) for _ in range(40)]
        for position in range(1, 4):
            for line in opened:
                line.sendall(body[position : position + 1])
            began = time.monotonic()
            assert front.ask("/healthz/").status == 200
            assert time.monotonic() - began < 5
        opened[0].sendall(body[4:])
        received(opened[0]).problem(401, "invalid_credentials")


def wrong_passwords(front: Proxy, source: str, claims: list[str]) -> list[int]:
    body = json.dumps({"username": f"guess-{source}", "password": "wrong", "name": "x"}).encode()
    statuses = []
    for claimed in claims:
        headers = {"X-Forwarded-For": claimed, "X-Real-IP": claimed, "Forwarded": f"for={claimed}"}
        headers["Content-Type"] = "application/json"
        asked = front.ask(
            "/api/v1/auth/tokens/", method="POST", body=body, headers=headers, source=source
        )
        statuses.append(asked.status)
        # a name that is locked proves nothing about addresses
        body = body.replace(b"guess-", b"guess-x")
    return statuses


CLAIMS = [f"198.51.100.{number}" for number in range(12)]


def test_a_claimed_address_changes_nothing(front: Proxy) -> None:
    statuses = wrong_passwords(front, "127.0.0.2", CLAIMS)
    assert statuses[-1] == 429, "twelve wrong passwords from one address, whatever it says"
    assert '"ip":"198.51.100.' not in front.log()


def test_a_balancer_that_we_know_speaks_for_others(web: Application, tmp_path: Path) -> None:
    home = tmp_path / "nginx"
    with proxy(home, web=web.data, web_port=web.port, PUBLIC_BALANCER="127.0.0.3") as behind:
        assert wrong_passwords(behind, "127.0.0.3", CLAIMS) == [401] * len(CLAIMS)
        # what a visitor himself wrote stands further left
        forged = [f"203.0.113.{number}, 198.51.100.77" for number in range(12)]
        assert wrong_passwords(behind, "127.0.0.3", forged)[-1] == 429


def test_the_log_keeps_no_secret_and_knows_the_request(front: Proxy) -> None:
    asked = front.ask("/sign/a-secret-of-its-receiver/?token=another")
    named = asked.header("X-Request-ID")
    forged = front.ask("/no/", headers={"X-Request-ID": "forged"})
    assert forged.header("X-Request-ID") != "forged"
    line = next(line for line in front.log().splitlines() if named in line)
    assert json.loads(line)["path"] == "/sign/…"
    assert not re.search("a-secret|another|forged", front.log())
