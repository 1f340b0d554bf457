"""Renditions of 12-megapixel JPEGs on one core: our guarded render against vipsthumbnail.

Both make 320, 960 and 2048 px WebP at quality 80 from the same files; rounds are interleaved.
vipsthumbnail makes one size per run and gets all files of a round at once, so that its start-up
is not held against it. `render_ratio` is our photos per second divided by its; `peak_mb` is the
proportional memory of the worker, its warm helper and the fork that decodes, at its highest.
`--smoke` makes small photos and one round, to show that the benchmark still runs.
"""

import argparse
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from PIL import Image, ImageDraw

from projects.imaging import guard
from projects.imaging.renditions import EDGES, QUALITY

FULL = (4000, 3000)
SMALL = (1200, 900)


def main() -> None:
    """Measure and print the figure."""
    options = _options()
    with tempfile.TemporaryDirectory() as folder:
        photos = photos_made(Path(folder), count=options.photos, smoke=options.smoke)
        _one_core()
        vips = shutil.which("vipsthumbnail")
        out = Path(folder, "out")
        out.mkdir()
        ours: list[float] = []
        theirs: list[float] = []
        ours_render(photos[:1], out)
        for _ in range(1 if options.smoke else options.rounds):
            ours.append(_rate(ours_render, photos, out))
            if vips:
                theirs.append(_rate(vips_render, photos, out))
        peak = peak_mb(photos[0], out)
        _report(photos, ours, theirs, peak)


def photos_made(folder: Path, *, count: int, smoke: bool) -> list[Path]:
    """Draw the photos in another process, so that drawing does not count as our memory."""
    command = [sys.executable, __file__, "--make", str(folder), "--photos", str(count)]
    subprocess.run([*command, "--smoke"] if smoke else command, check=True)
    return sorted(folder.glob("*.jpg"))


def photo_draw(path: Path, size: tuple[int, int], seed: int) -> None:
    """Something like a building site: smooth sky, structure at all scales, sensor noise."""
    rng = random.Random(seed)
    picture = Image.linear_gradient("L").resize(size)
    for scale, weight in ((64, 0.35), (16, 0.3), (4, 0.25), (1, 0.12)):
        coarse = Image.effect_noise((size[0] // scale, size[1] // scale), 60)
        picture = Image.blend(picture, coarse.resize(size, Image.Resampling.BICUBIC), weight)
    warm = picture.point(lambda value: min(255, value * 1.1))
    photo = Image.merge("RGB", (warm, picture, picture.point(lambda value: value * 0.9)))
    draw = ImageDraw.Draw(photo)
    for _ in range(400):
        x, y = rng.randrange(size[0]), rng.randrange(size[1])
        colour = tuple(rng.randrange(256) for _ in range(3))
        draw.rectangle((x, y, x + rng.randrange(4, 200), y + rng.randrange(4, 200)), outline=colour)
    photo.save(path, "JPEG", quality=90)


def ours_render(photos: list[Path], out: Path) -> None:
    """All sizes of each photo through the guard, as a worker does it."""
    for photo in photos:
        guard.photo_render_guarded(photo, out)


def vips_render(photos: list[Path], out: Path) -> None:
    """The same sizes by the peer."""
    for edge in EDGES:
        target = f"{out}/%s_{edge}.webp[Q={QUALITY},strip]"
        subprocess.run(
            ["vipsthumbnail", *photos, "--size", f"{edge}x{edge}>", "-o", target],
            check=True,
            env={**os.environ, "VIPS_CONCURRENCY": "1"},
        )


def peak_mb(photo: Path, out: Path) -> float:
    """The highest sum of proportional set sizes of this process and all below it."""
    done = threading.Event()
    seen = [0.0]

    def watch() -> None:
        while not done.is_set():
            seen.append(sum(map(_pss_mb, _family(os.getpid()))))
            time.sleep(0.003)

    watcher = threading.Thread(target=watch)
    watcher.start()
    ours_render([photo] * 3, out)
    done.set()
    watcher.join()
    return max(seen)


def _family(pid: int) -> list[int]:
    """A process and all its descendants."""
    parents: dict[int, int] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            parents[int(stat.parent.name)] = int(stat.read_text().rsplit(")", 1)[1].split()[1])
        except OSError:
            continue
    members = [pid]
    for member in members:
        members += [child for child, parent in parents.items() if parent == member]
    return members


def _pss_mb(pid: int) -> float:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("Pss:")), 0.0)


def _one_core() -> None:
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})


def _rate(render: Callable[[list[Path], Path], None], photos: list[Path], out: Path) -> float:
    start = time.perf_counter()
    render(photos, out)
    return len(photos) / (time.perf_counter() - start)


def _report(photos: list[Path], ours: list[float], theirs: list[float], peak: float) -> None:
    size = statistics.mean(photo.stat().st_size for photo in photos) / 1e6
    print(f"{len(photos)} photos of {size:.1f} MB, one core, {len(ours)} rounds")
    for name, rates in (("ours", ours), ("vipsthumbnail", theirs)):
        if rates:
            spread = f"{min(rates):.2f} .. {max(rates):.2f}"
            print(f"{name}: {statistics.median(rates):.2f} photos/s ({spread})")
    if not theirs:
        print("vipsthumbnail is missing (Debian: libvips-tools), so there is no ratio")
        print(f"figure: render_per_s={statistics.median(ours):.2f} peak_mb={peak:.0f}")
        return
    ratios = [mine / peer for mine, peer in zip(ours, theirs, strict=True)]
    print(f"ratio per round: {min(ratios):.2f} .. {max(ratios):.2f}")
    print(f"figure: render_ratio={statistics.median(ratios):.2f} peak_mb={peak:.0f}")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--smoke", action="store_true", help="small photos, one round")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--photos", type=int, default=4)
    parser.add_argument("--make", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.make:
        for number in range(options.photos):
            target = options.make / f"photo{number}.jpg"
            photo_draw(target, SMALL if options.smoke else FULL, seed=number)
        sys.exit()
    return options


if __name__ == "__main__":
    main()
