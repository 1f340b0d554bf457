"""Bad input on the phone: what is no photo, too many, too long, and a server that refuses."""

import re
import time
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from PIL import Image
from playwright.sync_api import Page, Route, expect

from projects import models
from tests.web.conftest import IN_A_BROWSER, Plan, Visitor
from tests.web.phone import (
    BY_THE_PAGE,
    PART,
    PHOTOS,
    TWO,
    UPLOADS,
    counts,
    large,
    opened,
    stored,
    submit,
    take,
)

pytestmark = IN_A_BROWSER
MANY = 500
# what five hundred photos on the phone may cost the page, whatever their bytes
HEAP_MOST = 64 * 1024 * 1024
ANSWER_MOST_S = 2.0


def heap(page: Page) -> int:
    """The bytes of the page's objects, after what is not needed any more went."""
    session = page.context.new_cdp_session(page)
    session.send("HeapProfiler.collectGarbage")
    session.send("Performance.enable")
    figures = session.send("Performance.getMetrics")["metrics"]
    return int(next(each["value"] for each in figures if each["name"] == "JSHeapUsedSize"))


def album(folder: Path, count: int) -> list[Path]:
    """Small photos, each another one."""
    files = [folder / f"IMG_{number:04}.jpg" for number in range(count)]
    for number, file in enumerate(files):
        Image.new("RGB", (320, 240), (number % 256, 120, 90)).save(file, comment=str(number))
    return files


@pytest.mark.timeout(240)
def test_five_hundred_photos_at_once(plan: Plan, visitor: Visitor, tmp_path: Path) -> None:
    files = album(tmp_path, MANY)
    page = opened(plan, visitor, **BY_THE_PAGE)
    before = heap(page)
    take(page, *files)
    # it answers while they are being saved, and what is not saved yet cannot be submitted by half
    expect(page.get_by_text("Saving on the phone")).to_be_visible()
    began = time.monotonic()
    page.get_by_label("Note").fill("五百张")
    page.get_by_role("button", name="5 more").click()
    assert time.monotonic() - began < ANSWER_MOST_S
    expect(page.get_by_role("button", name="Submit")).to_be_disabled()
    expect(page.locator(".site-tile-draft")).to_have_count(MANY, timeout=90_000)
    expect(page.get_by_text("Saving on the phone")).to_have_count(0)
    assert heap(page) - before < HEAP_MOST

    submit(page)
    # a hundred of them prove the way; bench/upload_cuts sends a thousand
    expect(counts(page)).to_have_text(re.compile(r"\d{3} safe"), timeout=120_000)
    began = time.monotonic()
    counts(page).click()
    expect(page.locator(".site-tile")).to_have_count(MANY)
    assert time.monotonic() - began < ANSWER_MOST_S
    assert heap(page) - before < HEAP_MOST
    figures = [int(each) for each in re.findall(r"\d+", counts(page).inner_text())]
    assert sum(figures) == MANY + 1
    assert stored(plan) >= 99


def test_a_hundred_megabytes_and_a_film_are_named_and_not_kept(
    plan: Plan, visitor: Visitor, tmp_path: Path
) -> None:
    huge, film, disguised = (tmp_path / name for name in ("huge.jpg", "walk.mov", "film.jpg"))
    with huge.open("wb") as file:
        file.truncate(100 * 1024 * 1024)
    film.write_bytes(b"\x00\x00\x00\x14ftypqt  ")
    disguised.write_bytes(b"\x00\x00\x00\x18ftypmp42" + bytes(200))
    page = opened(plan, visitor)
    take(page, huge, film, disguised)
    said = page.get_by_role("alert")
    expect(said).to_contain_text("huge.jpg: larger than 50 MB, not kept")
    expect(said).to_contain_text("walk.mov: not a photo")
    expect(page.locator(".site-tile")).to_have_count(1)
    submit(page)
    # only the server looks inside: it refuses, and the phone still has it
    expect(counts(page)).to_contain_text("1 not taken")
    assert stored(plan) == 0


def test_one_reason_is_told_once_however_many_files_it_is_of(
    plan: Plan, visitor: Visitor, tmp_path: Path
) -> None:
    films = [tmp_path / f"{'现场录像' * 20}{number}.mp4" for number in range(30)]
    for film in films:
        film.write_bytes(b"\x00\x00\x00\x18ftypmp42")
    page = opened(plan, visitor)
    take(page, *films)
    expect(page.get_by_role("alert").locator("li")).to_have_count(1)
    expect(page.get_by_role("alert")).to_contain_text("and 27 more: not a photo")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


