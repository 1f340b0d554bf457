"""PATCH one duration through the API and get what moved: 5,000, 20,000 and 100,000 activities.

PostgreSQL with production settings, the production server, two links for each activity, China's
calendar, one activity of ten in calendar days. Every request changes the duration of one activity,
computes the whole network, stores what changed and answers the moved list; every second one holds
up an activity of the first step, so that all that depends on it moves. Measured is the caller's
time, from the request sent to the answer read. `memory_mb_100k` is the peak of a worker of the
server. Then the stages of one computation are timed in this process.

`--smoke` runs everything once on little data.
"""

import argparse
import dataclasses
import datetime
import http.client
import json
import os
import random
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ["DJANGO_SETTINGS_MODULE"] = "bench._settings"

from bench import _milestones, _plans, _server
from scheduling.warm import warm

PATIENCE_SECONDS = 120
SEED = 20261125
WARM_ROUNDS = 4


def main() -> None:
    """Measure and print the figure."""
    options = _options()
    sizes = {"5k": (5_000, options.rounds), "20k": (20_000, 7), "100k": (100_000, 5)}
    if options.smoke:
        sizes = {name: (count // 100, 3) for name, (count, _rounds) in sizes.items()}
    # the first compilation of all, which the disk keeps, is not what is measured
    warm()
    with _server.database() as url:
        _milestones.prepare(url)
        plans = {name: _plans.seed(count) for name, (count, _rounds) in sizes.items()}
        with _server.running(url) as server:
            times = {
                name: patched(server.port, plans[name], rounds)
                for name, (_count, rounds) in sizes.items()
            }
            memory = peak_mb(server.pid)
        for name, found in times.items():
            _said(name, found)
        for plan in plans.values():
            _stages(plan)
    p95 = statistics.quantiles(times["5k"], n=20)[-1] * 1000
    medians = {name: statistics.median(found) for name, found in times.items()}
    print(
        f"figure: patch_p95_ms_5k={p95:.0f} patch_s_20k={medians['20k']:.2f} "
        f"patch_s_100k={medians['100k']:.2f} memory_mb_100k={memory:.0f}"
    )


def patched(port: int, plan: _plans.Plan, rounds: int) -> list[float]:
    """Compute until every worker is warm, then change durations; return each change's seconds."""
    for _worker in range(WARM_ROUNDS):
        _asked(port, plan, "POST", f"/api/v1/projects/{plan.project}/schedule/", {})
    chosen, times = random.Random(SEED), []
    first = plan.activities[: max(1, len(plan.activities) // _plans.DEPTH)]
    for number in range(rounds):
        # by turns one of the first step, held up so long that its whole cone moves, and any
        among, longer = (plan.activities, 3) if number % 2 else (first, 60)
        path = f"/api/v1/activities/{chosen.choice(among)}/"
        row, _took = _asked(port, plan, "GET", path)
        days = row["duration_days"] + longer
        changed, took = _asked(port, plan, "PATCH", path, {"duration_days": days}, row["version"])
        times.append(took)
        moved = changed["schedule"]["moved_count"]
        print(f"  {took * 1000:9.1f} ms  {moved:>7,} moved", flush=True)
    return times


def _asked(
    port: int, plan: _plans.Plan, method: str, path: str, body: Any = None, version: int = 0
) -> tuple[Any, float]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE_SECONDS)
    headers = {
        "Authorization": f"Bearer {plan.token}",
        "If-Match": f'"{version}"',
        "Host": "localhost",
    }
    if body is not None:
        headers["Content-Type"] = "application/json"
    start = time.perf_counter()
    connection.request(method, path, None if body is None else json.dumps(body), headers)
    answer = connection.getresponse()
    said = answer.read()
    took = time.perf_counter() - start
    connection.close()
    if answer.status != 200:
        raise SystemExit(said.decode())
    return json.loads(said), took


def _said(name: str, times: list[float]) -> None:
    print(
        f"{name:<5} median {statistics.median(times) * 1000:8.1f} ms "
        f"(from {min(times) * 1000:.1f} to {max(times) * 1000:.1f} in {len(times)} rounds)"
    )


def _stages(plan: _plans.Plan) -> None:
    """Time what one computation is made of, with every activity to be written."""
    from django.db import transaction  # noqa: PLC0415 - after set-up

    from projects.models import Project  # noqa: PLC0415 - after set-up
    from projects.selectors.plans import network_of  # noqa: PLC0415 - after set-up
    from projects.services.planning import answers, writeback  # noqa: PLC0415 - after set-up
    from scheduling import cpm  # noqa: PLC0415 - after set-up

    project = Project.objects.get(pk=plan.project)
    today = datetime.datetime.now(datetime.UTC).date()
    spent: dict[str, float] = {}

    def timed(name: str, stage: Callable[[], Any]) -> Any:
        start = time.perf_counter()
        found = stage()
        spent[name] = (time.perf_counter() - start) * 1000
        return found

    with transaction.atomic():
        network_of(project, today=today)
        network = timed("read", lambda: network_of(project, today=today))
        timed("compile, tables", lambda: cpm.computed(network.columns, network.options))
        found = timed("compute", lambda: cpm.computed(network.columns, network.options))
        timed("follow an edit", _edit(network))
        values = writeback.values_of(network, found)
        values["forecast_finish"] = values["forecast_finish"] + 1440
        timed("answer", lambda: answers.answer_of(project, network, found, values))
        timed("write all", lambda: writeback.schedule_store(network=network, values=values))
        transaction.set_rollback(True)
    told = ", ".join(f"{name} {took:.0f} ms" for name, took in spent.items())
    print(f"{len(plan.activities):>7,} activities: {told}")


def _edit(network: Any) -> Callable[[], Any]:
    """Following the last activity as it takes a day longer, from a plan that is kept."""
    from projects.services.planning.kept_plans import KeptPlans, size_of  # noqa: PLC0415 - after set-up

    kept = KeptPlans(most_bytes=size_of(network.columns))
    work = network.columns.work.copy()
    work[-1] += int(network.day_minutes[-1])
    longer = dataclasses.replace(network.columns, work=work)
    kept.computed(project_id=1, given=network.columns, options=network.options)
    return lambda: kept.computed(project_id=1, given=longer, options=network.options)


def peak_mb(pid: int) -> float:
    """The largest peak of resident memory among the server's processes."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    peaks = [
        int(line.split()[1])
        for child in (str(pid), *children)
        for line in Path(f"/proc/{child}/status").read_text(encoding="utf-8").splitlines()
        if line.startswith("VmHWM")
    ]
    return max(peaks) / 1024


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench reschedule")
    parser.add_argument("--rounds", type=int, default=60, help="at 5,000 activities")
    parser.add_argument("--smoke", action="store_true")
    return parser.parse_args()


if __name__ == "__main__":
    main()
