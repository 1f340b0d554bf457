"""Where originals and renditions are kept: this machine's disk, or an S3-compatible store."""

from pathlib import Path

from backend import env


def root(data_dir: Path) -> Path:
    """The folder of the local store; the proxy mounts it read-only."""
    return Path(env.text("MEDIA_ROOT", str(data_dir / "media")))


def incoming(data_dir: Path) -> str:
    """Uploads in flight lie on the media volume, so that the final rename is atomic."""
    folder = root(data_dir) / "incoming"
    folder.mkdir(parents=True, exist_ok=True)
    return str(folder)


def storage(data_dir: Path) -> dict[str, object]:
    """`S3_BUCKET` chooses S3; otherwise the durable file store."""
    bucket = env.text("S3_BUCKET")
    if not bucket:
        return {
            "BACKEND": "projects.storage.DurableFileStorage",
            "OPTIONS": {"location": str(root(data_dir)), "base_url": None},
        }
    return {
        "BACKEND": "projects.storage.DurableS3Storage",
        "OPTIONS": {
            "bucket_name": bucket,
            "endpoint_url": env.text("S3_ENDPOINT_URL") or None,
            "access_key": env.text("S3_ACCESS_KEY") or None,
            "secret_key": env.text("S3_SECRET_KEY") or None,
            "region_name": env.text("S3_REGION") or None,
            "default_acl": "private",
            "querystring_expire": 300,
            "file_overwrite": True,
        },
    }
