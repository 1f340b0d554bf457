"""The shell of a built page: which hashed files to link, and what the page must know at start."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.urls import reverse
from django.utils.translation import get_language

from projects.models import User
from projects.selectors.access import reports_somewhere

BOARD_ENTRY = "src/board/main.tsx"
SITE_ENTRY = "src/site/main.tsx"
PUSH_ENTRY = "src/push/worker.ts"


@dataclass(frozen=True)
class Built:
    """URLs of what Vite made of one entry; `shared` is what its script imports at once, or soon."""

    script: str
    shared: tuple[str, ...]
    styles: tuple[str, ...]


def built_find(entry: str, part: str = "") -> Built | None:
    """Look an entry up in Vite's manifest; None while the pages are not built.

    `part`: what the script will ask for once it sees the address; it need not wait so long.
    The manifest is read each time: a build that ends while the server runs is seen at once.
    """
    manifest = settings.PAGES_DIR / ".vite" / "manifest.json"
    try:
        parts = json.loads(manifest.read_text(encoding="utf-8"))
        seen: set[str] = set()
        needed = [parts[name] for name in _needed(parts, entry, seen)]
        soon = [parts[name] for name in _needed(parts, part, seen)] if part in parts else []
    except (FileNotFoundError, KeyError, json.JSONDecodeError):
        return None
    *shared, script = [part["file"] for part in needed]
    if not Path(settings.PAGES_DIR, script).is_file():
        return None
    styles = dict.fromkeys(style for each in (*needed, *soon) for style in each.get("css", ()))
    shared += [each["file"] for each in soon]
    return Built(_url(script), tuple(map(_url, shared)), tuple(map(_url, styles)))


def _needed(parts: dict[str, Any], name: str, seen: set[str]) -> list[str]:
    """The names of the parts that a part needs at once, each behind what it needs, itself last.

    Raises KeyError for a part that the manifest does not know. `seen`: two may need one another.
    """
    if name in seen:
        return []
    seen.add(name)
    imports = parts[name].get("imports", ())
    return [*(each for other in imports for each in _needed(parts, other, seen)), name]


def _url(name: str) -> str:
    """The one address of a built file, whose name carries its hash already.

    Not the name that the static files' storage would give it: the parts of a script import one
    another by the names of the build, and a part that has two addresses is run twice.
    """
    return f"{settings.STATIC_URL}pages/{name}"


def boot(request: HttpRequest, user: User) -> dict[str, object]:
    """What the page's script reads first; shared/boot.ts says the same."""
    return {
        "user": user.display_name,
        "language": get_language(),
        "csrf": get_token(request),
        "urls": {
            "board": reverse("web:board"),
            "inbox": reverse("web:inbox"),
            "contacts": reverse("web:contacts"),
            "site": reverse("web:site") if reports_somewhere(user) else "",
            "signIn": reverse("web:sign-in"),
            "signOut": reverse("web:sign-out"),
            "language": reverse("web:language"),
            "admin": reverse("admin:index") if user.is_staff else "",
            "mail": reverse("web:mails") if settings.DEBUG else "",
        },
    }
