"""F13 and F14 for uploads in pieces: the line is cut everywhere, the web server is killed.

F13: one photo of 20 MB over a line that breaks at every 64 KB, by turns dropped, silent and reset.
F14: many photos while the web server is killed again and again.
"""

import hashlib
import random
import subprocess
import sys
import threading
import time
import uuid
from pathlib import Path

from launcher.paths import ROOT
from tests.faults import tus
from tests.faults.house import House
from tests.faults.photos import photo
from tests.faults.rough import RoughLine, at_random, every
from tests.faults.scale import Scale
from tests.faults.verdict import Figures
from tests.faults.web import Site, Web, site_seed

STEP = 64 * 1024
# noise does not compress: a JPEG of about 20 MB, and a small one for the short form
LARGE, SMALL = (4800, 3600), (1000, 750)
STALL_SECONDS = 30
# a phone waits for an answer for so long; what is in the kernel's buffers may be lost at a break
PATIENCE_SECONDS = 1
PHOTOS = "SELECT sha256, client_upload_id FROM projects_photo"
SWEEP = """
import datetime
from django.utils import timezone
from projects.services.photos import photos_sweep
from projects.services.uploads import uploads_expire
counts = photos_sweep(now=timezone.now(), unwanted_after=datetime.timedelta(0))
uploads_expire(now=timezone.now() + datetime.timedelta(days=2))
print(counts.files_removed, counts.files_missing)
"""


def play_cuts(house: House, scale: Scale) -> Figures:
    """F13: a photo over a line that breaks at every 64 KB; bytes sent are compared with its size.

    A break may cost one chunk, which is what one connection takes here.
    """
    site = site_seed(house, role="SITE_MANAGER")
    web = Web(house, site)
    web.ready()
    body = photo(scale.seed, sides=LARGE if scale.patient else SMALL)
    stall = STALL_SECONDS if scale.patient else PATIENCE_SECONDS + 1
    tally = tus.Tally(house.home / "sent")
    with RoughLine(web.port, every(STEP), stall_seconds=stall) as line:
        server = tus.Server(line.port, site.token, site.project, PATIENCE_SECONDS)
        told = tus.Phone(server, tally).send(body, uuid.uuid4(), seconds=1800)
        breaks = line.breaks
    web.running.stop()
    ratio = tally.value / len(body)
    assert told.sha256 == hashlib.sha256(body).hexdigest()
    _judge(house, photos=1)
    assert breaks >= len(body) // STEP
    assert tally.value <= 1.05 * len(body) + breaks * STEP, ratio
    return Figures(
        {"mb": round(len(body) / 1e6, 1), "breaks": breaks, "corrupt": 0, "sent_ratio": ratio}
    )


def play_kills(house: House, scale: Scale) -> Figures:
    """F14: eight phones send pieces while the web server is killed `kills` times."""
    site = site_seed(house, role="SITE_MANAGER")
    web = Web(house, site)
    web.ready()
    phones, each = 8, scale.deliveries // 8
    folder = house.home / "phones"
    folder.mkdir()
    server = tus.Server(web.port, site.token, site.project, 20, chunk_bytes=64 * 1024)
    threads = [
        threading.Thread(
            target=tus.phone_run,
            args=(folder, server, number, range(number * each, (number + 1) * each)),
            daemon=True,
        )
        for number in range(phones)
    ]
    for thread in threads:
        thread.start()
    kills = _killed(web, threads, folder, scale)
    for thread in threads:
        thread.join(600)
    web.running.stop()
    assert len(tus.receipts(folder)) == phones * each
    assert kills >= scale.kills // 2, "the phones were too quick for this test"
    _judge(house, photos=phones * each)
    return Figures({"photos": phones * each, "kills": kills, "lost": 0, "twice": 0})


def _killed(web: Web, threads: list[threading.Thread], folder: Path, scale: Scale) -> int:
    dice = random.Random(scale.seed)
    kills = 0
    for _ in range(scale.kills):
        seen = len(tus.receipts(folder))
        while any(map(threading.Thread.is_alive, threads)):
            if len(tus.receipts(folder)) > seen + 2:
                break
            time.sleep(0.02)
        time.sleep(dice.uniform(0, 0.2))
        kills += any(map(threading.Thread.is_alive, threads))
        web.running.kill()
        web.start()
    return kills


def play_restarts(house: House, scale: Scale, *, mean_bytes: int) -> dict[str, float]:
    """Photos over a line that breaks at random; the phones' program is killed in between.

    Returns how many were stored, how many twice, and the bytes sent again in percent.
    """
    site = site_seed(house, role="SITE_MANAGER")
    web = Web(house, site)
    web.ready()
    folder = house.home / "phones"
    folder.mkdir()
    dice = random.Random(scale.seed)
    kills = 0
    fate = at_random(dice, mean_bytes)
    with RoughLine(web.port, fate, stall_seconds=5) as line:
        phones = _phones(folder, line, site, scale)
        while phones.poll() is None:
            done = len(tus.receipts(folder))
            if kills < scale.kills and done >= (kills + 1) * scale.deliveries // (scale.kills + 1):
                phones.kill()
                phones.wait()
                kills += 1
                phones = _phones(folder, line, site, scale)
            time.sleep(0.02)
        assert phones.returncode == 0
        breaks = line.breaks
    web.running.stop()
    whole = sum(len(photo(seed)) for seed in range(scale.deliveries))
    rows = house.rows(PHOTOS)
    _judge(house, photos=scale.deliveries)
    return {
        "photos": scale.deliveries,
        "stored": len({sha for sha, _id in rows}),
        "twice": len(rows) - len({sha for sha, _id in rows}),
        "resent_percent": round((tus.sent(folder) / whole - 1) * 100, 2),
        "kills": kills,
        "breaks": breaks,
    }


def _phones(folder: Path, line: RoughLine, site: Site, scale: Scale) -> "subprocess.Popen[bytes]":
    words = (folder, line.port, site.token, site.project, scale.deliveries)
    return subprocess.Popen([sys.executable, "-m", "tests.faults.tus", *map(str, words)], cwd=ROOT)


def _judge(house: House, *, photos: int) -> None:
    """Every photo has one row and its own bytes, and nothing else lies in the store."""
    rows = house.rows(PHOTOS)
    media = house.home / "data" / "media"
    removed, missing = map(int, house.run(SWEEP).split()[-2:])
    originals = [path for path in (media / "originals").rglob("*") if path.is_file()]
    hashes = {hashlib.sha256(path.read_bytes()).hexdigest() for path in originals}
    assert len(rows) == photos, f"{len(rows)} photos and not {photos}; swept {removed}"
    assert {str(sha) for sha, _id in rows} == hashes == {path.name for path in originals}
    assert len(hashes) == photos
    assert missing == 0
    assert not list((media / "receiving").iterdir())
