"""How an upload comes in: straight to a file on the store's volume, hashed on its way."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.files.uploadedfile import TemporaryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler, TemporaryFileUploadHandler

from projects.storage.room import incoming_folder, room_told


class HashedUpload(TemporaryUploadedFile):
    """A received file that knows the SHA-256 of its bytes."""

    sha256 = ""


class HashingUploadHandler(TemporaryFileUploadHandler):
    """Writes each piece once and never reads it back; a disk without room is 507 at once.

    A piece is hashed while it is in the processor's cache. Pieces are larger than Django's
    64 KB, because its parser pays for every piece anew.
    """

    chunk_size = 256 * 1024
    file: HashedUpload

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Open the file; RuleBroken `storage_full` where there is no room."""
        FileUploadHandler.new_file(self, *args, **kwargs)
        incoming_folder()
        with room_told():
            self.file = HashedUpload(
                self.file_name or "", self.content_type, 0, self.charset, self.content_type_extra
            )
        self._digest = hashlib.sha256()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Take the next piece."""
        with room_told(), self._half_gone():
            super().receive_data_chunk(raw_data, start)
        self._digest.update(raw_data)

    def file_complete(self, file_size: int) -> HashedUpload:
        """Return the file with its hash."""
        with room_told(), self._half_gone():
            super().file_complete(file_size)
        self.file.sha256 = self._digest.hexdigest()
        return self.file

    @contextmanager
    def _half_gone(self) -> Iterator[None]:
        """Remove half a file at once: on a full disk its room is wanted."""
        try:
            yield
        except OSError:
            self.file.close()
            raise
