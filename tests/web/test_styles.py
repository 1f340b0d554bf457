"""Every page brings the styles of the classes that it names.

A style that another page happens to have loaded is missing as soon as the parts of the script are
cut otherwise, and no other test would see it.
"""

import functools
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.chromium import ROOT

SOURCES = ROOT / "web" / "src"
TOKENS = ROOT / "web" / "static" / "web" / "tokens.css"
ENDS = ("", ".ts", ".tsx", "/index.ts")
AT_ONCE = re.compile(r'(?:\bfrom|^import) "(\.[^"]+)"', re.MULTILINE)
LATER = re.compile(r'\bimport\("(\.[^"]+)"\)')
CLASS_NAME = re.compile(r'className=(?:"([^"]*)"|\{((?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*)\})')
WRITTEN = re.compile(r'["`]([^"`]*)["`]')


@functools.cache
def text_of(file: Path) -> str:
    return file.read_text(encoding="utf-8")


def imported(file: Path, pattern: re.Pattern[str]) -> Iterator[Path]:
    for said in pattern.findall(text_of(file)):
        paths = (Path(f"{file.parent / said}{end}").resolve() for end in ENDS)
        yield next(path for path in paths if path.is_file())


@functools.cache
def closure_of(file: Path) -> frozenset[Path]:
    """What is loaded with a file at once, styles and the file itself included."""
    seen: set[Path] = set()
    waiting = [file]
    while waiting:
        each = waiting.pop()
        if each not in seen:
            seen.add(each)
            waiting += imported(each, AT_ONCE) if each.suffix != ".css" else []
    return frozenset(seen)


@functools.cache
def plain_of(sheet: Path) -> frozenset[str]:
    """Classes of which a sheet says something wherever they stand, not only within others."""
    rules = re.sub(r"/\*.*?\*/", "", text_of(sheet), flags=re.DOTALL)
    selectors = (each for said in re.findall(r"([^{}]+)\{", rules) for each in said.split(","))
    return frozenset(re.findall(r"(?m)^\.([\w-]+)$", "\n".join(map(str.strip, selectors))))


def styled_in(files: frozenset[Path]) -> set[str]:
    return {name for file in files if file.suffix == ".css" for name in plain_of(file)}


def classes_in(file: Path) -> set[str]:
    said = CLASS_NAME.findall(text_of(file)) if file.suffix == ".tsx" else []
    texts = [plain or " ".join(WRITTEN.findall(made)) for plain, made in said]
    return {name for text in texts for name in re.split(r"[\s${}]+", text)}


def parts_of(entry: Path) -> dict[Path, set[str]]:
    """Each part of a script, and what is styled when it runs: by itself and by who asks for it."""
    found: dict[Path, set[str]] = {}
    waiting = [(entry, set(plain_of(TOKENS)))]
    while waiting:
        part, before = waiting.pop(0)
        if part in found:
            continue
        files = closure_of(part)
        found[part] = before | styled_in(files)
        scripts = [each for each in files if each.suffix != ".css"]
        waiting += [(each, found[part]) for file in scripts for each in imported(file, LATER)]
    return found


@pytest.mark.parametrize("entry", ["board/main.tsx", "site/main.tsx"])
def test_whatever_a_page_shows_has_its_styles(entry: str) -> None:
    known = styled_in(frozenset(SOURCES.rglob("*.css")))
    parts = parts_of(SOURCES / entry)
    missing = {
        f"{part.relative_to(SOURCES)}: .{name} of {file.relative_to(SOURCES)}"
        for part, styled in parts.items()
        for file in closure_of(part)
        for name in classes_in(file) & known - styled
    }

    assert missing == set()
    assert any(classes_in(file) & known for part in parts for file in closure_of(part))