# what a proxy says in the server's place, and what the phone makes of it
SAID = {
    413: "too large for the server",
    500: "The server failed (500)",
    503: "busy or being looked after",
    507: "storage is full; tell its administrator",
}


@pytest.mark.parametrize("status", SAID)
def test_what_is_read_and_kept_when_the_server_does_not_take_it(
    plan: Plan, visitor: Visitor, status: int
) -> None:
    page = opened(plan, visitor, **BY_THE_PAGE)
    asked: list[float] = []

    def refuse(route: Route) -> None:
        asked.append(time.monotonic())
        route.fulfill(status=status, content_type="text/html", body="<h1>nginx</h1>")

    page.context.route(UPLOADS, refuse)
    take(page, TWO[0])
    submit(page)
    is_final = status == 413
    expect(counts(page)).to_contain_text("1 not taken" if is_final else "1 waiting")
    page.get_by_role("link", name="Show the queue").click()
    if is_final:
        page.locator(".site-tile-refused").click()
        expect(page.get_by_role("alert")).to_contain_text(SAID[status])
        expect(page.get_by_role("link", name="Save to the phone")).to_be_visible()
    else:
        held = page.locator(".site-held")
        expect(held).to_contain_text(
            f"1 waiting: {SAID[status]}" if status == 500 else SAID[status]
        )
        expect(held).to_contain_text("ext try")
        # each time it is left alone for longer
        while len(asked) < 4:
            page.wait_for_timeout(100)
        assert asked[3] - asked[2] > 3.5
        expect(page.locator(".site-tile-waiting")).to_have_count(1)
    page.context.unroute(UPLOADS)
    page.get_by_role("button", name="Try again" if is_final else "Send now").click()
    expect(counts(page)).to_have_text("0 waiting · 0 sending · 1 safe", timeout=30_000)
    assert stored(plan) == 1


def test_a_session_that_ends_between_two_parts(
    plan: Plan, visitor: Visitor, tmp_path: Path
) -> None:
    photo = large(tmp_path)
    page = opened(plan, visitor, **BY_THE_PAGE)
    sent: list[int] = []

    def sign_out_after_one(route: Route) -> None:
        if route.request.method == "PATCH":
            sent.append(int(route.request.headers["upload-offset"]))
            if len(sent) == 2:
                Session.objects.all().delete()
        route.continue_()

    page.context.route(UPLOADS, sign_out_after_one)
    take(page, photo)
    submit(page)
    notice = page.locator(".site-notice")
    expect(notice).to_contain_text("Your session has ended")
    expect(counts(page)).to_contain_text("1 waiting")
    notice.get_by_role("link", name="Sign in").click()
    visitor.sign_in(page, plan.people["site_manager"])
    expect(counts(page)).to_have_text("0 waiting · 0 sending · 1 safe", timeout=30_000)
    assert sent == [0, PART, *range(PART, photo.stat().st_size, PART)]
    assert stored(plan) == 1


def test_two_tabs_that_wake_together_send_once(plan: Plan, visitor: Visitor) -> None:
    page = opened(plan, visitor, **BY_THE_PAGE)
    other = visitor.tab(page.context)
    other.goto(f"{visitor.base}/site/#/queue")
    expect(counts(other)).to_be_visible()
    announced: list[str] = []
    page.context.on(
        "response",
        lambda answer: (
            announced.append(answer.url) if answer.request.method == "POST" and answer.ok else None
        ),
    )
    page.context.set_offline(True)
    take(page, *TWO, PHOTOS / "orientation_3.jpg")
    page.get_by_role("button", name="5 more").click()
    submit(page)
    page.context.set_offline(False)
    for tab in (page, other):
        expect(counts(tab)).to_have_text("0 waiting · 0 sending · 4 safe", timeout=30_000)
    paths = [url.removeprefix(visitor.base) for url in announced]
    assert sorted(paths) == ["/api/v1/progress-entries/"] + 3 * ["/api/v1/uploads/"]
    assert stored(plan) == 3
    assert models.ProgressEntry.objects.filter(activity=plan.late).count() == 1


def test_the_servers_own_limit_is_the_phones() -> None:
    """What the phone keeps the server takes, where nobody set a smaller limit."""
    assert settings.UPLOAD_MAX_BYTES >= 50_000_000
