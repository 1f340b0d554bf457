"""The usual client of the protocol, tus-js-client, against our server over a real line."""

import hashlib
import json
import subprocess
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from pytest_django.live_server_helper import LiveServer

from launcher import pages
from launcher.paths import ROOT
from projects import models
from projects.models.words import Role
from projects.services.photos.original import original_key
from tests import factories
from tests.commits import WITH_COMMITS
from tests.faults.photos import photo
from tests.projects.api.asking import token_of

pytestmark = [pytest.mark.browser, pytest.mark.services, WITH_COMMITS]


def test_it_aborts_and_resumes(live_server: LiveServer, tmp_path: Path) -> None:
    member = factories.MembershipFactory.create(role=Role.SITE_MANAGER)
    body = photo(7)
    file = tmp_path / "photo.jpg"
    file.write_bytes(body)
    words = [ROOT / "web", live_server.url, token_of(member.user), member.project_id, file]

    done = subprocess.run(
        [pages.node_ensure(), Path(__file__).with_name("phone.mjs"), *map(str, words)],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )

    assert done.returncode == 0, done.stderr
    seen = json.loads(done.stdout)
    stored = models.Photo.objects.get()
    assert seen["receipt"] == {"photo": stored.pk, "sha256": hashlib.sha256(body).hexdigest()}
    assert default_storage.open(original_key(stored.sha256)).read() == body
    assert stored.original_name == "屋面.jpg"
    assert 0 < seen["aborted_at"] < len(body)
    asked = seen["requests"]
    assert (asked[0], asked[1]) == ("POST 201", "PATCH 204")
    # it asked where to go on, and went on from there: no byte travelled twice
    assert "HEAD 200" in asked
    assert asked.count("PATCH 204") == -(-len(body) // (32 * 1024))
