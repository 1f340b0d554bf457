"""Photos on this machine's disk."""

import contextlib
import datetime
import os
import stat
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.core.files.storage import FileSystemStorage

from projects.storage.room import room_told

READABLE = 0o644
# folders whose entry in their parent is on the disk, as far as this process has seen to it
_settled: set[Path] = set()
SETTLED_MOST = 100_000


def folder_sync(folder: Path) -> None:
    """Make a folder's entries survive a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def is_older(path: Path, than: float) -> bool:
    """Was the file last written before an instant (seconds since 1970)? False where it is gone."""
    try:
        return path.stat().st_mtime < than
    except FileNotFoundError:
        # it was in flight and has arrived
        return False


class DurableFileStorage(FileSystemStorage):
    """Files on this machine's disk; `put` returns only when the bytes survive a power cut."""

    def put(self, key: str, path: Path) -> None:
        """Store the file at `path` under a content address; the same content again is fine.

        Order: fsync the file, link it without overwriting, fsync the folders.
        Raises RuleBroken `storage_full` (507).
        """
        target = Path(self.path(key))
        with room_told():
            target.parent.mkdir(parents=True, exist_ok=True)
            with path.open("rb") as file:
                # a temporary file is its owner's alone, but the proxy sends it too
                os.fchmod(file.fileno(), READABLE)
                os.fsync(file.fileno())
            self._link(path, target)
            folder_sync(target.parent)
            self._folders_settle(target.parent)

    def _link(self, path: Path, target: Path) -> None:
        try:
            os.link(path, target)
        except FileExistsError:
            # a file cut short by a crash before its fsync must not pass for the content
            if target.stat().st_size == path.stat().st_size:
                # wanted again: no longer something old for the sweep
                os.utime(target)
            else:
                part = target.with_suffix(".part")
                part.unlink(missing_ok=True)
                os.link(path, part)
                part.replace(target)

    def _folders_settle(self, folder: Path) -> None:
        """See once to every folder on the way: another process may have made it just now.

        After the file, so that the disk is made to write once: what is written by then costs
        a further fsync little.
        """
        if len(_settled) > SETTLED_MOST:
            _settled.clear()
        while folder != Path(self.location) and folder not in _settled:
            folder_sync(folder.parent)
            _settled.add(folder)
            folder = folder.parent

    def link_to(self, key: str) -> str:
        """Return a short-lived address of the bytes; empty: this process must send them."""
        return f"/protected-media/{key}" if settings.MEDIA_ACCEL else ""

    def keys_before(self, prefix: str, before: datetime.datetime) -> Iterator[str]:
        """Keys under a folder that were written before an instant."""
        for path in Path(self.path(prefix)).rglob("*"):
            # a name may be gone by now: another sweep had it
            with contextlib.suppress(FileNotFoundError):
                found = path.stat()
                if stat.S_ISREG(found.st_mode) and found.st_mtime < before.timestamp():
                    yield str(path.relative_to(self.location))

    def move(self, key: str, to: str) -> None:
        """Give a file another key."""
        Path(self.path(key)).replace(self.path(to))
