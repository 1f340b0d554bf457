"""F11: PostgreSQL is stopped without ceremony, or ends every session, again and again.

Nothing is lost; what was in flight is written down when the database is back; whoever asks the
web meanwhile is told to come again, and never that something is broken.
"""

import threading
import time

from launcher import commands
from tests.faults import servers
from tests.faults.house import House
from tests.faults.scale import Scale
from tests.faults.seeds import deliveries_seed
from tests.faults.verdict import Figures, judge
from tests.faults.web import Answer, Web, site_seed

DURABLE = """
DO $$ BEGIN
    EXECUTE format('ALTER DATABASE %I SET synchronous_commit = on', current_database());
END $$
"""
AWAY_SECONDS, LONG_SECONDS = 1.0, 10.0
# as in life longer than the database is away: a result is kept until its lease ends
LEASE_SECONDS, LONG_LEASE_SECONDS = 20, 60
RECOVERY_SECONDS = 5.0


class Writer(threading.Thread):
    """Writes milestones one after the other; notes what it was told and what was stored for it."""

    def __init__(self, web: Web) -> None:
        super().__init__(daemon=True)
        self.web = web
        self.over = threading.Event()
        self.stored: list[tuple[float, str]] = []
        self.refused: list[Answer] = []

    def run(self) -> None:
        """Write until it is over; what was refused is tried again under the same key."""
        number = 0
        while not self.over.is_set():
            code = f"W{number}"
            answer = self.web.milestone(code, key=f"the-key-of-{code}")
            if answer.status in (200, 201):
                self.stored.append((time.monotonic(), code))
                number += 1
            else:
                self.refused.append(answer)
            time.sleep(0.05)


def play(house: House, scale: Scale) -> Figures:
    """Stop the server and end the sessions in turn, each after its share of the deliveries."""
    # tests' servers skip what production relies on here: a COMMIT is in the log before it is said
    house.change(DURABLE)
    deliveries_seed(house, scale.deliveries)
    writer = Writer(Web(house, site_seed(house)))
    writer.web.ready()
    house.mailbox()
    lease = LONG_LEASE_SECONDS if scale.patient else LEASE_SECONDS
    house.start("worker", *commands.WORKER, FAULT_LEASE_SECONDS=str(lease))
    writer.start()
    recoveries = []
    share = scale.deliveries // (scale.kills + 1)
    for number in range(scale.kills):
        house.wait(lambda: len(house.accepted()) >= share * (number + 1))  # noqa: B023 - waited for at once
        recoveries.append(
            _strike(house, writer, number, LONG_SECONDS if scale.patient else AWAY_SECONDS)
        )
    house.wait(lambda: not house.left(), seconds=600)
    writer.over.set()
    writer.join()
    verdict = judge(house, created=scale.deliveries, kills=scale.kills)
    there = {str(code) for (code,) in house.rows("SELECT code FROM projects_activity")}
    assert (verdict.lost, verdict.double_unkeyed, verdict.dead) == (0, 0, 0), verdict.line
    assert house.states().keys() == {"sent"}
    acknowledged = {code for _at, code in writer.stored}
    assert acknowledged <= there, acknowledged - there
    told = {answer.status for answer in writer.refused}
    assert told <= {503}, told
    assert writer.refused, "nobody asked while the database was away"
    web, both = (max(seconds) for seconds in zip(*recoveries, strict=True))
    assert both <= RECOVERY_SECONDS, recoveries
    figures = {
        "refused_503": len(writer.refused),
        "refused_most_s": round(max(answer.seconds for answer in writer.refused), 1),
        "web_s": round(web, 1),
        "recovery_s": round(both, 1),
    }
    return Figures(figures, verdict)


def _strike(house: House, writer: Writer, number: int, away: float) -> tuple[float, float]:
    """Hurt the database; returns after how many seconds the web, and both it and worker went on."""
    if number % 2:
        servers.postgres_sessions_end(house.database_url)
    else:
        servers.postgres_stop(house.pair)
        time.sleep(away)
        servers.postgres_start(house.pair)
    written, sent = len(writer.stored), len(house.accepted())
    web = house.wait(lambda: len(writer.stored) > written)
    return web, web + house.wait(lambda: len(house.accepted()) > sent or not house.left())
