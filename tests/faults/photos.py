"""Photos that no two seeds share, and the body of an upload."""

import io
import random

from PIL import Image

BOUNDARY = "a-line-that-no-photo-holds"
HEAD = {"Content-Type": f"multipart/form-data; boundary={BOUNDARY}"}


def photo(seed: int, *, sides: tuple[int, int] = (320, 240)) -> bytes:
    """A photo that no other seed makes, of some 150 KB at the usual size in pixels."""
    noise = Image.frombytes("RGB", sides, random.Random(seed).randbytes(sides[0] * sides[1] * 3))
    out = io.BytesIO()
    noise.save(out, "JPEG", quality=95)
    return out.getvalue()


def form(upload_id: str, project: str, body: bytes) -> bytes:
    """The multipart body of an upload."""
    fields = "".join(
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in {"client_upload_id": upload_id, "project": project}.items()
    )
    file = (
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="a.jpg"\r\n'
        "Content-Type: image/jpeg\r\n\r\n"
    )
    return f"{fields}{file}".encode() + body + f"\r\n--{BOUNDARY}--\r\n".encode()
