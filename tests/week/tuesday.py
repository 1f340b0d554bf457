"""Tuesday: the site manager in a basement. He opens, reports and takes photos without a signal."""

import hashlib

from playwright.sync_api import Page, expect

from tests.chromium import ROOT
from tests.story.board import form_fill
from tests.story.person import Person
from tests.web.phone import counts, submit, take, worker_ready
from tests.week.people import PHONE, Week

PHOTOS = ROOT / "tests" / "data" / "photos"
FOUR = [
    PHOTOS / name for name in ("whole.jpg", "orientation_6.jpg", "progressive.jpg", "whole.heic")
]
SENT_MS = 60_000


def site_reports_without_a_signal(week: Week) -> None:
    before = photos_there(week)
    with week.somebody("site", language="en", path="/site/", **PHONE) as site:
        page = site.page
        expect(page.locator(".site-row").first).to_contain_text("Plant building 3#")
        expect(page.locator(".site-row mark")).to_contain_text("Nearest")
        worker_ready(page)
        site.context.set_offline(True)
        page.reload()
        expect(page.locator(".site-notice")).to_contain_text("No network")
        two_taps(page)
        take(page, *FOUR)
        expect(page.locator(".site-tile-draft")).to_have_count(len(FOUR))
        page.get_by_label("Percent complete").fill("85")
        page.get_by_label("Note").fill("屋面梁板钢筋绑扎")
        submit(page)
        expect(counts(page)).to_contain_text(f"{len(FOUR) + 1} waiting")
        # the phone dies, and somebody's session runs out meanwhile
        page.close()
        session = [cookie for cookie in site.context.cookies() if "session" in cookie["name"]]
        assert session
        for cookie in session:
            site.context.clear_cookies(name=cookie["name"])
        page = site.fresh()
        page.goto(f"{week.url}/site/#/queue")
        expect(counts(page)).to_contain_text(f"{len(FOUR) + 1} waiting")
        assert photos_there(week) == before
        site.context.set_offline(False)
        signs_in_again(page)
        all_safe(page)
    arrived(week, before)


def two_taps(page: Page, milestone: str = "Main structure topped out") -> None:
    """The building, the milestone."""
    page.locator(".site-row", has_text="3#").click()
    page.locator(".site-row", has_text=milestone).first.click()


def signs_in_again(page: Page) -> None:
    """Nothing is sent in nobody's name; the page says so and leads to the form."""
    page.locator(".site-notice").get_by_role("link", name="Sign in").click()
    form_fill(page, "site")


def all_safe(page: Page) -> None:
    expect(counts(page)).to_have_text(
        f"0 waiting · 0 sending · {len(FOUR) + 1} safe", timeout=SENT_MS
    )
    page.goto(page.url.partition("#")[0] + "#/queue")
    page.get_by_role("button", name="Compare with the server").click()
    expect(page.locator(".site-all")).to_have_text(f"All {len(FOUR)} arrived.")


def photos_there(week: Week) -> set[int]:
    """The photos of the base that the server has."""
    site = Person(week.url, "site")
    return {row["id"] for row in site.all("photos/?project=1&page_size=200")}


def arrived(week: Week, before: set[int]) -> None:
    """Byte for byte, once each, at the milestone; and the percent."""
    site = Person(week.url, "site")
    new = photos_there(week) - before
    kept = [hash_of(site.ask("GET", f"photos/{photo}/original/").body) for photo in new]
    assert sorted(kept) == sorted(hash_of(file.read_bytes()) for file in FOUR)
    (milestone,) = site.all("milestones/?project=1&search=3%23-M09")
    assert milestone["percent_complete"] == 85


def hash_of(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
