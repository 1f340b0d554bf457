"""F08: Redis is refused, or takes connections and says nothing: writes do not notice.

Three web servers that differ in their Redis alone take the same writes in turn, so that whatever
else the machine does weighs on all of them alike.
"""

import statistics

from launcher import processes
from tests.faults.house import House
from tests.faults.photos import HEAD, form, photo
from tests.faults.scale import Scale
from tests.faults.servers import Silence
from tests.faults.verdict import Figures
from tests.faults.web import Web, site_seed

ADDED_SECONDS = 0.05
PHOTOS = "/api/v1/photos/"


def play(house: House, scale: Scale) -> Figures:
    """Write as often to each (`deliveries`), every fifth time a photo, whose job is rung for."""
    house.patient()
    site = site_seed(house)
    with Silence() as silence:
        webs = {
            "redis_up": Web(house, site, name="up"),
            "silent": Web(house, site, name="silent", REDIS_URL=_url(silence.port)),
            "refused": Web(house, site, name="refused", REDIS_URL=_url(processes.port_free())),
        }
        for web in webs.values():
            web.ready()
        # the first answer loads what all others find loaded
        for name, web in webs.items():
            assert web.milestone(f"first-{name}", key=f"first-key-of-{name}").status == 201
        took: dict[str, list[float]] = {name: [] for name in webs}
        for number in range(scale.deliveries):
            for name, web in webs.items():
                took[name].append(_write(web, name, number))
    p99 = {f"{name}_p99_ms": round(1000 * _p99(each), 1) for name, each in took.items()}
    middle = {name: statistics.median(each) for name, each in took.items()}
    for name in ("silent", "refused"):
        assert middle[name] <= middle["redis_up"] + ADDED_SECONDS, middle
        if scale.patient:
            assert _p99(took[name]) <= _p99(took["redis_up"]) + ADDED_SECONDS, p99
    return Figures({"writes_each": scale.deliveries, **p99})


def _write(web: Web, name: str, number: int) -> float:
    if number % 5:
        answer = web.milestone(f"{name}-{number}", key=f"the-key-{name}-{number}")
    else:
        upload_id = f"00000000-0000-4000-8000-{abs(hash((name, number))) % 10**12:012d}"
        body = form(upload_id, str(web.site.project), photo(number, sides=(64, 48)))
        answer = web.ask("POST", PHOTOS, body, HEAD)
    assert answer.status in (200, 201), (name, number, answer)
    return answer.seconds


def _url(port: int) -> str:
    return f"redis://127.0.0.1:{port}/0"


def _p99(seconds: list[float]) -> float:
    return statistics.quantiles(seconds, n=100)[98]
