"""Where a message may go out to: one check for an address that is saved and one that is used.

An address that a user typed must not reach what only this machine can reach (reliability A15).
The name is resolved once and every address behind it must be a public one; whoever sends connects
to the addresses found here and asks no name server again.
"""

import ipaddress
import re
import socket
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

from projects.channels.base import AddressRefused

PORTS = {"http": 80, "https": 443}
URL_MOST = 2000
PRINTABLE = re.compile(r"[!-\[\]-~]+")
LABEL = r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?"
NAME = re.compile(rf"{LABEL}(?:\.{LABEL})*")
# what browsers read as an IPv4 address in other clothes: 2130706433, 0x7f.1, 0177.0.0.1
NUMBER = re.compile(r"(?:\d+|0x[0-9a-f]*)")
UNICAST_6 = ipaddress.ip_network("2000::/3")
# public by their numbers, yet they lead elsewhere: 6to4 and Teredo to the IPv4 address inside,
# and what is a network's or a cloud's own service; older Pythons call some of these global
ELSEWHERE = (
    ipaddress.ip_network("2002::/16"),
    ipaddress.ip_network("2001::/23"),
    ipaddress.ip_network("192.0.0.0/24"),
    ipaddress.ip_network("168.63.129.16/32"),
    ipaddress.ip_network("192.88.99.0/24"),
)


@dataclass(frozen=True)
class Destination:
    """An address of the web that was looked at; `target` is path and query."""

    scheme: str
    host: str
    port: int
    target: str
    addresses: tuple[str, ...]

    @property
    def host_header(self) -> str:
        """What the request says it is for."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"


def destination_of(url: str) -> Destination:
    """Look at an address and find where it leads, or raise `AddressRefused`.

    Raises OSError when the name is not known now, which is no verdict. A host and port that
    `OUTGOING_INTERNAL` names may be private and on any port.
    """
    parts = _parts_of(url)
    host = (parts.hostname or "").lower()
    port = _port_of(parts)
    internal = f"{host}:{port}" in settings.OUTGOING_INTERNAL
    if not internal and port not in PORTS.values():
        raise AddressRefused("url_port", _("Only ports 80 and 443 are reached."))
    _host_check(host)
    addresses = _resolved(host, port)
    if not internal and not all(map(is_public, addresses)):
        raise AddressRefused("url_private", _("This address is not a public one."))
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Destination(parts.scheme, host, port, target, addresses)


def is_public(address: str) -> bool:
    """Whether an IP address is one host of the public network and nothing else."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if any(ip in network for network in ELSEWHERE if network.version == ip.version):
        return False
    if isinstance(ip, ipaddress.IPv6Address) and ip not in UNICAST_6:
        return False
    return ip.is_global and not ip.is_multicast


def _parts_of(url: str) -> SplitResult:
    """Take an address apart that is written in the one plain way."""
    if len(url) > URL_MOST or not PRINTABLE.fullmatch(url):
        raise AddressRefused(
            "url_spelling", _("An address has plain letters only; others are percent-encoded.")
        )
    try:
        parts = urlsplit(url)
    except ValueError as error:
        raise AddressRefused("url_spelling", _("This is no address of the web.")) from error
    if parts.scheme not in PORTS:
        raise AddressRefused("url_scheme", _("An address begins with https:// or http://."))
    if "@" in parts.netloc or parts.fragment or not parts.hostname:
        raise AddressRefused(
            "url_spelling", _("An address names a host, no user and no place in a page.")
        )
    return parts


def _port_of(parts: SplitResult) -> int:
    try:
        return PORTS[parts.scheme] if parts.port is None else parts.port
    except ValueError as error:
        raise AddressRefused("url_port", _("Only ports 80 and 443 are reached.")) from error


def _host_check(host: str) -> None:
    """Refuse every spelling of a host but a plain name and a plain IP address."""
    try:
        ipaddress.ip_address(host)
    except ValueError:
        last = host.rpartition(".")[2]
        if len(host) > 253 or not NAME.fullmatch(host) or NUMBER.fullmatch(last):
            raise AddressRefused("url_host", _("This host is written in an odd way.")) from None
    if "%" in host:
        raise AddressRefused("url_host", _("This host is written in an odd way."))


def _resolved(host: str, port: int) -> tuple[str, ...]:
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(where[0]) for *_rest, where in found))
