"""Agreement with P6 and MS Project: dates and floats value by value, every difference named.

`bench agreement [FOLDER]` reads a folder with `apps/` (files of the two programs with the dates
they stored), `oracle/` (random networks computed by MPXJ's schedulers) and `dslib/` (real projects
with planned starts), each kind with its subfolders, and computes every file under its program's
profile. `dates_equal`, `floats_equal`: shares over `apps/`; `oracle_equal`: over `oracle/`;
`dslib_ok`: the share of activities that pass. `--smoke` takes the small networks of the tests.

Not compared: late dates and floats of finished work, which the other programs do not keep; work
whose stored dates are not its duration apart, because resources decide them; and whole files that
lack logic or durations, which are listed with their reason.
"""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench import _apps, _dslib, _oracle
from bench._case import Case, Count, Difference, compared, share
from bench._explain import counted, explained

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared" / "data" / "schedules"
OWN = ROOT / "tests" / "data" / "schedules"
# what the README of the data asks of each profile; of all others every value
MARKS = {"p6-3-calendars": 0.998, "p6-6-progress": 0.987, "p6-8-deadline": 0.985}
FLOAT_MARKS = {"msp-2-calendars": 0.95}
DATE_MARKS = {"msp-2-calendars": 0.99}


def main() -> None:
    """Compare everything and print the figure."""
    options = _options()
    folder = OWN if options.smoke else options.folder
    if not folder.is_dir():
        raise SystemExit(f"No folder {folder}. Usage: bench agreement FOLDER")
    apps = _compare(folder / "apps", f"*{_apps.END}", _apps.read, options.limit)
    oracle = _compare(folder / "oracle", "*.json", _oracle.read, options.limit)
    verdicts = [_dslib.judged(file) for file in _files(folder / "dslib", "*.json")]
    for verdict in verdicts:
        print(
            f"dslib {verdict.name}: {verdict.passed} of {verdict.activities} pass, calendar exact"
            f" {verdict.calendar_exact}, early start = stored {verdict.equal}"
        )
        for failure in verdict.failures[: options.limit]:
            print(f"    {failure}")
    real = sum(verdict.activities for verdict in verdicts)
    passed = sum(verdict.passed for verdict in verdicts)
    print(
        f"figure: dates_equal={apps.count.dates:.4f} floats_equal={apps.count.floats:.4f}"
        f" oracle_equal={oracle.count.all:.4f} dslib_ok={share(passed, real):.4f}"
        f" activities={apps.activities + oracle.activities + real}"
        f" files={apps.files + oracle.files + len(verdicts)}"
    )


class Tally:
    """What the files of one kind add up to; those that cannot be judged stand beside."""

    def __init__(self) -> None:
        self.count = Count()
        self.profiles: dict[str, Count] = {}
        self.names: list[str] = []
        self.activities = self.files = 0

    def add(self, case: Case, count: Count, named: list[tuple[Difference, str]]) -> None:
        """One file more."""
        self.files += 1
        self.activities += len(case.plan.activities)
        if not case.unjudged:
            self.count.add(count)
            self.profiles.setdefault(case.profile, Count()).add(count)
            self.names += [name for _difference, name in named]


def _compare(folder: Path, pattern: str, read: Callable[[Path], Case], limit: int) -> Tally:
    tally = Tally()
    for file in _files(folder, pattern):
        case = read(file)
        count, differences = compared(case)
        named = explained(case, differences)
        tally.add(case, count, named)
        _print_case(folder.name, case, count, named, limit)
    for profile, count in sorted(tally.profiles.items()):
        print(
            f"{folder.name} profile {profile}: dates {count.dates:.2%}, floats {count.floats:.2%},"
            f" all {count.all:.2%}{_mark(profile, count)}"
        )
    for name, times in counted(tally.names).items():
        print(f"{folder.name} differences: {times} × {name}")
    return tally


def _print_case(
    kind: str, case: Case, count: Count, named: list[tuple[Difference, str]], limit: int
) -> None:
    compare = f"dates {count.dates:.2%}, floats {count.floats:.2%}"
    if case.unjudged:
        print(f"{kind} {case.name}: not judged ({compare}): {case.unjudged}")
        return
    whole = {activity.id for activity in case.plan.activities}
    equal = len(whole - {difference.activity for difference, _name in named} - set(case.driven))
    print(f"{kind} {case.name}: {compare}, {equal} of {len(whole)} activities equal{_by(case)}")
    for difference, name in named[:limit]:
        print(f"    {difference} ({name})")
    if len(named) > limit:
        print(f"    … and {len(named) - limit} more; --limit shows them")


def _by(case: Case) -> str:
    said = "" if case.reproduced is None else f"; MPXJ's scheduler {case.reproduced}"
    driven = f"; dates of {', '.join(case.driven)} decided by resources" if case.driven else ""
    return said + driven


def _mark(profile: str, count: Count) -> str:
    if "-" not in profile:
        return ""
    passed = (
        count.all >= MARKS.get(profile, 0.0 if profile in DATE_MARKS else 1.0)
        and count.dates >= DATE_MARKS.get(profile, 0.0)
        and count.floats >= FLOAT_MARKS.get(profile, 0.0)
    )
    return " - passed" if passed else " - BELOW THE MARK"


def _files(folder: Path, pattern: str) -> list[Path]:
    return sorted(folder.rglob(pattern))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench agreement")
    parser.add_argument("folder", nargs="?", type=Path, default=SHARED)
    parser.add_argument("--limit", type=int, default=1000, help="differences shown of each file")
    parser.add_argument("--smoke", action="store_true", help="the networks of the tests")
    return parser.parse_args()


if __name__ == "__main__":
    main()
