"""What makes the phone's pages an app: shell, service worker, manifest, icons."""

import io
from pathlib import Path

import pytest
from django.test import Client
from PIL import Image

from projects import models

pytestmark = pytest.mark.django_db

MANIFEST = """{
    "src/site/main.tsx": {
        "file": "assets/s-1.js", "css": ["assets/s-2.css"], "imports": ["_shared.js"]
    },
    "_shared.js": {"file": "assets/shared-3.js", "css": ["assets/shared-4.css"]}
}"""


@pytest.fixture
def built(pages: Path) -> Path:
    """A build of the phone's pages that share a part with others."""
    folder = pages
    (folder / ".vite" / "manifest.json").write_text(MANIFEST, encoding="utf-8")
    (folder / "assets" / "s-1.js").write_text("console.log(1)", encoding="utf-8")
    (folder / "site-worker.js").write_text("self.addEventListener('fetch', x)", encoding="utf-8")
    return folder


def test_the_shell_links_also_the_styles_of_shared_parts_and_before_its_own(
    client: Client, people: dict[str, models.User], built: Path
) -> None:
    assert client.get("/site/")["Location"] == "/sign-in/?next=/site/"
    client.force_login(people["site_manager"])

    answer = client.get("/site/", headers={"Accept-Language": "zh-hans"})

    text = answer.content.decode()
    assert text.index("assets/shared-4.css") < text.index("assets/s-2.css")
    assert 'rel="modulepreload" href="/static/pages/assets/shared-3.js"' in text
    assert 'src="/static/pages/assets/s-1.js"' in text
    assert 'rel="manifest" href="/site/manifest.webmanifest"' in text
    assert "现场填报" in text
    assert "no-cache" in answer["Cache-Control"]


def test_the_worker_rules_the_phones_pages_and_is_looked_up_anew(
    client: Client, built: Path
) -> None:
    answer = client.get("/site/worker.js")
    assert b"fetch" in b"".join(answer.streaming_content)  # type: ignore[attr-defined] # a file
    assert answer["Content-Type"] == "text/javascript; charset=utf-8"
    assert answer["Cache-Control"] == "no-cache"
    (built / "site-worker.js").unlink()
    assert client.get("/site/worker.js").status_code == 404


def test_the_manifest_speaks_the_readers_language(client: Client) -> None:
    answer = client.get("/site/manifest.webmanifest", headers={"Accept-Language": "zh-hans"})
    said = answer.json()
    assert answer["Content-Type"] == "application/manifest+json"
    assert (said["name"], said["short_name"], said["lang"]) == (
        "封顶 · 现场填报",
        "封顶 Topout",
        "zh-hans",
    )
    assert (said["start_url"], said["scope"], said["display"]) == ("/site/", "/site/", "standalone")
    for icon in said["icons"]:
        picture = Image.open(io.BytesIO(client.get(icon["src"]).content))
        assert f"{picture.width}x{picture.height}" == icon["sizes"]
        assert len(picture.convert("RGB").getcolors(1 << 20) or []) > 2
    assert client.get("/site/icon-64.png").status_code == 404
