"""The body of a PATCH as it comes: never whole in memory, and kept as far as it came."""

import contextlib
import hashlib
import socket
import tempfile
import threading
import uuid
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.utils.translation import gettext as _
from rest_framework.request import Request

from projects.api.upload_headers import whole_number
from projects.errors import RuleBroken
from projects.storage import incoming_folder, room_told

# what a line that is reset may lose at most
PIECE_BYTES = 16 * 1024
# a line that says nothing for so long is taken for broken; what it sent is kept
SILENCE_SECONDS = 20
# before a client is asked to come again
ROOM_SECONDS = 0.2

# the socket that each upload's bytes come by, in this process
_lines: dict[uuid.UUID, socket.socket] = {}
_slow_lines = threading.BoundedSemaphore(settings.UPLOAD_BODIES)


class UploadBody:
    """The announced bytes of one request."""

    def __init__(self, request: Request) -> None:
        if "Content-Length" not in request.headers:
            raise RuleBroken(
                "length_required", _("Send Content-Length with the piece."), status=411
            )
        self.size = whole_number(request, "Content-Length")
        self._request = request._request

    def pieces(self) -> Iterator[bytes]:
        """The body piece by piece; it ends early where the line does."""
        left = self.size
        try:
            while left and (piece := self._request.read(min(PIECE_BYTES, left))):
                left -= len(piece)
                yield piece
        except OSError:
            # reset or silent: nobody is there who could be told, and what came counts
            return

    def checked(self, digest: bytes) -> Iterator[bytes]:
        """The body, once all of it has this SHA-256; of a line that broke, what came.

        Raises RuleBroken `checksum_mismatch` (460) before anything counts.
        """
        with room_told(), tempfile.TemporaryFile(dir=incoming_folder()) as kept:
            found = hashlib.sha256()
            for piece in self.pieces():
                found.update(piece)
                kept.write(piece)
            if kept.tell() == self.size and found.digest() != digest:
                raise RuleBroken(
                    "checksum_mismatch",
                    _("The bytes that arrived are not the ones announced."),
                    status=460,
                )
            kept.seek(0)
            while piece := kept.read(PIECE_BYTES):
                yield piece


@contextmanager
def line_patience(request: Request, upload_id: uuid.UUID) -> Iterator[None]:
    """Let a body come as slowly as it does, but not hold every thread of the process.

    An older line of the same upload is cut: its phone has moved on, and nobody else would be told
    so for long. Raises RuleBroken `uploads_busy` (503) where others are being waited for already.
    """
    line = request.META.get("gunicorn.socket")
    if (older := _lines.get(upload_id)) is not None:
        with contextlib.suppress(OSError):
            older.shutdown(socket.SHUT_RD)
    if not _slow_lines.acquire(timeout=ROOM_SECONDS):
        raise RuleBroken("uploads_busy", _("Too many uploads at once. Try again soon."), status=503)
    try:
        if line is not None:
            _lines[upload_id] = line
            line.settimeout(SILENCE_SECONDS)
        yield
    finally:
        if line is not None:
            if _lines.get(upload_id) is line:
                del _lines[upload_id]
            line.settimeout(None)
        _slow_lines.release()
