"""Where an original lies, and how it becomes a local file."""

import shutil
from pathlib import Path

from django.core.files.storage import default_storage

from projects.models import Photo
from projects.storage import room_told


def original_key(sha256: str) -> str:
    """The content address of an original."""
    return f"originals/{sha256[:2]}/{sha256[2:4]}/{sha256}"


def original_local(photo: Photo, folder: Path) -> Path:
    """The original as a local file: the store's own, or a copy of it in `folder`."""
    key = original_key(photo.sha256)
    try:
        return Path(default_storage.path(key))
    except NotImplementedError:
        copy = folder / "original"
        with room_told(), default_storage.open(key) as source, copy.open("wb") as target:
            shutil.copyfileobj(source, target)
        return copy
