"""For development: the mails that were kept on disk because there is no mail server."""

import base64
import email
import re
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import default as modern
from pathlib import Path
from typing import cast

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

SHOWN = 200
CONTENT_ID = re.compile(r"cid:([^\"'\s)>]+)")


@dataclass(frozen=True)
class Kept:
    """One kept mail: its file's name and its message."""

    name: str
    message: EmailMessage

    @property
    def text(self) -> str:
        """The plain text."""
        part = self.message.get_body(("plain",))
        return str(part.get_content()) if part else ""

    @property
    def html(self) -> str:
        """The HTML with its inline pictures put in place; links open outside of the frame."""
        part = self.message.get_body(("html",))
        if part is None:
            return ""
        pictures = _pictures(self.message)
        html = CONTENT_ID.sub(lambda found: pictures.get(found[1], ""), str(part.get_content()))
        return f'<base target="_top">{html}'


def _pictures(message: EmailMessage) -> dict[str, str]:
    """Inline parts by content id, as data: URLs."""
    found = {}
    for part in message.walk():
        name = part.get("Content-ID", "").strip("<> ")
        if name and part.get_content_maintype() == "image":
            body = base64.b64encode(cast("bytes", part.get_payload(decode=True))).decode()
            found[name] = f"data:{part.get_content_type()};base64,{body}"
    return found


def _files() -> list[Path]:
    """The kept mails, newest first; a 404 outside of development."""
    if not settings.DEBUG:
        raise Http404
    found = Path(settings.MAIL_DIR).rglob("*.eml")
    return sorted(found, key=lambda path: path.stat().st_mtime, reverse=True)


def _read(path: Path) -> Kept:
    with path.open("rb") as file:
        return Kept(path.name, email.message_from_binary_file(file, policy=modern))


@require_safe
@never_cache
def mails(request: HttpRequest) -> HttpResponse:
    """List the kept mails."""
    return render(request, "web/mails.html", {"mails": [_read(path) for path in _files()[:SHOWN]]})


@require_safe
@never_cache
def mail(request: HttpRequest, name: str) -> HttpResponse:
    """Show one kept mail; only a name that the list has is opened."""
    for path in _files():
        if path.name == name:
            return render(request, "web/mail.html", {"mail": _read(path)})
    raise Http404
