"""F15: the kernel's own record says that a photo is durable before anybody is told.

The web server runs under strace. For every upload one thread must have done, in this order:
fsync of the file, its link to the content address, fsync of the folder, the row's INSERT and the
COMMIT sent to the database, and only then the 201 written to the phone.
"""

import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from launcher import commands, debian, processes, services
from launcher.paths import ROOT
from tests.faults.test_photo_kill import PHOTOS_EACH, SEED, Site

CALLS = "fsync,fdatasync,link,linkat,rename,renameat,renameat2,sendto,sendmsg,write,writev"
LINE = re.compile(r"(\d+) +(\w+)\((.*)")

pytestmark = [pytest.mark.services, pytest.mark.timeout(240)]


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    """Servers, tables, a site manager with a token."""
    with services.throwaway() as pair:
        built = Site(tmp_path, pair)
        migrate = [sys.executable, "manage.py", "migrate", "-v0"]
        subprocess.run(migrate, cwd=ROOT, env=built.env, check=True)
        built.project, built.token = built.run(SEED)
        yield built


def test_the_kernel_saw_the_order(site: Site) -> None:
    trace = site.home / "trace"
    _watched(site, trace)
    steps = list(_steps(trace.read_text(encoding="utf-8", errors="replace")))
    receipts = [story for story in steps if story[-1] == "201"]
    print(f"\nreceipts {len(receipts)} of {len(site.acknowledged)}")  # noqa: T201 - the figure
    assert len(site.acknowledged) == PHOTOS_EACH
    assert len(receipts) == PHOTOS_EACH
    for story in receipts:
        essential = [step for step in story if step != "other"]
        # folders on the way may be synced too, and each is before the row
        order = [step for at, step in enumerate(essential) if step not in essential[:at]]
        assert order == ["fsync file", "link", "fsync folder", "INSERT", "COMMIT", "201"], story


def _watched(site: Site, trace: Path) -> None:
    """Upload some photos while strace writes down what the server asks of the kernel."""
    strace = debian.program("strace")
    command = str(Path(sys.executable).with_name(commands.WEB[0])), *commands.WEB[1:]
    watched = (str(strace), "-f", "-y", "-s", "64", "-e", f"trace={CALLS}", "-o", str(trace))
    web = processes.start("web", (*watched, *command), log=site.home / "web.log", env=site.env)
    try:
        processes.wait_until(
            lambda: processes.port_taken("127.0.0.1", site.port),
            what="web",
            seconds=90,
            watched=web,
        )
        phone = threading.Thread(target=site.phone, args=(1,))
        phone.start()
        phone.join(120)
    finally:
        web.stop()


def _steps(trace: str) -> Iterator[list[str]]:
    """By thread: what it did for one upload, ending with the answer."""
    stories: dict[str, list[str]] = {}
    for line in trace.splitlines():
        found = LINE.match(line)
        step = _step(found[2], found[3]) if found else ""
        if found and step:
            story = stories.setdefault(found[1], [])
            story.append(step)
            if step.isdigit():
                yield stories.pop(found[1])


def _step(call: str, said: str) -> str:
    """What a system call means here; empty: nothing."""
    if call in ("fsync", "fdatasync"):
        if "/media/incoming/" in said:
            return "fsync file"
        return "fsync folder" if "/media/originals" in said else ""
    if call.startswith(("link", "rename")):
        return "link" if "/originals/" in said else ""
    answer = re.search(r'"HTTP/1\.1 (\d{3})', said)
    if answer:
        return answer[1]
    if 'INSERT INTO \\"projects_photo\\"' in said:
        return "INSERT"
    # of the transactions of an upload only the one of the row counts
    return "COMMIT" if "COMMIT" in said else ""
