"""An SMTP server process that notes every mail it took in the ledger.

`python -m tests.faults.mailbox PORT FILE [--think SECONDS] [--answer SECONDS] [--victim FILE]`.
A provider thinks before it writes the mail down, and the line takes its time to say yes: the
window for doubles. Mail to a poisoned address kills the process group that the victim's file
names, as a message would that takes all memory.
"""

import argparse
import asyncio
import email
import email.policy
import os
import signal
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller

from tests.faults.ledger import Ledger

THINK_SECONDS = 0.005
ANSWER_SECONDS = 0.025
POISON = "poison"


class Handler:
    """Takes every mail."""

    def __init__(self, ledger: Ledger, *, think: float, answer: float, victim: Path | None) -> None:
        self._ledger = ledger
        self._think = think
        self._answer = answer
        self._victim = victim

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
        self, _server: Any, _session: Any, envelope: Any, address: str, _options: list[str]
    ) -> str:
        """Take every recipient; the poison takes its worker first."""
        if self._victim and address.startswith(POISON):
            os.killpg(int(self._victim.read_text(encoding="ascii")), signal.SIGKILL)
            return "451 later"
        envelope.rcpt_tos.append(address)
        return "250 ok"

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802 - aiosmtpd's name
        """Take one mail."""
        await asyncio.sleep(self._think)
        mail = email.message_from_bytes(envelope.content, policy=email.policy.default)
        self._ledger.note(channel="email", key=_key(mail), repeat=_says_repeat(mail))
        await asyncio.sleep(self._answer)
        return "250 taken"


def _key(mail: EmailMessage) -> str:
    """The delivery's key, which is what stands before the @ of the Message-ID."""
    return str(mail["Message-ID"] or "").lstrip("<").partition("@")[0]


def _says_repeat(mail: EmailMessage) -> bool:
    text = mail.get_body(("plain",))
    return text is not None and "may be a repeat" in text.get_content()


def main() -> None:
    """Serve until killed."""
    parser = argparse.ArgumentParser()
    parser.add_argument("port", type=int)
    parser.add_argument("ledger", type=Path)
    parser.add_argument("--think", type=float, default=THINK_SECONDS)
    parser.add_argument("--answer", type=float, default=ANSWER_SECONDS)
    parser.add_argument("--victim", type=Path)
    given = parser.parse_args()
    handler = Handler(
        Ledger(given.ledger), think=given.think, answer=given.answer, victim=given.victim
    )
    Controller(handler, hostname="127.0.0.1", port=given.port).start()
    asyncio.new_event_loop().run_forever()


if __name__ == "__main__":
    main()
