"""The ledger of the fake providers: what they took, one line each, outside of what is tested.

Every provider writes the same line, whatever its protocol, before it says yes; the verdict reads
them all together. Appending less than a page to a file is whole or not at all.
"""

import os
import time
from dataclasses import dataclass
from pathlib import Path

# as much of a delivery's key as a Message-ID carries
KEY_LENGTH = 40


@dataclass(frozen=True)
class Taken:
    """One message a provider took: when (seconds since 1970), by what, under which key.

    `repeat`: the message said of itself that it may be one. `keyed`: the provider looks at the
    key and shows a person only the first of a key.
    """

    at: float
    channel: str
    key: str
    repeat: bool
    keyed: bool


class Ledger:
    """The writing end, in the provider's process."""

    def __init__(self, path: Path) -> None:
        self._file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)

    def note(self, *, channel: str, key: str, repeat: bool, keyed: bool = False) -> None:
        """Append one line."""
        words = (
            f"{time.time():.6f}",
            channel,
            key[:KEY_LENGTH] or "-",
            "repeat" if repeat else "first",
            "keyed" if keyed else "plain",
        )
        os.write(self._file, (" ".join(words) + "\n").encode())


def taken(path: Path) -> list[Taken]:
    """Everything so far, in order; the last line may be half written."""
    lines = path.read_text(encoding="utf-8").split("\n")[:-1]
    return [_read(line) for line in lines]


def _read(line: str) -> Taken:
    at, channel, key, repeat, keyed = line.split(" ")
    return Taken(float(at), channel, key, repeat == "repeat", keyed == "keyed")
