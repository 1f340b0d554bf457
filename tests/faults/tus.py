"""A phone that speaks tus: it goes on where the server says, until there is a receipt.

As a program (`python -m tests.faults.tus`) it sends many photos from a folder of its own and may
be killed and started again at any time: its receipts and what it sent are on the disk.
"""

import argparse
import base64
import contextlib
import hashlib
import http.client
import os
import socket
import struct
import threading
import time
import uuid
from dataclasses import dataclass
from pathlib import Path

from tests.faults.photos import photo
from tests.faults.rough import BUFFER_BYTES

PIECE_BYTES = 8 * 1024
NAMESPACE = uuid.UUID("8f0c5a0e-3a4c-4a7e-9c0e-6f6f2f1c7a55")
LINE = (OSError, http.client.HTTPException)
PAUSE_SECONDS = 0.02


class Tally:
    """A count of bytes in a file: it survives whoever counts."""

    def __init__(self, path: Path) -> None:
        self._handle = os.open(path, os.O_RDWR | os.O_CREAT)
        self.value = struct.unpack("q", os.pread(self._handle, 8, 0) or bytes(8))[0]

    def add(self, count: int) -> None:
        """Count bytes that were sent."""
        self.value += count
        os.pwrite(self._handle, struct.pack("q", self.value), 0)

    def close(self) -> None:
        """Leave the file."""
        os.close(self._handle)


@dataclass(frozen=True)
class Server:
    """Where a phone sends to, as whom, and after how long a silence it gives up."""

    port: int
    token: str
    project: int
    patience_seconds: float = 2
    # one PATCH carries no more
    chunk_bytes: int = 256 * 1024


@dataclass(frozen=True)
class Receipt:
    """What the server says of a photo that is safe."""

    photo: int
    sha256: str


class Phone:
    """Sends photos one after the other."""

    def __init__(self, server: Server, tally: Tally) -> None:
        self.server = server
        self.tally = tally
        self.asked = 0

    def send(self, body: bytes, client_id: uuid.UUID, *, seconds: float = 600) -> Receipt:
        """Send one photo, however often the line breaks."""
        ends = time.monotonic() + seconds
        path = ""
        while time.monotonic() < ends:
            with contextlib.suppress(*LINE):
                path = path or self._announced(body, client_id)
                found = self._gone_on(path, body)
                if found is not None:
                    return found
                continue
            time.sleep(PAUSE_SECONDS)
        raise TimeoutError(f"{client_id} was not stored")

    def _gone_on(self, path: str, body: bytes) -> Receipt | None:
        """Ask where to go on and send from there until the line breaks."""
        answer = self._ask("HEAD", path)
        while answer.status in (200, 204):
            receipt = answer.headers.get("Topout-Photo")
            if receipt is not None:
                return Receipt(int(receipt), answer.headers["Topout-Sha256"])
            offset = int(answer.headers["Upload-Offset"])
            piece = body[offset : offset + self.server.chunk_bytes]
            answer = self._ask("PATCH", path, piece, offset)
        if answer.status not in (409, 502, 503):
            raise AssertionError(f"{answer.status} {path}")
        time.sleep(PAUSE_SECONDS)
        return None

    def _announced(self, body: bytes, client_id: uuid.UUID) -> str:
        values = {
            "project": str(self.server.project),
            "client_upload_id": str(client_id),
            "sha256": hashlib.sha256(body).hexdigest(),
            "filename": "a.jpg",
            "filetype": "image/jpeg",
        }
        said = ",".join(
            f"{name} {base64.b64encode(value.encode()).decode()}" for name, value in values.items()
        )
        headers = {"Upload-Length": str(len(body)), "Upload-Metadata": said}
        answer = self._ask("POST", "/api/v1/uploads/", headers=headers)
        if answer.status != 201:
            raise http.client.HTTPException(answer.status)
        return "/" + answer.headers["Location"].split("/", 3)[3]

    def _ask(
        self,
        method: str,
        path: str,
        piece: bytes = b"",
        offset: int | None = None,
        headers: dict[str, str] | None = None,
    ) -> http.client.HTTPResponse:
        line = http.client.HTTPConnection(
            "127.0.0.1", self.server.port, timeout=self.server.patience_seconds
        )
        self.asked += 1
        with contextlib.closing(line):
            line.connect()
            line.sock.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, BUFFER_BYTES)
            line.putrequest(method, path)
            for name, value in self._headers(piece, offset, headers or {}).items():
                line.putheader(name, value)
            line.endheaders()
            for at in range(0, len(piece), PIECE_BYTES):
                part = piece[at : at + PIECE_BYTES]
                self.tally.add(len(part))
                line.send(part)
            answer = line.getresponse()
            answer.read()
            return answer

    def _headers(self, piece: bytes, offset: int | None, others: dict[str, str]) -> dict[str, str]:
        said = {
            "Authorization": f"Bearer {self.server.token}",
            "Tus-Resumable": "1.0.0",
            "Content-Length": str(len(piece)),
            **others,
        }
        if offset is not None:
            said |= {
                "Upload-Offset": str(offset),
                "Content-Type": "application/offset+octet-stream",
            }
        return said


def client_id_of(seed: int) -> uuid.UUID:
    """The id that a photo keeps through every restart."""
    return uuid.uuid5(NAMESPACE, str(seed))


def receipts(folder: Path) -> dict[int, Receipt]:
    """What the phones of a folder were told, by the photo's seed."""
    found = {}
    for path in folder.glob("receipts-*.txt"):
        for line in path.read_text(encoding="ascii").splitlines():
            seed, photo_id, sha256 = line.split()
            found[int(seed)] = Receipt(int(photo_id), sha256)
    return found


def sent(folder: Path) -> int:
    """How many bytes of photos the phones of a folder have sent."""
    total = 0
    for path in folder.glob("sent-*"):
        tally = Tally(path)
        total += tally.value
        tally.close()
    return total


def phone_run(folder: Path, server: Server, number: int, seeds: range) -> None:
    """Send what has no receipt yet; each receipt is on the disk before the next photo."""
    known = receipts(folder)
    phone = Phone(server, Tally(folder / f"sent-{number}"))
    with (folder / f"receipts-{number}.txt").open("a", encoding="ascii") as file:
        for seed in seeds:
            if seed not in known:
                told = phone.send(photo(seed), client_id_of(seed))
                file.write(f"{seed} {told.photo} {told.sha256}\n")
                file.flush()


def main() -> None:
    """Be some phones at once until all of their photos are safe."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("port", type=int)
    parser.add_argument("token")
    parser.add_argument("project", type=int)
    parser.add_argument("photos", type=int)
    parser.add_argument("--phones", type=int, default=2)
    given = parser.parse_args()
    server = Server(given.port, given.token, given.project)
    threads = [
        threading.Thread(
            target=phone_run,
            args=(given.folder, server, number, range(number, given.photos, given.phones)),
        )
        for number in range(given.phones)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


if __name__ == "__main__":
    main()
