"""Words that people chose, made fit for formats that read some characters as commands."""

import json
import re
from collections.abc import Callable

# control characters, halves of pairs, and marks that turn the reading direction
NEVER = r"\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069\u200e\u200f"
UNSAFE = re.compile(rf"[{NEVER}\n\u2028\u2029]+")
UNSAFE_IN_LINES = re.compile(rf"[{NEVER}]+")
LINE_ENDS = re.compile(r"\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]")
BLANK_LINES = re.compile(r"\n{3,}")
ELLIPSIS = "…"
# robots' Markdown knows no escape: what would be markup becomes its full-width twin
TWINS = str.maketrans(
    {
        "<": "＜",
        ">": "＞",
        "*": "＊",
        "`": "｀",
        "[": "［",
        "]": "］",
        "_": "＿",
        "~": "～",
        "|": "｜",
        "\\": "＼",
    }
)
LINE_MARKUP = re.compile(r"(?m)^(\s*)([#+=-]|\d+[.)])")


def one_line(text: str) -> str:
    """Make a text fit for a header: one line, no control or direction marks."""
    return " ".join(UNSAFE.sub(" ", text).split())


def lines_of(text: str) -> str:
    """Keep a text's lines and nothing else that is not a letter; lines end in a bare newline."""
    kept = UNSAFE_IN_LINES.sub(" ", LINE_ENDS.sub("\n", text))
    return BLANK_LINES.sub("\n\n", "\n".join(line.rstrip() for line in kept.split("\n"))).strip()


def unmarked(text: str) -> str:
    """Write a text so that a robot's Markdown shows it as it is.

    A mark at the beginning of a line gets a full stop that takes no room before it: a zero-width
    space, after which it is a letter like others.
    """
    return LINE_MARKUP.sub("\\1\u200b\\2", text.translate(TWINS))


def bytes_in(text: str) -> int:
    """How long a text is in UTF-8."""
    return len(text.encode())


def bytes_in_json(text: str) -> int:
    """How long a text is inside the quotes of a JSON string, in UTF-8."""
    return len(json.dumps(text, ensure_ascii=False).encode()) - 2


def cut(text: str, most: int, size: Callable[[str], int] = len) -> str:
    """Cut a text to `most` by `size` (letters, bytes), with an ellipsis where something went.

    `size` must grow with the text. Nothing is left when not even the ellipsis has room.
    """
    if size(text) <= most:
        return text
    low, high = 0, min(len(text), max(most, 0))
    while low < high:
        middle = (low + high + 1) // 2
        if size(text[:middle].rstrip() + ELLIPSIS) <= most:
            low = middle
        else:
            high = middle - 1
    kept = text[:low].rstrip() + ELLIPSIS
    return kept if size(kept) <= most else ""
