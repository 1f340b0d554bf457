"""Photo uploads per second to a durable 201, for JPEGs of 5 MB, by 1 and by 8 clients.

The peer is a bare WSGI application under the same gunicorn that writes the body to a file on the
same volume and syncs it (`bench/_sink.py`). Rounds are interleaved, the medians compared:
`upload_ratio_1` and `upload_ratio_8` are our uploads per second divided by the peer's. Every
upload is another photo, so none is a duplicate; no worker renders meanwhile.
`--smoke` runs everything once with few small photos.
"""

import argparse
import contextlib
import http.client
import io
import os
import random
import shutil
import statistics
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ["DJANGO_SETTINGS_MODULE"] = "backend.settings"

from PIL import Image

from bench import _milestones, _server
from launcher.commands import WEB
from launcher.processes import port_free, port_taken

BOUNDARY = "a-line-that-no-photo-holds"
APPLICATIONS = {"ours": "backend.wsgi:application", "sink": "bench._sink:application"}
CLIENTS = (1, 8)
FULL, SMALL = (3600, 2700), (640, 480)


def main() -> None:
    """Measure and print the figure."""
    options = _options()
    photo = photo_made(SMALL if options.smoke else FULL)
    with _server.database() as url:
        _milestones.prepare(url)
        project, token = _milestones.seed(projects=1, rows_each=1, photos=False)
        with serving(url, "ours") as ours, serving(url, "sink") as sink:
            rates = _rounds({"ours": ours, "sink": sink}, photo, project, token, options)
    shutil.rmtree(os.environ["DATA_DIR"], ignore_errors=True)
    print(f"photos of {len(photo) / 1e6:.1f} MB")
    for (name, clients), found in rates.items():
        print(
            f"{name} {clients} client(s): {statistics.median(found):7.2f} uploads/s"
            f"  (from {min(found):.2f} to {max(found):.2f} in {len(found)} rounds)"
        )
    ratios = [
        statistics.median(rates["ours", clients]) / statistics.median(rates["sink", clients])
        for clients in CLIENTS
    ]
    print(f"figure: upload_ratio_1={ratios[0]:.2f} upload_ratio_8={ratios[1]:.2f}")


def photo_made(size: tuple[int, int]) -> bytes:
    """Draw a noisy JPEG; the full size comes to some 5 MB."""
    rng = random.Random(5)
    coarse = Image.frombytes("RGB", (600, 450), rng.randbytes(600 * 450 * 3))
    noise = Image.effect_noise(size, 24).convert("RGB")
    out = io.BytesIO()
    Image.blend(coarse.resize(size), noise, 0.5).save(out, "JPEG", quality=90)
    return out.getvalue()


def form(photo: bytes, project: int) -> bytes:
    """A multipart upload of a photo that was never sent before: its comment is fresh."""
    upload_id = uuid.uuid4()
    fields = "".join(
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in {"client_upload_id": upload_id, "project": project}.items()
    )
    file = (
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="a.jpg"\r\n'
        "Content-Type: image/jpeg\r\n\r\n"
    )
    comment = b"\xff\xfe\x00\x12" + upload_id.bytes
    end = f"\r\n--{BOUNDARY}--\r\n".encode()
    return b"".join([fields.encode(), file.encode(), photo[:2], comment, photo[2:], end])


@contextlib.contextmanager
def serving(url: str, name: str) -> Iterator[int]:
    """Start gunicorn as in production with one of the applications; stop it at the end."""
    port = port_free()
    env = {
        **os.environ,
        "DATABASE_URL": url,
        # one process for web only: the engine of the embedded mode would disturb
        "REDIS_URL": os.environ.get("REDIS_URL") or "redis://127.0.0.1:1/0",
        "PORT": str(port),
        "HOST": "127.0.0.1",
        "LOG_LEVEL": "ERROR",
        "GUNICORN_LOG_LEVEL": "warning",
    }
    program = str(Path(sys.executable).with_name(WEB[0]))
    command = [program, *WEB[1:-1], "--max-requests", "0", APPLICATIONS[name]]
    server = subprocess.Popen(command, cwd=_server.ROOT, env=env)
    try:
        until = time.monotonic() + _server.PATIENCE_SECONDS
        while not port_taken("127.0.0.1", port):
            if server.poll() is not None or time.monotonic() > until:
                raise SystemExit(f"{name}: the server did not start")
            time.sleep(0.1)
        yield port
    finally:
        server.terminate()
        server.wait()


def rate(port: int, bodies: list[bytes], clients: int, token: str) -> float:
    """Send all bodies over some keep-alive connections; return uploads per second."""
    refused: list[str] = []

    def client(mine: list[bytes]) -> None:
        wire = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
        head = {
            "Authorization": f"Bearer {token}",
            "Content-Type": f"multipart/form-data; boundary={BOUNDARY}",
        }
        for body in mine:
            wire.request("POST", "/api/v1/photos/", body, head)
            answer = wire.getresponse()
            text = answer.read()
            if answer.status != http.HTTPStatus.CREATED:
                refused.append(f"{answer.status} {text[:300]!r}")
        wire.close()

    start = time.perf_counter()
    with ThreadPoolExecutor(clients) as pool:
        # list() raises what a client raised: a broken connection is no quick upload
        list(pool.map(client, [bodies[number::clients] for number in range(clients)]))
    took = time.perf_counter() - start
    if refused:
        raise SystemExit(refused[0])
    return len(bodies) / took


def _rounds(
    ports: dict[str, int], photo: bytes, project: int, token: str, options: argparse.Namespace
) -> dict[tuple[str, int], list[float]]:
    rates: dict[tuple[str, int], list[float]] = {}
    count = 8 if options.smoke else options.photos
    for number in range(2 if options.smoke else options.rounds + 1):
        for clients in CLIENTS:
            for name, port in ports.items():
                bodies = [form(photo, project) for _ in range(count)]
                found = rate(port, bodies, clients, token)
                # the first round warms both
                if number:
                    rates.setdefault((name, clients), []).append(found)
                shutil.rmtree(Path(os.environ["DATA_DIR"], "sink"), ignore_errors=True)
    return rates


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench uploads")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--photos", type=int, default=24, help="of each round, client count, peer")
    parser.add_argument("--smoke", action="store_true")
    return parser.parse_args()


if __name__ == "__main__":
    main()
