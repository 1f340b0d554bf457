"""An SMTP server process that keeps what it got: `python -m tests.story.smtp PORT FOLDER`."""

import asyncio
import itertools
import sys
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller

NUMBERS = itertools.count(1)


class Keeper:
    """Writes each mail to a file of its own before it says yes."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802 - aiosmtpd's name
        """Keep one mail with its envelope's recipients on top."""
        recipients = ",".join(envelope.rcpt_tos)
        part = self.folder / f"{next(NUMBERS):06d}.part"
        part.write_bytes(f"X-Envelope-To: {recipients}\r\n".encode() + envelope.original_content)
        part.replace(part.with_suffix(".eml"))
        return "250 kept"


def main() -> None:
    """Serve until killed."""
    port, folder = int(sys.argv[1]), Path(sys.argv[2])
    folder.mkdir(parents=True, exist_ok=True)
    controller = Controller(Keeper(folder), hostname="127.0.0.1", port=port)
    controller.start()
    asyncio.new_event_loop().run_forever()


if __name__ == "__main__":
    main()
