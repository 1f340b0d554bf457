"""`kill -9` of the web server during uploads: what was acknowledged is there, once, whole.

Eight phones upload through the launcher's own web server on PostgreSQL and repeat what got no
answer, as the receipt's contract wants. The judge is what the phones noted.
"""

import contextlib
import hashlib
import http.client
import json
import os
import random
import subprocess
import sys
import threading
import time
import uuid
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from launcher import commands, processes, services
from launcher.paths import ROOT
from launcher.processes import Running
from tests.faults.photos import HEAD, form, photo

PHONES = 8
PHOTOS_EACH = 15
KILLS = 8
PATIENCE_SECONDS = 120

SEED = """
from projects.models.words import Role
from projects.models import AuthToken
from tests import factories
project = factories.ProjectFactory.create()
user = factories.MembershipFactory.create(project=project, role=Role.SITE_MANAGER).user
token, text = AuthToken.objects.create(user=user)
AuthToken.objects.filter(pk=token.pk).update(session_hash=user.get_session_auth_hash())
print(project.pk, text)
"""
SWEEP = """
import datetime
from django.utils import timezone
from projects.services.photos import photos_sweep
counts = photos_sweep(now=timezone.now(), unwanted_after=datetime.timedelta(0))
print(counts.files_removed, counts.files_missing)
"""

pytestmark = [pytest.mark.services, pytest.mark.timeout(240)]


class Site:
    """The web server that gets killed, its store, and what its phones were told."""

    def __init__(self, home: Path, pair: services.Pair) -> None:
        self.home = home
        self.pair = pair
        self.port = processes.port_free()
        self.media = home / "data" / "media"
        self.acknowledged: list[tuple[str, int, str]] = []
        self.repeats = 0
        self.env = {
            **os.environ,
            "SECRET_KEY": "only-for-tests",
            "DEBUG": "0",
            "DJANGO_SETTINGS_MODULE": "backend.settings",
            "DATA_DIR": str(home / "data"),
            "DATABASE_URL": pair.database_url,
            "REDIS_URL": pair.redis_url,
            "PORT": str(self.port),
            "LOG_LEVEL": "WARNING",
        }
        self.project, self.token = "", ""

    def start(self) -> Running:
        """Start the web server and see it listen."""
        command = (str(Path(sys.executable).with_name(commands.WEB[0])), *commands.WEB[1:])
        web = processes.start("web", command, log=self.home / "web.log", env=self.env)
        processes.wait_until(
            lambda: processes.port_taken("127.0.0.1", self.port),
            what="web",
            seconds=60,
            watched=web,
        )
        return web

    def run(self, code: str) -> list[str]:
        """Run code in a Django process; returns the words of its last line."""
        done = subprocess.run(
            [sys.executable, "-c", f"import django\ndjango.setup()\n{code}"],
            cwd=ROOT,
            env=self.env,
            capture_output=True,
            text=True,
            check=False,
            timeout=100,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.splitlines()[-1].split() if done.stdout else []

    def phone(self, seed: int) -> None:
        """Upload some photos, each until there is a receipt."""
        for number in range(PHOTOS_EACH):
            body = photo(seed * 1000 + number)
            upload_id = str(uuid.uuid4())
            ends = time.monotonic() + PATIENCE_SECONDS
            while time.monotonic() < ends:
                with contextlib.suppress(OSError, http.client.HTTPException):
                    if self._upload(upload_id, body):
                        break
                self.repeats += 1
                time.sleep(0.05)

    def _upload(self, upload_id: str, body: bytes) -> bool:
        wire = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        head = {"Authorization": f"Bearer {self.token}", **HEAD}
        wire.request("POST", "/api/v1/photos/", form(upload_id, self.project, body), head)
        answer = wire.getresponse()
        text = answer.read()
        wire.close()
        assert answer.status in (200, 201, 502, 503), text
        if answer.status in (200, 201):
            receipt = json.loads(text)
            self.acknowledged.append((upload_id, receipt["id"], hashlib.sha256(body).hexdigest()))
            return True
        return False

    def rows(self) -> list[tuple[int, str, str]]:
        """Id, upload id and hash of every photo's row."""
        with psycopg.connect(self.pair.database_url) as database:
            found = database.execute("SELECT id, client_upload_id, sha256 FROM projects_photo")
            return [(int(pk), str(upload_id), str(sha)) for pk, upload_id, sha in found]

    def files(self) -> list[Path]:
        """Every file in the store."""
        return [path for path in self.media.rglob("*") if path.is_file()]


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    """Servers, tables, a site manager with a token."""
    with services.throwaway() as pair:
        built = Site(tmp_path, pair)
        migrate = [sys.executable, "manage.py", "migrate", "-v0"]
        subprocess.run(migrate, cwd=ROOT, env=built.env, check=True)
        built.project, built.token = built.run(SEED)
        yield built


def test_kill_nine_loses_no_acknowledged_photo(site: Site) -> None:
    dice = random.Random(14)
    kills = 0
    web = site.start()
    phones = [threading.Thread(target=site.phone, args=(seed,)) for seed in range(PHONES)]
    try:
        for thread in phones:
            thread.start()
        for _ in range(KILLS):
            before = len(site.acknowledged)
            _wait_for(lambda seen=before: len(site.acknowledged) > seen + 3, phones)
            time.sleep(dice.uniform(0.0, 0.2))
            kills += any(thread.is_alive() for thread in phones)
            web.kill()
            web = site.start()
        for thread in phones:
            thread.join(PATIENCE_SECONDS)
    finally:
        web.kill()
    _judge(site, kills)


def _judge(site: Site, kills: int) -> None:
    rows = site.rows()
    stored = {(upload_id, pk, sha) for pk, upload_id, sha in rows}
    lost = [told for told in site.acknowledged if told not in stored]
    twice = len(rows) - len({sha for _pk, _upload_id, sha in rows})
    originals = {path.name: path for path in site.files() if path.parent.name == path.name[2:4]}
    fileless = [
        sha
        for _pk, _upload_id, sha in rows
        if sha not in originals or hashlib.sha256(originals[sha].read_bytes()).hexdigest() != sha
    ]
    before = len(site.files())
    removed, missing = map(int, site.run(SWEEP))
    orphans = len(site.files()) - len(rows)
    print(  # noqa: T201 - the figures of the run
        f"\nphotos {PHONES * PHOTOS_EACH} kills {kills} repeats {site.repeats} lost {len(lost)} "
        f"twice {twice} rows without file {len(fileless)} swept {removed} of {before}"
    )
    assert kills >= KILLS // 2, "the phones were too quick for this test"
    assert len(site.acknowledged) == len(rows) == PHONES * PHOTOS_EACH
    assert (lost, twice, fileless, missing, orphans) == ([], 0, [], 0, 0)


def _wait_for(ready: object, phones: list[threading.Thread]) -> None:
    assert callable(ready)
    ends = time.monotonic() + PATIENCE_SECONDS
    while not ready() and any(thread.is_alive() for thread in phones):
        assert time.monotonic() < ends, "the server does not answer"
        time.sleep(0.01)
