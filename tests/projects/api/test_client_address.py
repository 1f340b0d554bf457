"""Whose wrong passwords are counted together: the address that our own proxy saw."""

import pytest
from axes.helpers import get_client_ip_address
from django.test import RequestFactory
from pytest_django.fixtures import Settings

SOCKET = "172.18.0.5"


@pytest.mark.parametrize(
    ("proxies", "forwarded", "address"),
    [
        (0, "198.51.100.7", SOCKET),
        (1, "198.51.100.7", "198.51.100.7"),
        (1, "203.0.113.9, 198.51.100.7", "198.51.100.7"),
        (2, "203.0.113.9, 198.51.100.7, 10.0.0.1", "198.51.100.7"),
        (2, "198.51.100.7", "198.51.100.7"),
        (1, "2001:db8::7", "2001:db8::7"),
        (1, "unknown", SOCKET),
        (1, "'; DROP TABLE", SOCKET),
        (1, "", SOCKET),
    ],
)
def test_the_visitor_is_whom_our_proxy_saw(
    settings: Settings, proxies: int, forwarded: str, address: str
) -> None:
    settings.PROXIES = proxies
    request = RequestFactory().get("/", REMOTE_ADDR=SOCKET, HTTP_X_FORWARDED_FOR=forwarded)
    assert get_client_ip_address(request) == address


def test_without_the_header_it_is_the_socket(settings: Settings) -> None:
    settings.PROXIES = 1
    assert get_client_ip_address(RequestFactory().get("/", REMOTE_ADDR=SOCKET)) == SOCKET
