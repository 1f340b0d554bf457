"""What a page's shell sends for before any script has asked for it."""

import json
import re
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.test import Client

from projects import models
from web import urls

pytestmark = pytest.mark.django_db


def test_the_gantt_s_script_and_plan_are_on_their_way_before_the_entry_asks(
    client: Client, people: dict[str, models.User], pages: Path
) -> None:
    client.force_login(people["official"])
    entry = {"file": "assets/b-1.js", "css": ["assets/b-2.css"], "imports": []}
    part = {"file": "assets/g.js", "css": ["assets/g.css"], "imports": ["src/board/main.tsx"]}
    built = {"src/board/main.tsx": entry, "src/planner/GanttPage.tsx": part}
    (pages / ".vite" / "manifest.json").write_text(json.dumps(built))

    page = client.get("/projects/7/gantt/").content.decode()

    assert '<link rel="modulepreload" href="/static/pages/assets/g.js">' in page
    assert page.index("assets/b-2.css") < page.index("assets/g.css")
    assert 'as="fetch" crossorigin href="/api/v1/projects/7/gantt/"' in page
    assert "as=" not in client.get("/alerts/").content.decode()


def test_every_page_s_part_is_one_that_the_script_loads() -> None:
    """A part by another name would be no error: the page would only wait for it."""
    sources = django_settings.BASE_DIR / "web" / "src"
    loaded = set(
        re.findall(r'import\("\.\.?/([^"]+)"\)', (sources / "board/routes.ts").read_text())
    )
    named = {each.default_args["part"] for each in urls.urlpatterns if "part" in each.default_args}
    assert {*named, "planner/GanttPage", "Board"} == loaded
    assert all((sources / f"{part}.tsx").is_file() for part in {*named, "board/Board"})


def test_what_the_board_shows_is_on_its_way_before_its_script(
    client: Client, people: dict[str, models.User], pages: Path
) -> None:
    """Under the address that the script asks for, or it would be asked for twice."""
    client.force_login(people["official"])
    early = 'as="fetch" crossorigin href="/api/v1/portfolio/?trend_days=7"'
    assert early in client.get("/").content.decode()
    said = (django_settings.BASE_DIR / "web" / "src" / "shared" / "portfolio.ts").read_text()
    assert "TREND_DAYS = 7;" in said
