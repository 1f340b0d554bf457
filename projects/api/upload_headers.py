"""The headers of tus 1.0, read strictly."""

import base64
import binascii
import datetime
import re
from email.utils import format_datetime

from django.conf import settings
from django.utils.translation import gettext as _
from rest_framework.exceptions import ErrorDetail
from rest_framework.request import Request

from projects.api.refusals import HeaderInvalid
from projects.errors import RuleBroken

VERSION = "1.0.0"
EXTENSIONS = "creation,checksum,expiration,termination"
ALGORITHM = "sha256"
MEDIA_TYPE = "application/offset+octet-stream"
WHOLE = re.compile(r"[0-9]{1,18}", re.ASCII)
NAME = re.compile(r"[a-z0-9_]{1,40}", re.ASCII)
DIGEST_BYTES = 32


def abilities() -> dict[str, str]:
    """What OPTIONS tells a client of this server."""
    return {
        "Tus-Version": VERSION,
        "Tus-Extension": EXTENSIONS,
        "Tus-Max-Size": str(settings.UPLOAD_MAX_BYTES),
        "Tus-Checksum-Algorithm": ALGORITHM,
    }


def version_check(request: Request) -> None:
    """Refuse (412) a client of another protocol, or of none."""
    if request.headers.get("Tus-Resumable") != VERSION:
        raise RuleBroken(
            "tus_version",
            _("Send Tus-Resumable: %(version)s.") % {"version": VERSION},
            status=412,
        )


def whole_number(request: Request, name: str) -> int:
    """A count of bytes in a header that must be there."""
    text = request.headers.get(name, "")
    if not WHOLE.fullmatch(text):
        raise header_invalid(name, _("A whole number of bytes."))
    return int(text)


def metadata(request: Request) -> dict[str, str]:
    """Upload-Metadata as text by name: `name base64, name base64`; a name alone is empty."""
    found: dict[str, str] = {}
    text = request.headers.get("Upload-Metadata", "")
    for pair in filter(None, (part.strip() for part in text.split(","))):
        name, _blank, value = pair.partition(" ")
        if not NAME.fullmatch(name) or name in found:
            raise header_invalid("Upload-Metadata", _("Names come once each, in small letters."))
        try:
            found[name] = base64.b64decode(value.strip(), validate=True).decode()
        except ValueError as error:
            raise header_invalid("Upload-Metadata", _("Values are UTF-8 in base64.")) from error
    return found


def checksum(request: Request) -> bytes | None:
    """The SHA-256 of the piece in Upload-Checksum, None without one."""
    text = request.headers.get("Upload-Checksum")
    if text is None:
        return None
    algorithm, _blank, value = text.partition(" ")
    if algorithm != ALGORITHM:
        raise header_invalid("Upload-Checksum", _("The algorithm is sha256."))
    try:
        digest = base64.b64decode(value, validate=True)
    except binascii.Error as error:
        raise header_invalid("Upload-Checksum", _("The digest comes in base64.")) from error
    if len(digest) != DIGEST_BYTES:
        raise header_invalid("Upload-Checksum", _("The digest comes in base64."))
    return digest


def expiry(instant: datetime.datetime) -> dict[str, str]:
    """Upload-Expires, as HTTP writes dates."""
    return {"Upload-Expires": format_datetime(instant.astimezone(datetime.UTC), usegmt=True)}


def header_invalid(name: str, detail: str, code: str = "invalid") -> HeaderInvalid:
    """Make the answer to a header that makes no sense."""
    return HeaderInvalid({name: [ErrorDetail(detail, code)]})
