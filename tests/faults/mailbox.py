"""An SMTP server process that notes every mail it took: `python -m tests.faults.mailbox PORT FILE`.

The ledger lies outside of what is tested: one line per accepted mail, written before the "250".
"""

import asyncio
import email
import email.policy
import os
import sys
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller

# a provider thinks before it says yes, and the line takes its time: the window for doubles
THINK_SECONDS = 0.005
ANSWER_SECONDS = 0.025


class Ledger:
    """Appends `Message-ID repeat|first` per accepted mail."""

    def __init__(self, path: Path) -> None:
        self._file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802 - aiosmtpd's name
        """Take one mail."""
        await asyncio.sleep(THINK_SECONDS)
        mail = email.message_from_bytes(envelope.content, policy=email.policy.default)
        text = mail.get_body(("plain",))
        said = text is not None and "may be a repeat" in text.get_content()
        line = f"{mail['Message-ID']} {'repeat' if said else 'first'}\n"
        os.write(self._file, line.encode())
        await asyncio.sleep(ANSWER_SECONDS)
        return "250 taken"


def main() -> None:
    """Serve until killed."""
    port, path = int(sys.argv[1]), Path(sys.argv[2])
    controller = Controller(Ledger(path), hostname="127.0.0.1", port=port)
    controller.start()
    asyncio.new_event_loop().run_forever()


if __name__ == "__main__":
    main()
