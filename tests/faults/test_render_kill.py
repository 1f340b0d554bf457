"""F25: `kill -9` of what renders photos, in the middle of it: every photo ends, none is stuck.

A photo worker of the launcher's own runs on PostgreSQL and Redis. Its decoding fork is killed
now and then, and the whole worker each time it takes up one certain photo: the poison.
"""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from launcher import commands, processes, services
from launcher.paths import ROOT
from launcher.processes import Running
from tests.faults.test_photo_kill import SWEEP, Site

GOOD = 12
FORKS_KILLED = 4
TRIES = 5
PATIENCE_SECONDS = 150

SEED = """
import io, uuid
from django.core.files.base import ContentFile
from django.utils import timezone
from PIL import Image
from projects.services.photos import photo_add
from tests import factories
from tests.faults.test_photo_kill import photo
project, user = factories.ProjectFactory.create(), factories.UserFactory.create()
slow = io.BytesIO()
Image.new("RGB", (6000, 6000), "red").save(slow, "PNG", compress_level=1)
ids = []
for body in (slow.getvalue(), *(photo(seed) for seed in range({good}))):
    added, _ = photo_add(
        user=user, project=project, building=None, activity=None, client_upload_id=uuid.uuid4(),
        sha256="", file=ContentFile(body), caption="", original_name="", now=timezone.now(),
    )
    ids.append(added.pk)
print(*ids)
"""
BELL = """
import time
import django
django.setup()
import backend.celery
from tasks.photos import render_photos
while True:
    render_photos.apply_async(expires=5)
    time.sleep(0.5)
"""

pytestmark = [pytest.mark.services, pytest.mark.timeout(300)]


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    """Servers, tables, and a lease short enough to wait for."""
    with services.throwaway() as pair:
        built = Site(tmp_path, pair)
        built.env["PHOTO_LEASE_SECONDS"] = "3"
        migrate = [sys.executable, "manage.py", "migrate", "-v0"]
        subprocess.run(migrate, cwd=ROOT, env=built.env, check=True)
        yield built


def test_every_photo_ends(site: Site) -> None:
    poison, *good = map(int, site.run(SEED.format(good=GOOD)))
    bell = processes.start(
        "bell", (sys.executable, "-c", BELL), log=site.home / "bell.log", env=site.env
    )
    worker = _worker(site)
    killed = {"forks": 0, "workers": 0}
    try:
        ends = time.monotonic() + PATIENCE_SECONDS
        while waiting := _waiting(site):
            assert time.monotonic() < ends, (waiting, killed, worker.tail())
            if waiting.get(poison):
                worker.kill()
                killed["workers"] += 1
                _given_up(site, poison)
                worker = _worker(site)
            elif killed["forks"] < FORKS_KILLED:
                killed["forks"] += _fork_killed(worker)
            time.sleep(0.005)
    finally:
        worker.stop()
        bell.kill()
    _judge(site, poison, good, killed)


def _judge(site: Site, poison: int, good: list[int], killed: dict[str, int]) -> None:
    with psycopg.connect(site.pair.database_url) as database:
        rows = database.execute(
            "SELECT id, state, reject_code, render_attempts FROM projects_photo"
        ).fetchall()
    ended = {pk: (state, code) for pk, state, code, _attempts in rows}
    before = len(list((site.media / "incoming").iterdir()))
    removed, missing = map(int, site.run(SWEEP))
    left = len(list((site.media / "incoming").iterdir()))
    print(f"\nphotos {len(rows)} killed {killed} left in flight {before} swept {removed}")  # noqa: T201 - the figures
    assert killed == {"forks": FORKS_KILLED, "workers": TRIES}
    assert ended.pop(poison) == ("rejected", "render_failed")
    assert ended == dict.fromkeys(good, ("ready", ""))
    assert (missing, left) == (0, 0)
    assert len(site.files()) == len(rows) + 3 * len(good)


def _worker(site: Site) -> Running:
    command = (str(Path(sys.executable).with_name(commands.PHOTOS[0])), *commands.PHOTOS[1:])
    return processes.start("photos", command, log=site.home / "photos.log", env=site.env)


def _waiting(site: Site) -> dict[int, bool]:
    """The photos that have not ended; true for one that somebody renders just now."""
    with psycopg.connect(site.pair.database_url) as database:
        rows = database.execute(
            "SELECT id, render_lease_token IS NOT NULL AND render_next_at > now() + '1 s'"
            " AND render_attempts <= %s FROM projects_photo WHERE state = 'processing'",
            (TRIES,),
        )
        return {pk: bool(held) for pk, held in rows}


def _given_up(site: Site, poison: int) -> None:
    """Wait until the dead worker's lease no longer looks like somebody's work."""
    while _waiting(site).get(poison):
        time.sleep(0.05)


def _fork_killed(worker: Running) -> bool:
    """Kill the process that decodes just now, if there is one."""
    for helper in _children(worker.pid):
        for fork in _children(helper):
            os.kill(fork, signal.SIGKILL)
            return True
    return False


def _children(pid: int) -> list[int]:
    listed = (path.read_text() for path in Path(f"/proc/{pid}/task").glob("*/children"))
    return [int(child) for line in listed for child in line.split()]
