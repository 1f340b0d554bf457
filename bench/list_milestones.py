"""Milestone lists: requests per second of our API against a bare view and a plain ModelViewSet.

100,000 milestones on PostgreSQL, page of 50, filter project + state + due-before, ordered by
date, by bearer token, on the production server. The peers run in the same server
(`bench/_peers.py`): (a) one `.values()` query and orjson, (b) a ModelViewSet with page numbers and
nested serializers. Rounds are short and interleaved, and a ratio is the median over the rounds of
neighbours' ratios: what else the machine does meanwhile meets both. `list_ratio` is ours / (a),
`plain_drf_ratio` ours / (b), `queries` the SQL statements of one of our pages with sign-in. Beside
each rate stands what a request cost the server in CPU time, which a busy machine disturbs less.

`--million` compares the first and the last page of a project of 1,000,000 milestones with one of
10,000. `--smoke` runs everything once on little data.
"""

import argparse
import os
import statistics
import sys
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ["DJANGO_SETTINGS_MODULE"] = "bench._settings"

from bench import _load, _milestones, _server

QUERY = "project={project}&state=planned&planned_finish_before=2026-12-31"
PATHS = {
    "ours": "/api/v1/milestones/?" + QUERY,
    "bare": "/peers/bare/?" + QUERY,
    "plain": "/peers/plain/?" + QUERY,
}


class Round(NamedTuple):
    """Answers a second, and what one cost the server."""

    rate: float
    cpu_seconds: float


def main() -> None:
    """Measure and print the figure."""
    options = _options()
    with _server.database() as url:
        _milestones.prepare(url)
        if options.million:
            million(options)
            return
        rows = 2_000 if options.smoke else 100_000
        project, token = _milestones.seed(projects=10, rows_each=rows // 10)
        queries = _milestones.queries_of(PATHS["ours"].format(project=project), token)
        with _server.running(url) as server:
            rounds = _rounds(server, project, token, options)
    for name, found in rounds.items():
        rates = [each.rate for each in found]
        cpu = statistics.median(each.cpu_seconds for each in found)
        print(
            f"{name:<6}{statistics.median(rates):9.1f} requests/s {cpu * 1000:6.2f} ms of CPU each"
            f"  (from {min(rates):.1f} to {max(rates):.1f} in {len(rates)} rounds)"
        )
    print(
        f"figure: list_ratio={_ratio(rounds, 'bare'):.2f}"
        f" plain_drf_ratio={_ratio(rounds, 'plain'):.2f} queries={queries}"
    )


def _ratio(rounds: dict[str, list[Round]], peer: str) -> float:
    pairs = zip(rounds["ours"], rounds[peer], strict=True)
    return statistics.median(ours.rate / theirs.rate for ours, theirs in pairs)


def million(options: argparse.Namespace) -> None:
    """Time the first and the last page of a large and of a small project."""
    large, small = (2_000, 200) if options.smoke else (1_000_000, 10_000)
    big, token = _milestones.seed(projects=1, rows_each=large, photos=False)
    little, token = _milestones.seed(projects=1, rows_each=small, photos=False)
    with _server.running(os.environ["DATABASE_URL"]) as server:
        times: dict[str, list[float]] = {}
        pages = {
            f"{place} of {count:,}": _milestones.page_path(project, place)
            for project, count in ((big, large), (little, small))
            for place in ("first", "last")
        }
        for _ in range(3 if options.smoke else 60):
            for name, path in pages.items():
                times.setdefault(name, []).append(_load.one(server.port, path, token))
    for name, found in times.items():
        print(f"{name:<20}{statistics.median(found) * 1000:8.2f} ms")
    ratios = [
        statistics.median(times[f"{place} of {large:,}"])
        / statistics.median(times[f"{place} of {small:,}"])
        for place in ("first", "last")
    ]
    print(f"figure: million_first_ratio={ratios[0]:.2f} million_last_ratio={ratios[1]:.2f}")


def _rounds(
    server: _server.Server, project: int, token: str, options: argparse.Namespace
) -> dict[str, list[Round]]:
    rounds: dict[str, list[Round]] = {name: [] for name in PATHS}
    seconds = 0.3 if options.smoke else options.seconds
    # the first round warms up
    for number in range(2 if options.smoke else options.rounds + 1):
        for name, path in PATHS.items():
            before = server.cpu_seconds()
            load = (token, options.connections, seconds)
            done, took = _load.answers(server.port, path.format(project=project), *load)
            if number:
                cpu = (server.cpu_seconds() - before) / done
                rounds[name].append(Round(done / took, cpu))
    return rounds


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench list_milestones")
    parser.add_argument("--rounds", type=int, default=25)
    parser.add_argument("--seconds", type=float, default=1.0, help="of each round and path")
    parser.add_argument("--connections", type=int, default=16)
    parser.add_argument("--million", action="store_true")
    parser.add_argument("--smoke", action="store_true")
    return parser.parse_args()


if __name__ == "__main__":
    main()
