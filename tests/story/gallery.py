"""Pictures of every page of a running demo, to be looked at.

`python3 dev.py run` somewhere, then `python -m tests.story.gallery URL PASSWORD FOLDER [NAME ...]`:
each page (or those named) as its person sees it, at a desk and on a phone, in Chinese and English,
light and dark. One picture a page holds all eight side by side; what a page says on the console or
lets run out of a phone's sides is printed.
"""

import io
import sys
from collections.abc import Iterable, Iterator
from itertools import product
from pathlib import Path
from typing import Any, NamedTuple

from PIL import Image
from playwright.sync_api import Browser, Page

from tests.chromium import opened
from tests.story.board import sign_in

SIZES = {"desk": (1440, 900), "phone": (390, 844)}
LANGUAGES = ("zh-hans", "en")
THEMES = ("light", "dark")
SETTLED_MS = 900
GAP = 16
TOO_WIDE = "document.documentElement.scrollWidth > innerWidth"


class Look(NamedTuple):
    """A page, who looks at it, and what he does before."""

    name: str
    who: str
    path: str
    # words in Playwright's own language for what is clicked, one after the other
    clicks: tuple[str, ...] = ()


PEOPLE = ("site", "planner", "official", "stranger")
PROJECT = "/projects/1/"
GANTT = f"{PROJECT}gantt/"
# in sight: four spare lines are above, and a phone's panel covers the lower ones
CELL = ".gantt-row >> nth=6 >> .gantt-cell >> nth=0"
PANELS = (
    "why",
    "links",
    "settings",
    "backward",
    "risk",
    "curve",
    "quality",
    "baselines",
    "levelling",
)
LOOKS = (
    Look("sign-in", "", "/sign-in/"),
    Look("board", "official", "/"),
    Look("project", "official", PROJECT),
    Look("photos", "official", f"{PROJECT}photos/"),
    Look("compare", "official", f"{PROJECT}photos/?view=compare&building=3"),
    Look("lapse", "official", f"{PROJECT}photos/?view=lapse&building=3"),
    Look("photo-map", "planner", f"{PROJECT}photos/?view=map"),
    Look("viewer", "planner", f"{PROJECT}photos/", (".tile >> nth=1",)),
    Look("wall", "official", "/wall/"),
    Look("inbox", "official", "/alerts/"),
    Look("alert", "official", "/alerts/1/"),
    Look("rules", "planner", f"{PROJECT}alert-rules/"),
    Look("destinations", "planner", f"{PROJECT}destinations/"),
    Look("contacts", "official", "/me/contacts/"),
    Look("nothing", "stranger", "/"),
    Look("missing", "official", "/projects/999/"),
    Look("gantt", "planner", GANTT),
    *(Look(f"gantt-{panel}", "planner", f"{GANTT}?panel={panel}", (CELL,)) for panel in PANELS),
    Look("site", "site", "/site/"),
    Look("site-building", "site", "/site/", (".site-row >> nth=0",)),
    Look("site-report", "site", "/site/", (".site-row >> nth=0", ".site-row >> nth=0")),
    Look("mails", "official", "/dev/mail/"),
)


def main(url: str, password: str, folder: Path, names: Iterable[str]) -> None:
    """Take the pictures."""
    folder.mkdir(parents=True, exist_ok=True)
    wanted = set(names)
    unknown = wanted - {look.name for look in LOOKS}
    if unknown:
        raise SystemExit(f"No page {', '.join(sorted(unknown))}.")
    with opened() as browser:
        sessions = {who: _session(browser, url, who, password) for who in PEOPLE}
        for look in LOOKS:
            if not wanted or look.name in wanted:
                shots = _shots(browser, url, sessions.get(look.who), look)
                _side_by_side(shots, folder / f"{look.name}.png")


def _session(browser: Browser, url: str, who: str, password: str) -> Any:
    """What his browser keeps once he has signed in."""
    context = browser.new_context()
    sign_in(context.new_page(), url, who, password)
    state = context.storage_state()
    context.close()
    return state


def _shots(browser: Browser, url: str, session: Any, look: Look) -> Iterator[Image.Image]:
    for (size, (width, height)), language, theme in product(SIZES.items(), LANGUAGES, THEMES):
        settings: Any = {
            "viewport": {"width": width, "height": height},
            "has_touch": size == "phone",
            "storage_state": session,
        }
        context = browser.new_context(**settings)
        for name, value in {"django_language": language, "theme": theme}.items():
            context.add_cookies([{"name": name, "value": value, "url": url}])
        where = f"{look.name} {size} {language} {theme}"
        page = _heard(context.new_page(), where)
        _open(page, url, look)
        if page.evaluate(TOO_WIDE):
            _tell(where, "error", "wider than the window")
        yield Image.open(io.BytesIO(page.screenshot())).convert("RGB")
        context.close()


def _heard(page: Page, where: str) -> Page:
    page.on("console", lambda said: _tell(where, said.type, said.text))
    page.on("pageerror", lambda error: _tell(where, "error", str(error)))
    return page


def _open(page: Page, url: str, look: Look) -> None:
    page.goto(url + look.path)
    for click in ("", *look.clicks):
        if click:
            page.click(click, timeout=5_000)
        page.wait_for_load_state("load")
        page.wait_for_timeout(SETTLED_MS)


def _tell(where: str, kind: str, text: str) -> None:
    if kind in {"error", "warning"}:
        sys.stdout.write(f"{where}: {text}\n")


def _side_by_side(shots: Iterable[Image.Image], file: Path) -> None:
    """Two rows: the desk's pictures in two columns each, the phone's beside them."""
    kept = list(shots)
    desk, phone = kept[:4], kept[4:]
    (wide, high), narrow = desk[0].size, phone[0].width
    sheet = Image.new(
        "RGB", (2 * (wide + GAP) + 2 * (narrow + GAP), 2 * (high + GAP)), (128, 128, 128)
    )
    for place, shot in enumerate(desk):
        sheet.paste(shot, ((place % 2) * (wide + GAP), (place // 2) * (high + GAP)))
    for place, shot in enumerate(phone):
        left = 2 * (wide + GAP) + (place % 2) * (narrow + GAP)
        sheet.paste(shot, (left, (place // 2) * (high + GAP)))
    sheet.save(file)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], Path(sys.argv[3]), sys.argv[4:])
