"""The faults by the number that reliability.md gives them, with how much of each is played."""

from collections.abc import Callable
from dataclasses import dataclass

from tests.faults.house import House
from tests.faults.scale import Scale
from tests.faults.scripts import (
    clocks,
    frozen,
    import_storm,
    one_file,
    poison,
    postgres_stop,
    redis_line,
    redis_loss,
    rolling,
    silent_redis,
    stopped_scan,
    suites,
    twins,
    uploads,
    web_kill,
    worker_kill,
)
from tests.faults.verdict import Outcome


@dataclass(frozen=True)
class Fault:
    """What is done, in words, and its full form with about how many minutes that takes."""

    about: str
    play: Callable[[House, Scale], Outcome]
    full: Scale
    minutes: float
    # a file has no server that could be hurt
    sqlite_only: bool = False


FAULTS = {
    "F01": Fault(
        "kill -9 of the workers while they send",
        worker_kill.play,
        Scale(deliveries=4000, kills=100),
        20,
    ),
    "F02": Fault("Redis emptied and killed", redis_loss.play, Scale(deliveries=4000, kills=10), 3),
    "F02b": Fault(
        "Redis full", redis_line.play_full, Scale(deliveries=1000, kills=200, patient=True), 2
    ),
    "F03": Fault(
        "the line to Redis cut",
        redis_line.play_cuts,
        Scale(deliveries=1000, kills=30, patient=True),
        2,
    ),
    "F04": Fault("two beats, three scanners", twins.play, Scale(deliveries=1500, kills=600), 12),
    "F05": Fault(
        "half an hour without a scan",
        stopped_scan.play,
        Scale(deliveries=200, patient=True),
        6,
    ),
    "F06": Fault("the web killed beside its COMMIT", web_kill.play, Scale(kills=50), 10),
    "F07": Fault("a reminder in 26 hours", clocks.play_reminder, Scale(), 1),
    "F08": Fault(
        "Redis refused and silent",
        silent_redis.play,
        Scale(deliveries=200, patient=True),
        2,
    ),
    "F09": Fault(
        "a message that kills its worker", poison.play, Scale(deliveries=110, kills=12), 3
    ),
    "F10": Fault(
        "one SQLite file for all",
        one_file.play,
        Scale(deliveries=2000, kills=100),
        15,
        sqlite_only=True,
    ),
    "F11": Fault(
        "PostgreSQL stopped",
        postgres_stop.play,
        Scale(deliveries=2000, kills=20, patient=True),
        5,
    ),
    "F12": Fault("odd nights and zones", clocks.play_nights, Scale(patient=True), 6),
    "F13": Fault(
        "a photo over a line that breaks at every 64 KB", uploads.play_cuts, Scale(patient=True), 7
    ),
    "F14": Fault(
        "the web killed while photos come in pieces",
        uploads.play_kills,
        Scale(deliveries=400, kills=30),
        6,
    ),
    "F17": Fault("the SMTP table", suites.smtp, Scale(), 1),
    "F18": Fault("the webhook table", suites.webhook, Scale(), 1),
    "F19": Fault("the provider away", clocks.play_away, Scale(deliveries=1500, kills=3), 5),
    "F20": Fault("a provider that drops in silence", suites.wecom, Scale(), 1),
    "F21": Fault("a clock that jumps", clocks.play_jumps, Scale(deliveries=2000), 1),
    "F22": Fault("a frozen worker", frozen.play, Scale(deliveries=500), 1),
    "F23": Fault("an import overdue long ago", import_storm.play, Scale(deliveries=10_000), 6),
    "F24": Fault(
        "a rolling deploy", rolling.play, Scale(deliveries=4000, kills=20, patient=True), 12
    ),
    "F25": Fault("the photo job killed", suites.renders, Scale(), 2),
}
