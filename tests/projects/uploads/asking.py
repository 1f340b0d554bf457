"""How these tests speak tus."""

import base64
import hashlib
import uuid
from typing import Any

from django.test import Client
from rest_framework.test import APIClient

from projects.storage import PartialFile
from tests.projects.photos.asking import PHOTOS

JPEG = (PHOTOS / "orientation_1.jpg").read_bytes()
MEDIA_TYPE = "application/offset+octet-stream"
TUS = {"Tus-Resumable": "1.0.0"}


def metadata(**said: Any) -> str:
    """Upload-Metadata."""
    return ",".join(
        f"{name} {base64.b64encode(str(value).encode()).decode()}" for name, value in said.items()
    )


def announce(client: APIClient, body: bytes, *, length: int | None = None, **said: Any) -> Any:
    """POST: announce a photo; what is None is left out."""
    values = {
        "client_upload_id": uuid.uuid4(),
        "sha256": hashlib.sha256(body).hexdigest(),
        "filename": "roof.jpg",
        "filetype": "image/jpeg",
        **said,
    }
    told = {name: value for name, value in values.items() if value is not None}
    size = str(len(body) if length is None else length)
    headers = {**TUS, "Upload-Length": size, "Upload-Metadata": metadata(**told)}
    return client.post("/api/v1/uploads/", headers=headers)


def append(client: APIClient, url: str, piece: bytes, *, at: int, **headers: str) -> Any:
    """PATCH: send a piece."""
    asked = {**TUS, "Upload-Offset": str(at), **headers}
    return sent(client, url, piece, MEDIA_TYPE, **asked)


def sent(client: APIClient, url: str, piece: bytes, media: str, **headers: str) -> Any:
    """PATCH with these headers and no others."""
    asked = {"Content-Length": str(len(piece)), "Content-Type": media, **headers}
    generic: Any = Client.generic
    return generic(client, "PATCH", url, piece, media, headers=asked)


def head(client: APIClient, url: str) -> Any:
    """HEAD: ask where to go on."""
    return client.head(url, headers=TUS)


def id_of(url: str) -> uuid.UUID:
    """The upload's id in its address."""
    return uuid.UUID(url.rstrip("/").rsplit("/", 1)[-1])


def partial(url: str) -> PartialFile:
    """The bytes of an unfinished upload."""
    return PartialFile(id_of(url))
