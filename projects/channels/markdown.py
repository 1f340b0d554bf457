"""A message in the Markdown of chat robots: bold subject, the words as they are, one link."""

import json
from collections.abc import Callable

from django.utils import translation
from django.utils.translation import gettext as _

from projects.channels.base import Rendered
from projects.channels.texts import cut, lines_of, one_line, unmarked

SUBJECT_MOST = 100
# what would end a link, or a word of the address, early
LINK_SAFE = str.maketrans({"(": "%28", ")": "%29", " ": "%20", "<": "%3C", ">": "%3E"})


def link_label(language: str) -> str:
    """What the one link of a message is called in the recipient's language."""
    with translation.override(language):
        return _("Open and sign")


def subject_line(message: Rendered) -> str:
    """The subject in one line and short, so that it leaves room for the rest."""
    return cut(one_line(message.subject), SUBJECT_MOST)


def markdown_of(
    message: Rendered, *, most: int, size: Callable[[str], int], line_end: str = "\n"
) -> str:
    """Write a message that is at most `most` by `size`; what is too long is cut, never the link.

    `size` of two texts together is the sum of theirs.
    """
    head = f"**{unmarked(subject_line(message))}**{line_end}"
    link = message.link.translate(LINK_SAFE)
    foot = f"{line_end}[{link_label(message.language)}]({link})" if message.link else ""
    words = unmarked(lines_of(message.text)).replace("\n", line_end)
    return head + cut(words, most - size(head) - size(foot), size) + foot


def json_body(payload: object) -> bytes:
    """Write JSON the same way each time, letters as letters: some providers take no escapes."""
    return json.dumps(payload, ensure_ascii=False, separators=(",", ":")).encode()
