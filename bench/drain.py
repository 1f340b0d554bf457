"""How fast a queue of alerts drains: a worker's four threads against a bare loop.

`bench drain [--deliveries N]`. The mail server thinks for 50 ms about every mail. The bare loop
sends the very bytes that the worker sends, each on a line of its own as the worker does, from
memory and with no database: what it does a second is the most that four threads can. The ratio is
the worker's share of that.
"""

import argparse
import os
import queue
import smtplib
import tempfile
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

import django

from launcher import commands

if TYPE_CHECKING:
    from tests.faults.house import House

THREADS = 4
THINK_SECONDS = "0.05"
# every mail as it will be sent, written down by a transaction that is then rolled back
BODIES = """
from pathlib import Path
from django.db import transaction
from django.utils import timezone
from projects.models import AlertDelivery
from projects.services.alerts.message import message_keep
with transaction.atomic():
    for row in AlertDelivery.objects.order_by("pk"):
        body = message_keep(delivery=row, now=timezone.now())
        Path({folder!r}, str(row.pk)).write_bytes(body)
    transaction.set_rollback(True)
"""


def main() -> None:
    """Drain a queue, send the same by hand, print both rates."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "backend.settings")
    django.setup()
    from tests.faults.ground import ground  # noqa: PLC0415 - after set-up

    parser = argparse.ArgumentParser()
    parser.add_argument("--deliveries", type=int, default=1000)
    parser.add_argument("--smoke", action="store_true", help="few deliveries")
    given = parser.parse_args()
    count = 60 if given.smoke else given.deliveries
    with tempfile.TemporaryDirectory(prefix="topout-drain-") as folder:
        home = Path(folder)
        # the unprivileged owner of PostgreSQL's folder has to pass through
        home.chmod(0o711)
        with (
            ground(home / "ground", durable=True) as made,
            made.house(home / "house", "postgresql") as house,
        ):
            drained, bare = _measured(house, count)
    print(f"{count} mails, {THREADS} threads, the server thinks {THINK_SECONDS} s about each")
    print(f"figure: drain_per_s={drained:.1f} bare_per_s={bare:.1f} ratio={drained / bare:.2f}")


def _measured(house: "House", count: int) -> tuple[float, float]:
    from tests.faults.seeds import deliveries_seed  # noqa: PLC0415 - after set-up
    from tests.faults.verdict import judge  # noqa: PLC0415 - after set-up

    deliveries_seed(house, count)
    bodies = house.home / "bodies"
    bodies.mkdir()
    house.run(BODIES.format(folder=str(bodies)))
    house.mailbox("--think", THINK_SECONDS, "--answer", "0")
    worker = house.start("worker", *commands.WORKER, ALERT_THREADS=str(THREADS))
    house.wait(lambda: not house.left(), seconds=600)
    worker.stop()
    verdict = judge(house, created=count)
    if (verdict.lost, verdict.double_unkeyed, verdict.dead) != (0, 0, 0):
        raise SystemExit(verdict.line)
    times = [found.at for found in house.accepted()]
    drained = (count - 1) / (times[-1] - times[0])
    return drained, _bare(house.port, [path.read_bytes() for path in sorted(bodies.iterdir())])


def _bare(port: int, bodies: list[bytes]) -> float:
    """Send them all from as many threads; returns mails a second."""
    waiting: queue.SimpleQueue[bytes] = queue.SimpleQueue()
    for body in bodies:
        waiting.put(body)
    threads = [threading.Thread(target=_send, args=(port, waiting)) for _ in range(THREADS)]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return len(bodies) / (time.perf_counter() - began)


def _send(port: int, waiting: "queue.SimpleQueue[bytes]") -> None:
    while True:
        try:
            body = waiting.get_nowait()
        except queue.Empty:
            return
        with smtplib.SMTP("127.0.0.1", port) as line:
            line.sendmail("topout@localhost", ["official@topout.example"], body)


if __name__ == "__main__":
    main()
