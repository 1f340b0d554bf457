"""The translations: which words the code speaks, which the catalogue knows, and compiling it.

Babel does what gettext's tools do elsewhere: a bare machine has Python and no gettext.
"""

import io
import os
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
}
PACKAGES = ("backend", "projects", "tasks", "web")
TEMPLATES = {".html", ".txt", ".subject"}

Message = str | tuple[str, ...]


def catalogue_path(root: Path) -> Path:
    """The one catalogue: English is what the code says, Chinese is what it is translated to."""
    return root / "locale" / "zh_Hans" / "LC_MESSAGES" / "django.po"


def messages(root: Path) -> Iterator[tuple[str, Message]]:
    """Every translatable message of the tree, with the file that says it."""
    for package in PACKAGES:
        for path in sorted((root / package).rglob("*")):
            if "node_modules" in path.parts or "migrations" in path.parts:
                continue
            source = _python_of(path)
            if source is not None:
                for _line, message, _comments, _context in extract(
                    "python", io.BytesIO(source.encode()), KEYWORDS
                ):
                    yield str(path.relative_to(root)), message


def _python_of(path: Path) -> str | None:
    if path.suffix == ".py":
        return path.read_text(encoding="utf-8")
    if path.suffix in TEMPLATES and "templates" in path.parts:
        return templatize(path.read_text(encoding="utf-8"), origin=str(path))
    return None


def catalogue_read(root: Path) -> Catalog:
    """Read the catalogue as it is in the tree."""
    with catalogue_path(root).open("rb") as file:
        return read_po(file, locale="zh_Hans", domain="django")


def untranslated(root: Path) -> list[str]:
    """Messages that the catalogue misses, leaves empty, or marks as guessed."""
    catalogue = catalogue_read(root)
    found = set()
    for path, message in messages(root):
        entry = catalogue.get(message[0] if isinstance(message, tuple) else message)
        if entry is None or entry.fuzzy or not entry.string:
            found.add(f"{path}: {message}")
    return sorted(found)


def catalogue_renew(root: Path) -> None:
    """Bring the catalogue up to the code: new messages empty, unused ones dropped."""
    old = catalogue_read(root) if catalogue_path(root).exists() else Catalog(locale="zh_Hans")
    new = Catalog(
        locale="zh_Hans",
        domain="django",
        project="Topout",
        header_comment="# What Topout says in Chinese (Simplified).",
        msgid_bugs_address="",
        last_translator="",
        language_team="zh_Hans",
        fuzzy=False,
    )
    for path, message in messages(root):
        entry = old.get(message[0] if isinstance(message, tuple) else message)
        new.add(message, entry.string if entry else None, locations=[(path, 0)])
    with catalogue_path(root).open("wb") as file:
        write_po(file, new, width=98, sort_output=True, omit_header=False, include_lineno=False)


def catalogue_compile(root: Path) -> Path:
    """Write the binary catalogue that Django reads, unless it is newer than its source."""
    source = catalogue_path(root)
    target = source.with_suffix(".mo")
    if not target.exists() or target.stat().st_mtime < source.stat().st_mtime:
        # a name of its own: two copies that start at once both compile
        part = target.with_suffix(f".{os.getpid()}.part")
        with part.open("wb") as file:
            write_mo(file, catalogue_read(root))
        part.replace(target)
    return target
