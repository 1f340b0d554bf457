"""Kills of what delivers, and which repeated mail each of them explains."""

import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from tests.faults.house import House
from tests.faults.ledger import KEY_LENGTH, Taken

# the provider writes its line within milliseconds of a mail's last byte
QUIET_SECONDS = 0.3


@dataclass
class Kill:
    """One kill: what was on its way, and how long the ledger was when all had arrived."""

    in_flight: set[str]
    ledger_length: int
    # taken before this kill and after the one before, and taken again later
    doubled: Counter[str] = field(default_factory=Counter)


class Kills:
    """The kills of a run in their order."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.noted: list[Kill] = []
        self._seen: set[int] = set()

    def note(self) -> Kill:
        """Wait until the provider has dealt with what had left, then say what was in flight."""
        length = -1
        while length != (length := len(self.house.accepted())):
            time.sleep(QUIET_SECONDS)
        attempts = self._open_attempts()
        fresh = attempts.keys() - self._seen
        self._seen |= fresh
        self.noted.append(Kill({attempts[pk] for pk in fresh}, length))
        return self.noted[-1]

    def _open_attempts(self) -> dict[int, str]:
        """Attempts without an end, by id, with the key of what they send."""
        unended = self.house.rows(
            "SELECT id, delivery_id FROM projects_deliveryattempt WHERE ended_at IS NULL"
        )
        where = f"WHERE id IN ({', '.join(str(row[1]) for row in unended) or 0})"
        rows = {row.pk: row.dedupe_key[:KEY_LENGTH] for row in self.house.deliveries(where)}
        return {pk: rows[delivery] for pk, delivery in unended}

    def charge(self, accepted: Sequence[Taken]) -> int:
        """Charge each repeated mail to the kill that ended the span of its mail before.

        Only the ledger is asked, not the database: what was in flight must explain it. Returns
        the repeats that no kill stands before.
        """
        unexplained = 0
        last: dict[str, int] = {}
        for line, found in enumerate(accepted):
            if found.key in last:
                before = last[found.key]
                kills = (kill for kill in self.noted if before < kill.ledger_length <= line)
                kill = next(kills, None)
                if kill is None:
                    unexplained += 1
                else:
                    kill.doubled[found.key] += 1
            last[found.key] = line
        return unexplained

    @property
    def story(self) -> str:
        """Doubled and in flight, kill by kill."""
        return " ".join(f"{kill.doubled.total()}/{len(kill.in_flight)}" for kill in self.noted)
