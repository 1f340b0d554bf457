"""A scripted SMTP server on loopback: it answers by the book until the stage that is to fail."""

import contextlib
import socket
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

USUAL = {
    "BANNER": "220 test",
    "EHLO": "250-test\r\n250 AUTH PLAIN LOGIN",
    "AUTH": "235 welcome",
    "MAIL": "250 ok",
    "RCPT": "250 ok",
    "DATA": "354 go on",
    "BODY": "250 taken",
    "QUIT": "221 bye",
    "RSET": "250 ok",
}
# not an answer: cut the line, or say nothing
DROP = "drop"
SILENCE = "silence"


@dataclass
class Scripted:
    """Answers by stage, the lines it was told, and the mails it got whole, taken or not.

    `slow` are seconds by stage that pass before the answer.
    """

    answers: dict[str, str]
    port: int = 0
    slow: Mapping[str, float] = field(default_factory=dict)
    told: list[bytes] = field(default_factory=list)
    got: list[bytes] = field(default_factory=list)
    quiet: threading.Event = field(default_factory=threading.Event)

    @property
    def url(self) -> str:
        """What EMAIL_URL is to be."""
        return f"smtp://127.0.0.1:{self.port}"

    def serve(self, listener: socket.socket) -> None:
        """Take one line after the other until the listener is closed."""
        while True:
            try:
                line, _ = listener.accept()
            except OSError:
                return
            with line, contextlib.suppress(OSError):
                self._talk(line)

    def _talk(self, line: socket.socket) -> None:
        words = line.makefile("rb")
        if not self._answer(line, "BANNER"):
            return
        while word := words.readline():
            self.told.append(word.strip())
            stage = word.split()[0].decode().upper()
            if not self._answer(line, stage):
                return
            if stage == "QUIT":
                return
            if stage == "DATA" and self.answers["DATA"].startswith("354"):
                body = b"".join(iter(words.readline, b".\r\n"))
                self.got.append(body.replace(b"\r\n..", b"\r\n."))
                if not self._answer(line, "BODY"):
                    return

    def _answer(self, line: socket.socket, stage: str) -> bool:
        answer = self.answers.get(stage, "502 unknown")
        self.quiet.wait(self.slow.get(stage, 0))
        if answer == SILENCE:
            self.quiet.wait(10)
        if answer in (DROP, SILENCE):
            return False
        line.sendall(answer.encode() + b"\r\n")
        return True


@contextlib.contextmanager
def scripted(slow: Mapping[str, float] | None = None, /, **answers: str) -> Iterator[Scripted]:
    """Run a server whose answers differ from the usual ones in the given stages."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        server = Scripted({**USUAL, **answers}, listener.getsockname()[1], slow or {})
        thread = threading.Thread(target=server.serve, args=(listener,), daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.quiet.set()
            # closing alone does not wake a thread that waits in accept()
            listener.shutdown(socket.SHUT_RDWR)
            listener.close()
            thread.join(5)
