"""The full form of a fault: `bench faults F01 [--kills N] [--deliveries N] [--sqlite] [--seed N]`.

Without a name the list, with about how many minutes each takes. Real processes and signals on
servers of its own; the providers' ledger lies outside of what is tested, and the line of figures
compares it with the database and with what was created. A figure beyond what the fault allows
ends the run with an AssertionError.
"""

import argparse
import dataclasses
import os
import tempfile
from pathlib import Path

import django


def main() -> None:
    """Play one fault and print its figures."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "backend.settings")
    # rows are read as objects; no query of this process goes through Django
    django.setup()
    from tests.faults.ground import ground  # noqa: PLC0415 - after set-up
    from tests.faults.scripts.table import FAULTS  # noqa: PLC0415 - after set-up

    given = _given()
    if given.smoke:
        given.name, given.deliveries, given.kills = "F01", 100, 1
    if not given.name:
        for name, fault in FAULTS.items():
            print(f"{name:<5}{fault.minutes:>3g} min  {fault.about}")
        return
    fault = FAULTS[given.name]
    asked = {
        name: value
        for name in ("kills", "deliveries", "seed")
        if (value := getattr(given, name)) is not None
    }
    scale = dataclasses.replace(fault.full, **asked)
    with tempfile.TemporaryDirectory(prefix="topout-faults-") as folder:
        home = Path(folder)
        # the unprivileged owner of PostgreSQL's folder has to pass through
        home.chmod(0o711)
        database = "sqlite" if given.sqlite or fault.sqlite_only else "postgresql"
        with ground(home / "ground", durable=True) as made, made.house(home, database) as house:
            verdict = fault.play(house, scale)
    print(f"{given.name} on {database}, seed {scale.seed}")
    print(f"figure: {verdict.line}")


def _given() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("name", nargs="?", default="")
    parser.add_argument("--kills", type=int)
    parser.add_argument("--deliveries", type=int)
    parser.add_argument("--seed", type=int)
    parser.add_argument("--smoke", action="store_true", help="F01 with one kill")
    parser.add_argument("--sqlite", action="store_true")
    return parser.parse_args()


if __name__ == "__main__":
    main()
