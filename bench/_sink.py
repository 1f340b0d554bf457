"""The least that keeps an upload: a WSGI application that writes the body to a synced file."""

import os
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

CHUNK = 64 * 1024


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """Keep the body under DATA_DIR/sink; 201 when it survives a power cut."""
    folder = Path(os.environ["DATA_DIR"], "sink")
    folder.mkdir(parents=True, exist_ok=True)
    left = int(environ["CONTENT_LENGTH"])
    handle, _name = tempfile.mkstemp(dir=folder)
    with os.fdopen(handle, "wb") as file:
        while left > 0:
            chunk = environ["wsgi.input"].read(min(CHUNK, left))
            if not chunk:
                break
            file.write(chunk)
            left -= len(chunk)
        file.flush()
        os.fsync(file.fileno())
    start_response("201 Created", [("Content-Length", "2"), ("Content-Type", "text/plain")])
    return [b"ok"]
