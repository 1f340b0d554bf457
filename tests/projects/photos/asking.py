"""How these tests upload, and what then lies in the store."""

import uuid
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from rest_framework.test import APIClient

from tests.conftest import TEST_DATA

PHOTOS = TEST_DATA / "photos"


def post(client: APIClient, path: Path | bytes, **form: Any) -> Any:
    """Upload a file with a fresh upload id unless the form names one."""
    body = path if isinstance(path, bytes) else path.read_bytes()
    name = "photo.jpg" if isinstance(path, bytes) else path.name
    form = {"client_upload_id": str(uuid.uuid4()), "file": SimpleUploadedFile(name, body), **form}
    return client.post("/api/v1/photos/", form, format="multipart")


def stored_files() -> list[Path]:
    return [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]
