"""The SSRF list (S03): at saving and at sending, beside a canary that must see nobody."""

import socket
from typing import Any

import pytest
from pytest_django.fixtures import Settings

from projects.channels import destinations, outgoing
from projects.channels.base import AddressRefused, NotSent
from projects.models.alert_words import ErrorClass
from tests.projects.channels.provider import Answer, Provider, provider

# hosts in every clothing; PORT is the canary's
HOSTS = [
    "127.0.0.1",
    "127.1",
    "127.0.1",
    "2130706433",
    "0x7f000001",
    "0x7f.0.0.1",
    "0177.0.0.1",
    "017700000001",
    "127.0.0.1.",
    "localhost",
    "localhost.",
    "LOCALHOST",
    "0.0.0.0",  # noqa: S104 - to be refused
    "0",
    "[::1]",
    "[::]",
    "[::ffff:127.0.0.1]",
    "[::ffff:7f00:1]",
    "[::127.0.0.1]",
    "[64:ff9b::7f00:1]",
    "[64:ff9b:1::7f00:1]",
    "[2002:7f00:1::]",
    "[2001:0:7f00:1::]",
    "[fe80::1]",
    "[fe80::1%25lo]",
    "[fc00::1]",
    "[fd00:ec2::254]",
    "[fec0::1]",
    "[ff02::1]",
    "10.0.0.1",
    "172.16.0.1",
    "192.168.0.1",
    "100.64.0.1",
    "100.100.100.200",
    "169.254.169.254",
    "168.63.129.16",
    "192.0.0.192",
    "198.18.0.1",
    "224.0.0.1",
    "240.0.0.1",
    "255.255.255.255",
    "user@127.0.0.1",
    "8.8.8.8@127.0.0.1",
    "127。0。0。1",
    "127．0．0．1",
    "①②⑦.0.0.1",
    "ｌｏｃａｌｈｏｓｔ",
    "127.0.0.1%00.example",
    "127.0.0.1\\@8.8.8.8",
    "127.0.0.1 .example",
]
WHOLE = [
    "file:///etc/passwd",
    "gopher://127.0.0.1:{port}/_x",
    "ftp://127.0.0.1:{port}/",
    "javascript:alert(1)",
    "//127.0.0.1:{port}/",
    "http:127.0.0.1:{port}",
    "http://",
    "http:///path",
    "http://[127.0.0.1]:{port}/",
    "http://[::1:{port}/",
    "http://8.8.8.8:8080/",
    "http://8.8.8.8:99999/",
    "http://8.8.8.8/#x",
    "http://8.8.8.8/\r\nHost: x",
    "http://8.8.8.8/" + "x" * 2000,
    "",
]


def urls(port: int) -> list[str]:
    hosts = [f"{scheme}://{host}:{port}/x" for host in HOSTS for scheme in ("http", "https")]
    return hosts + [url.replace("{port}", str(port)) for url in WHOLE]


@pytest.fixture
def canary(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Any:
    """A server whose port alone would be allowed, so that only the address stands in between."""
    settings.OUTGOING_INTERNAL = []
    with provider(Answer()) as fake:
        monkeypatch.setattr(destinations, "PORTS", {"http": fake.port, "https": 443})
        yield fake


@pytest.mark.parametrize("number", range(len(urls(0))))
def test_it_is_refused_when_saved_and_when_sent(canary: Provider, number: int) -> None:
    url = urls(canary.port)[number]
    with pytest.raises(AddressRefused) as refused:
        outgoing.url_check(url)
    assert refused.value.code.startswith("url_")
    with pytest.raises(NotSent) as failure:
        outgoing.post(url, body=b"x", headers={})
    assert failure.value.error_class == ErrorClass.PERMANENT
    assert canary.got == []


def test_the_canary_sings_when_it_is_reached(canary: Provider, settings: Settings) -> None:
    settings.OUTGOING_INTERNAL = [canary.pair]
    outgoing.post(f"{canary.url}/x", body=b"x", headers={})
    assert len(canary.got) == 1


def resolver(*answers: list[str]) -> tuple[list[str], Any]:
    """A name server in a list: what it says to each question after the other."""
    asked: list[str] = []

    def resolve(host: str, port: int, *_args: object, **_kwargs: object) -> list[Any]:
        found = answers[min(len(asked), len(answers) - 1)]
        asked.append(host)
        return [(2, 1, 6, "", (address, port)) for address in found]

    return asked, resolve


def test_a_name_with_one_private_address_among_public_ones_is_refused(
    canary: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    _asked, resolve = resolver(["8.8.8.8", "127.0.0.1"])
    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    with pytest.raises(AddressRefused) as refused:
        outgoing.url_check("https://hooks.example/x")
    assert refused.value.code == "url_private"


def test_a_name_server_that_changes_its_mind_is_asked_once(
    canary: Provider, monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    """Public at saving, private at sending: refused, by one question each."""
    asked, resolve = resolver(["8.8.8.8"], ["127.0.0.1"], ["127.0.0.1"])
    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    outgoing.url_check("https://hooks.example/x")
    with pytest.raises(NotSent) as failure:
        outgoing.post("https://hooks.example/x", body=b"", headers={})
    assert failure.value.error_class == ErrorClass.PERMANENT
    assert asked == ["hooks.example"] * 2
    assert canary.got == []


def test_between_the_look_and_the_connection_no_name_is_asked(
    canary: Provider, monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    """The second answer would lead elsewhere: the connection goes to the first."""
    settings.OUTGOING_INTERNAL = [f"hooks.example:{canary.port}"]
    _asked, resolve = resolver(["127.0.0.1"])
    real = socket.getaddrinfo
    seen: list[str] = []

    def once(host: str, *args: Any, **kwargs: Any) -> Any:
        seen.append(host)
        return resolve(host, *args) if host == "hooks.example" else real(host, *args, **kwargs)

    monkeypatch.setattr(socket, "getaddrinfo", once)
    outgoing.post(f"http://hooks.example:{canary.port}/x", body=b"", headers={})
    assert seen.count("hooks.example") == 1
    # its port is the scheme's own here, so that it is not said
    assert canary.got[0].headers["Host"] == "hooks.example"


def test_a_name_that_nobody_knows_is_refused_when_saved_and_tried_again_when_sent(
    canary: Provider,
) -> None:
    url = "https://no-such-host.invalid/x"
    with pytest.raises(AddressRefused) as refused:
        outgoing.url_check(url)
    assert refused.value.code == "url_unknown"
    with pytest.raises(NotSent) as failure:
        outgoing.post(url, body=b"", headers={})
    assert failure.value.error_class == ErrorClass.TRANSIENT


@pytest.mark.parametrize("address", ["8.8.8.8", "1.1.1.1", "2606:4700:4700::1111"])
def test_public_addresses_are_public(address: str) -> None:
    assert destinations.is_public(address)


def test_an_internal_pair_opens_that_port_and_no_other(
    canary: Provider, settings: Settings
) -> None:
    settings.OUTGOING_INTERNAL = ["127.0.0.1:8443"]
    outgoing.url_check("https://127.0.0.1:8443/x")
    for url in (f"http://127.0.0.1:{canary.port}/", "https://127.0.0.2:8443/"):
        with pytest.raises(AddressRefused):
            outgoing.url_check(url)
