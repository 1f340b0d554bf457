"""The site manager's phone: two taps, photos, no network, and nothing that is sent gets lost."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from PIL import Image
from playwright.sync_api import BrowserContext, Locator, Page, Route, expect

from projects import models
from projects.models.words import ActivityState
from tests.chromium import FLAGS, ROOT, chromium_path
from tests.web.conftest import IN_A_BROWSER, Plan, Visitor

pytestmark = IN_A_BROWSER

PHOTOS = ROOT / "tests" / "data" / "photos"
TWO = [PHOTOS / "whole.jpg", PHOTOS / "orientation_6.jpg"]
PHONE: dict[str, Any] = {"width": 390, "height": 844, "path": "/site/"}
PART = 256 * 1024
UPLOADS = "**/api/v1/uploads/**"


def _opened(plan: Plan, visitor: Visitor, **changes: Any) -> Page:
    """The phone at the report of the late milestone."""
    page = visitor.visit(plan.people["site_manager"], **{**PHONE, **changes})
    _to_the_report(page)
    return page


def _to_the_report(page: Page) -> None:
    page.locator(".site-row", has_text="3#").click()
    page.locator(".site-row", has_text="Topping out").click()


def _take(page: Page, *files: Path) -> None:
    page.get_by_label("Gallery").set_input_files(files)


def _counts(page: Page) -> Locator:
    return page.locator(".site-counts")


def _submit(page: Page) -> None:
    page.get_by_role("button", name="Submit").click()
    expect(page.locator(".site-save")).to_contain_text("Saved on this phone")


def _worker_ready(page: Page) -> None:
    """Wait until the page would open without a network."""
    page.evaluate("navigator.serviceWorker.ready")
    page.wait_for_function("caches.match('/site/', {cacheName: 'topout-site-shell'})")


def _large(folder: Path) -> Path:
    """A photo of several parts."""
    file = folder / "large.jpg"
    Image.effect_noise((1200, 1200), 90).save(file, quality=95)
    return file


def _stored(plan: Plan) -> int:
    return models.Photo.objects.filter(activity=plan.late).count()


def test_photos_and_progress_arrive_with_receipts(plan: Plan, visitor: Visitor) -> None:
    page = _opened(plan, visitor)
    _take(page, *TWO)
    expect(page.locator(".site-tile-draft")).to_have_count(2)
    assert _stored(plan) == 0
    page.get_by_label("Percent complete").fill("85")
    page.get_by_label("Note").fill("三层梁板浇筑完成")
    _submit(page)

    expect(_counts(page)).to_have_text("0 waiting · 0 sending · 3 safe")
    expect(page.locator(".site-tile-safe")).to_have_count(2)
    entry = models.ProgressEntry.objects.get(activity=plan.late)
    assert (entry.percent, entry.note) == (Decimal(85), "三层梁板浇筑完成")
    photos = models.Photo.objects.filter(activity=plan.late)
    assert {photo.original_name for photo in photos} == {file.name for file in TWO}
    assert all(photo.building == plan.late_building for photo in photos)
    assert all(photo.device_taken_at is not None for photo in photos)

    page.get_by_role("link", name="Show the queue").click()
    page.get_by_role("button", name="Compare with the server").click()
    expect(page.locator(".site-all")).to_have_text("All 2 arrived.")
    page.get_by_role("button", name="Remove this phone's copies of 2").click()
    expect(page.get_by_role("button", name="Remove this phone's copies")).to_have_count(0)
    expect(page.locator(".site-tile-safe")).to_have_count(2)
    assert visitor.complaints == []


def test_without_a_network_it_opens_takes_and_sends_later(plan: Plan, visitor: Visitor) -> None:
    page = _opened(plan, visitor)
    _worker_ready(page)
    context: BrowserContext = page.context
    context.set_offline(True)
    page.reload()
    expect(page.locator(".site-notice")).to_contain_text("No network")
    _take(page, TWO[0])
    page.get_by_label("This milestone is reached").check()
    _submit(page)
    expect(_counts(page)).to_contain_text("2 waiting")
    # a dead battery: the page is gone, and what it kept is not
    page.close()
    page = visitor.tab(context)
    page.goto(f"{visitor.base}/site/#/queue")
    expect(_counts(page)).to_contain_text("2 waiting")
    assert _stored(plan) == 0

    context.set_offline(False)
    expect(_counts(page)).to_have_text("0 waiting · 0 sending · 2 safe", timeout=30_000)
    assert _stored(plan) == 1
    plan.late.refresh_from_db()
    assert plan.late.state == ActivityState.EVIDENCED


def test_a_line_that_breaks_is_gone_on_from_where_it_broke(
    plan: Plan, visitor: Visitor, tmp_path: Path
) -> None:
    large = _large(tmp_path)
    parts = -(-large.stat().st_size // PART)
    assert parts >= 4
    page = _opened(plan, visitor)
    sent: list[int] = []

    def cut(route: Route) -> None:
        """The first part arrives though its answer does not; the second never leaves."""
        if route.request.method != "PATCH":
            route.continue_()
            return
        sent.append(int(route.request.headers["upload-offset"]))
        if len(sent) == 1:
            route.fetch()
        if len(sent) <= 2:
            route.abort("connectionreset")
        else:
            route.continue_()

    page.context.route(UPLOADS, cut)
    _take(page, large)
    _submit(page)
    expect(_counts(page)).to_have_text("0 waiting · 0 sending · 1 safe", timeout=60_000)
    assert sent == [0, PART, *range(PART, large.stat().st_size, PART)]
    assert _stored(plan) == 1


def test_a_session_that_ended_keeps_the_queue_and_asks(plan: Plan, visitor: Visitor) -> None:
    page = _opened(plan, visitor)
    _take(page, TWO[0])
    Session.objects.all().delete()
    _submit(page)
    notice = page.locator(".site-notice")
    expect(notice).to_contain_text("Your session has ended")
    expect(_counts(page)).to_contain_text("1 waiting")
    notice.get_by_role("link", name="Sign in").click()
    visitor.sign_in(page, plan.people["site_manager"])
    expect(_counts(page)).to_have_text("0 waiting · 0 sending · 1 safe", timeout=30_000)
    assert _stored(plan) == 1


def test_what_is_no_photo_is_named_and_not_kept(
    plan: Plan, visitor: Visitor, tmp_path: Path
) -> None:
    film, torn = tmp_path / "walk.mp4", tmp_path / "torn.jpg"
    film.write_bytes(b"\x00\x00\x00\x18ftypmp42")
    torn.write_bytes((PHOTOS / "whole.jpg").read_bytes()[:600])
    page = _opened(plan, visitor)
    _take(page, film, torn)
    expect(page.get_by_role("alert")).to_contain_text("walk.mp4: not a photo")
    expect(page.locator(".site-tile")).to_have_count(1)
    _submit(page)

    expect(_counts(page)).to_contain_text("1 not taken")
    page.locator(".site-tile-refused").click()
    expect(page.get_by_role("alert")).to_contain_text("The server did not take it")
    expect(page.get_by_role("alert")).to_contain_text("Request")
    page.on("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Remove").click()
    expect(_counts(page)).to_have_text("0 waiting · 0 sending · 0 safe")
    assert _stored(plan) == 0


def test_two_tabs_share_one_queue(plan: Plan, visitor: Visitor) -> None:
    page = _opened(plan, visitor)
    other = visitor.tab(page.context)
    other.goto(f"{visitor.base}/site/")
    _to_the_report(other)
    _take(page, TWO[0])
    _take(other, TWO[1])
    expect(other.locator(".site-tile-draft")).to_have_count(2)
    _submit(other)
    for tab in (page, other):
        expect(_counts(tab)).to_have_text("0 waiting · 0 sending · 2 safe")
    assert _stored(plan) == 2


def test_marks_go_beside_the_photo(plan: Plan, visitor: Visitor) -> None:
    page = _opened(plan, visitor)
    _take(page, TWO[0])
    page.locator(".site-tile").click()
    board = page.locator(".site-canvas")
    box = board.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + box["width"] * 0.1, box["y"] + box["height"] * 0.2)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.5, box["y"] + box["height"] * 0.6, steps=4)
    page.mouse.up()
    page.get_by_role("button", name="Text").click()
    page.get_by_label("Words").fill("裂缝")
    board.click(position={"x": 20, "y": 20})
    expect(page.locator(".mark-text")).to_have_text("裂缝")
    page.get_by_role("button", name="Back").click()
    _submit(page)
    expect(_counts(page)).to_have_text("0 waiting · 0 sending · 1 safe")
    page.wait_for_timeout(500)
    photo = models.Photo.objects.get(activity=plan.late)
    arrow, text = photo.drawing
    assert (arrow["kind"], text["kind"], text["text"]) == ("arrow", "text", "裂缝")
    assert arrow["from"] == [pytest.approx(0.1, abs=0.02), pytest.approx(0.2, abs=0.02)]


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_long_names_and_an_empty_project(plan: Plan, visitor: Visitor, language: str) -> None:
    models.Building.objects.filter(pk=plan.late_building.pk).update(
        name="厂" * 200, name_en="مبنى المصنع " * 15
    )
    page = visitor.visit(plan.people["site_manager"], language=language, **PHONE)
    expect(page.locator(".site-row")).to_have_count(2)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    models.Activity.objects.filter(project=plan.project).delete()
    models.Photo.objects.filter(project=plan.project).delete()
    models.Building.objects.filter(project=plan.project).delete()
    page.reload()
    words = "没有单体" if language == "zh-hans" else "no building"
    expect(page.locator(".message")).to_contain_text(words)


def test_a_killed_browser_goes_on_where_it_was(
    plan: Plan, visitor: Visitor, tmp_path: Path
) -> None:
    """The profile on the disk is all that is left, as after a dead battery."""
    large = _large(tmp_path)
    kind = visitor.browser.browser_type
    profile: dict[str, Any] = {
        "user_data_dir": tmp_path / "profile",
        "executable_path": chromium_path(),
        "args": FLAGS,
        "viewport": {"width": 390, "height": 844},
        "locale": "en-US",
    }
    phone = kind.launch_persistent_context(**profile)
    page = phone.new_page()
    page.goto(f"{visitor.base}/site/")
    visitor.sign_in(page, plan.people["site_manager"])
    _to_the_report(page)
    sent: list[str] = []

    def stall(route: Route) -> None:
        """The first part arrives, and nothing after it."""
        if route.request.method != "PATCH":
            route.continue_()
            return
        sent.append(route.request.headers["upload-offset"])
        if len(sent) == 1:
            route.continue_()

    phone.route(UPLOADS, stall)
    _take(page, large)
    _submit(page)
    expect(page.locator(".site-tile-sending")).to_contain_text("%")
    while len(sent) < 2:
        page.wait_for_timeout(50)
    phone.close()
    assert _stored(plan) == 0

    phone = kind.launch_persistent_context(**profile)
    again: list[str] = []
    phone.on(
        "request",
        lambda request: (
            again.append(request.headers["upload-offset"]) if request.method == "PATCH" else None
        ),
    )
    page = phone.new_page()
    page.goto(f"{visitor.base}/site/#/queue")
    expect(_counts(page)).to_have_text("0 waiting · 0 sending · 1 safe", timeout=30_000)
    assert again[0] == str(PART)
    assert _stored(plan) == 1
    phone.close()


@pytest.mark.parametrize("status", [500, 503, 507])
def test_a_server_in_trouble_is_asked_again(plan: Plan, visitor: Visitor, status: int) -> None:
    page = _opened(plan, visitor)
    refused: list[int] = []

    def refuse(route: Route) -> None:
        if refused:
            route.continue_()
            return
        refused.append(status)
        body = {"title": "No", "detail": "in trouble", "code": "x", "request_id": "r-1"}
        route.fulfill(status=status, content_type="application/problem+json", json=body)

    page.context.route(UPLOADS, refuse)
    _take(page, TWO[0])
    _submit(page)
    expect(_counts(page)).to_have_text("0 waiting · 0 sending · 1 safe", timeout=30_000)
    assert refused == [status]
    assert _stored(plan) == 1
