"""Uploads in pieces: opened before any byte, continued where they broke, stored as photos."""

from projects.services.uploads.append import upload_append
from projects.services.uploads.expire import uploads_expire
from projects.services.uploads.finish import upload_end, upload_settle
from projects.services.uploads.opening import Announced, upload_open

__all__ = [
    "Announced",
    "upload_append",
    "upload_end",
    "upload_open",
    "upload_settle",
    "uploads_expire",
]
