"""Photos in an S3-compatible store."""

import datetime
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from botocore.config import Config
from botocore.exceptions import ClientError
from storages.backends.s3 import S3Storage

EXISTS_ALREADY = ("PreconditionFailed", "412")
CONDITION_UNKNOWN = ("NotImplemented", "501")


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

    def keys_before(self, prefix: str, before: datetime.datetime) -> Iterator[str]:
        """Keys under a folder that were written before an instant."""
        pages = self.connection.meta.client.get_paginator("list_objects_v2")
        root = self._normalize_name(prefix) + "/"
        for page in pages.paginate(Bucket=self.bucket_name, Prefix=root):
            for found in page.get("Contents", ()):
                if found["LastModified"] < before:
                    yield f"{prefix}/{found['Key'].removeprefix(root)}"

    def move(self, key: str, to: str) -> None:
        """Give an object another key."""
        source = {"Bucket": self.bucket_name, "Key": self._normalize_name(key)}
        self.connection.meta.client.copy_object(
            Bucket=self.bucket_name, Key=self._normalize_name(to), CopySource=source
        )
        self.delete(key)
