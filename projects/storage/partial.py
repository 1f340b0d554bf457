"""The bytes of an unfinished upload: appended piece by piece, by whoever knows where they end."""

import fcntl
import hashlib
import os
import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from projects.storage.disk import folder_sync
from projects.storage.room import room_check, room_told

FOLDER = "receiving"


class OffsetMoved(Exception):  # noqa: N818 - it names the fact
    """The file ends elsewhere than the writer thought, at `end`; another writer has gone on."""

    def __init__(self, end: int) -> None:
        super().__init__(end)
        self.end = end


class PartialFile:
    """What has come of one upload, on the store's volume, where finishing it is only a link.

    Many requests of several processes may write at once: a piece is added, under the file's lock,
    only where its writer believes the file to end. Of two senders of the same bytes one therefore
    goes on and the other meets `OffsetMoved`; what they send is never mixed. No lock is held
    while a slow line is waited for.
    """

    def __init__(self, upload_id: uuid.UUID) -> None:
        self.path = partial_folder() / upload_id.hex

    def size(self) -> int:
        """How many bytes there are (0 without a file), all of them safe from a power cut."""
        try:
            with self._opened(os.O_RDWR) as handle:
                os.fsync(handle)
                return os.fstat(handle).st_size
        except FileNotFoundError:
            return 0

    def append(self, pieces: Iterable[bytes], *, at: int) -> int:
        """Add pieces from `at` on; return where the file ends, as far as it survives a power cut.

        Whatever ends the pieces early, those that came are kept. Raises OffsetMoved, and
        RuleBroken `storage_full` (507).
        """
        with room_told(), self._opened(os.O_RDWR | os.O_CREAT) as handle:
            if at == 0:
                folder_sync(self.path.parent)
            end = _end_checked(handle, at)
            try:
                for piece in pieces:
                    with _locked(handle):
                        end = _written(handle, piece, at=_end_checked(handle, end))
            finally:
                os.fsync(handle)
            return end

    def sha256(self) -> str:
        """The hash of the bytes as they lie here; FileNotFoundError without a file."""
        with self.path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()

    def remove(self) -> None:
        """Forget the bytes; who still writes meets `OffsetMoved`."""
        self.path.unlink(missing_ok=True)

    @contextmanager
    def _opened(self, flags: int) -> Iterator[int]:
        handle = os.open(self.path, flags, 0o600)
        try:
            yield handle
        finally:
            os.close(handle)


def partial_folder() -> Path:
    """The folder of unfinished uploads; the sweep of uploads knows it, that of photos does not."""
    folder = Path(settings.FILE_UPLOAD_TEMP_DIR).parent / FOLDER
    with room_told():
        folder.mkdir(parents=True, exist_ok=True)
    return folder


def room_for(size: int) -> None:
    """See that the volume takes so many bytes more; RuleBroken `storage_full` (507)."""
    room_check(partial_folder(), wanted=size)


def _end_checked(handle: int, expected: int) -> int:
    found = os.fstat(handle)
    # a removed file takes nothing more: nobody would find it
    end = found.st_size if found.st_nlink else 0
    if end != expected or not found.st_nlink:
        raise OffsetMoved(end)
    return end


def _written(handle: int, piece: bytes, *, at: int) -> int:
    left = memoryview(piece)
    while left:
        count = os.pwrite(handle, left, at)
        left, at = left[count:], at + count
    return at


@contextmanager
def _locked(handle: int) -> Iterator[None]:
    fcntl.flock(handle, fcntl.LOCK_EX)
    try:
        yield
    finally:
        fcntl.flock(handle, fcntl.LOCK_UN)
