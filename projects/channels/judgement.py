"""How a provider's answer is judged (reliability 3.5): by its status, then by the code inside.

Chinese providers answer 200 and say in the body that nothing was sent; each channel brings a
table of the codes that its provider documents. A code that is in no table is tried again: the
provider said no, so nothing arrived, and the delivery's deadline ends it where people see it.
"""

import contextlib
import datetime
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from projects.channels.base import NotSent
from projects.channels.outgoing import Reply, wait_of
from projects.channels.texts import cut, one_line
from projects.models.alert_words import ErrorClass

LATER = frozenset({408, 421, 425, 429})
AUTH = frozenset({401, 403, 407})
TOLD_MOST = 200


@dataclass(frozen=True)
class Verdict:
    """What one code means; `wait` where the provider's documents say how long it lasts."""

    error_class: ErrorClass
    wait: datetime.timedelta | None = None


TRANSIENT = Verdict(ErrorClass.TRANSIENT)
PERMANENT = Verdict(ErrorClass.PERMANENT)
CONFIGURATION = Verdict(ErrorClass.CONFIGURATION)
BUG = Verdict(ErrorClass.BUG)
A_MINUTE = Verdict(ErrorClass.TRANSIENT, datetime.timedelta(minutes=1))

Table = Mapping[int | str, Verdict]


def status_check(reply: Reply, now: datetime.datetime, *, shared: bool = False) -> None:
    """Raise `NotSent` unless the status is a yes.

    `shared` is an address that the operator set for all: that it is wrong says nothing about the
    recipient. A redirect is a wrong address: nobody knows where it leads.
    """
    status = reply.status
    if 200 <= status < 300:
        return
    text = f"HTTP {status}: {told(reply.body)}"
    if status in LATER or status >= 500:
        raise NotSent(ErrorClass.TRANSIENT, text, wait_of(reply, now))
    ours = shared or status in AUTH
    raise NotSent(ErrorClass.CONFIGURATION if ours else ErrorClass.PERMANENT, text)


def json_of(reply: Reply) -> dict[str, object]:
    """Read an answer that must be a JSON object; a yes nobody can read may have been one."""
    try:
        found = json.loads(reply.body) if reply.whole else None
    except (ValueError, RecursionError) as error:
        raise NotSent(ErrorClass.AMBIGUOUS, f"answer: {told(reply.body)}") from error
    if not isinstance(found, dict):
        raise NotSent(ErrorClass.AMBIGUOUS, f"answer: {told(reply.body)}")
    return found


def code_check(code: object, text: object, table: Table) -> None:
    """Raise `NotSent` for a code that is not the provider's "all well" (0, "OK")."""
    if code in (0, "0", "OK") and code is not False:
        return
    verdict = table.get(code, TRANSIENT) if isinstance(code, int | str) else TRANSIENT
    raise NotSent(verdict.error_class, f"{code}: {told(str(text))}", verdict.wait)


@contextlib.contextmanager
def nothing_handed_over(what: str) -> Iterator[None]:
    """Ask for something that is no message: a lost answer leaves no doubt, it is asked again."""
    try:
        yield
    except NotSent as failure:
        if failure.error_class != ErrorClass.AMBIGUOUS:
            raise
        raise NotSent(ErrorClass.TRANSIENT, f"{what}: {failure.text}") from failure


def told(said: bytes | str) -> str:
    """Part of what a provider said, for people who look why; in one line and short."""
    text = said if isinstance(said, str) else said[: 4 * TOLD_MOST].decode(errors="replace")
    return cut(one_line(text), TOLD_MOST)
