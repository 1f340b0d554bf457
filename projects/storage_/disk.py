"""Where photos lie: durable before anybody is told, addressed by content, never overwritten."""

import errno
import os
import shutil
from pathlib import Path
from typing import IO, Any

from botocore.config import Config
from botocore.exceptions import ClientError
from django.conf import settings
from django.core.files.storage import FileSystemStorage
from django.utils.translation import gettext as _
from storages.backends.s3 import S3Storage

from projects.errors import RuleBroken

READABLE = 0o644
FULL = (errno.ENOSPC, errno.EDQUOT)
EXISTS_ALREADY = ("PreconditionFailed", "412")
CONDITION_UNKNOWN = ("NotImplemented", "501")


def storage_full() -> RuleBroken:
    """Make the answer for a disk without room."""
    return RuleBroken("storage_full", _("There is no room for more photos."), status=507)


def incoming_folder() -> Path:
    """The folder of uploads in flight, on the volume of the store so that a rename is atomic."""
    folder = Path(settings.FILE_UPLOAD_TEMP_DIR)
    folder.mkdir(parents=True, exist_ok=True)
    if shutil.disk_usage(folder).free < settings.MEDIA_FLOOR_BYTES:
        raise storage_full()
    return folder


def folder_sync(folder: Path) -> None:
    """Make a folder's entries survive a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


class DurableFileStorage(FileSystemStorage):
    """Files on this machine's disk; `put` returns only when the bytes survive a power cut."""

    def put(self, key: str, path: Path) -> None:
        """Store the file at `path` under a content address; the same content again is fine.

        Order: fsync the file, link it without overwriting, fsync the folders.
        Raises RuleBroken `storage_full` (507).
        """
        target = Path(self.path(key))
        try:
            with path.open("rb") as file:
                # a temporary file is its owner's alone, but the proxy sends it too
                os.fchmod(file.fileno(), READABLE)
                os.fsync(file.fileno())
            self._folders_make(target.parent)
            self._link(path, target)
            folder_sync(target.parent)
        except OSError as error:
            if error.errno in FULL:
                raise storage_full() from error
            raise

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

    def _folders_make(self, folder: Path) -> None:
        missing = [folder, *folder.parents]
        missing = [one for one in missing if not one.exists()]
        folder.mkdir(parents=True, exist_ok=True)
        for made in missing:
            folder_sync(made.parent)

    def link_to(self, key: str) -> str:
        """Return a short-lived address of the bytes; empty: this process must send them."""
        return f"/protected-media/{key}" if settings.MEDIA_ACCEL else ""


class DurableS3Storage(S3Storage):  # type: ignore[misc] # django-storages carries no types
    """Objects in an S3-compatible store, written once."""

    def __init__(self, **options: Any) -> None:
        options.setdefault(
            "client_config",
            Config(
                # newer default checksums are unknown to several compatible stores
                request_checksum_calculation="when_required",
                response_checksum_validation="when_required",
                signature_version="s3v4",
                connect_timeout=5,
                read_timeout=30,
                retries={"max_attempts": 3, "mode": "standard"},
            ),
        )
        super().__init__(**options)

    def put(self, key: str, path: Path) -> None:
        """Store the file at `path` under a content address unless it is there, and check it."""
        with path.open("rb") as file:
            try:
                self._put(key, file, IfNoneMatch="*")
            except ClientError as error:
                code = str(error.response.get("Error", {}).get("Code"))
                if code in CONDITION_UNKNOWN:
                    file.seek(0)
                    self._put(key, file)
                elif code not in EXISTS_ALREADY:
                    raise
        if self.size(key) != path.stat().st_size:
            raise OSError(f"{key}: the store holds another length")

    def _put(self, key: str, file: IO[bytes], **condition: str) -> None:
        self.connection.meta.client.put_object(
            Bucket=self.bucket_name, Key=self._normalize_name(key), Body=file, **condition
        )

    def link_to(self, key: str) -> str:
        """Return a presigned address, valid for five minutes."""
        return str(self.url(key, expire=300))
