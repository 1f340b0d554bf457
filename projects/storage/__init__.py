"""Where photos lie: durable before anybody is told, addressed by content, never overwritten."""

from projects.storage.bucket import DurableS3Storage
from projects.storage.disk import DurableFileStorage, is_older
from projects.storage.partial import OffsetMoved, PartialFile, partial_folder, room_for
from projects.storage.room import incoming_folder, room_told, storage_full
from projects.storage.uploads import HashedUpload, HashingUploadHandler

__all__ = [
    "DurableFileStorage",
    "DurableS3Storage",
    "HashedUpload",
    "HashingUploadHandler",
    "OffsetMoved",
    "PartialFile",
    "incoming_folder",
    "is_older",
    "partial_folder",
    "room_for",
    "room_told",
    "storage_full",
]
