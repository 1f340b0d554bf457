"""1,000 photos in pieces over a line that drops, stalls and resets; the phone is killed 20 times.

Two phones of one program speak tus through a proxy whose every connection breaks after a random
number of bytes, 2 MB in the mean; the program is killed by SIGKILL in between and started again.
`stored` and `twice` are counted in the database, each file is hashed, and `resent_percent` is
what the phones handed to the line beyond the size of the photos, in percent of that.
`--smoke` sends 12 photos with one kill.
"""

import argparse
import os
import tempfile
from pathlib import Path

import django

MEAN_BYTES = 2_000_000


def main() -> None:
    """Send the photos and print the figure."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "backend.settings")
    django.setup()
    from tests.faults.ground import ground  # noqa: PLC0415 - after set-up
    from tests.faults.scale import Scale  # noqa: PLC0415 - after set-up
    from tests.faults.scripts.uploads import play_restarts  # noqa: PLC0415 - after set-up

    parser = argparse.ArgumentParser(prog="bench upload_cuts")
    parser.add_argument("--photos", type=int, default=1000)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--seed", type=int, default=5)
    parser.add_argument("--smoke", action="store_true", help="few photos, one kill")
    given = parser.parse_args()
    photos, kills = (12, 1) if given.smoke else (given.photos, given.kills)
    with tempfile.TemporaryDirectory(prefix="topout-upload-cuts-") as folder:
        home = Path(folder)
        # the unprivileged owner of PostgreSQL's folder has to pass through
        home.chmod(0o711)
        with (
            ground(home / "ground", durable=True) as made,
            made.house(home / "house", "postgresql") as house,
        ):
            scale = Scale(deliveries=photos, kills=kills, seed=given.seed)
            found = play_restarts(house, scale, mean_bytes=MEAN_BYTES)
    print(f"seed {given.seed}, the line broke {found.pop('breaks'):g} times")
    print("figure: " + " ".join(f"{name}={value:g}" for name, value in found.items()))


if __name__ == "__main__":
    main()
