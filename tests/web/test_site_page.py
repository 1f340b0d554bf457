"""The phone: two taps, photos with marks, receipts, and words for what is refused."""

from decimal import Decimal
from pathlib import Path

import pytest
from playwright.sync_api import expect

from projects import models
from tests.web.conftest import IN_A_BROWSER, Plan, Visitor
from tests.web.phone import PHONE, PHOTOS, TWO, counts, opened, stored, submit, take, to_the_report

pytestmark = IN_A_BROWSER


def test_photos_and_progress_arrive_with_receipts(plan: Plan, visitor: Visitor) -> None:
    page = opened(plan, visitor)
    take(page, *TWO)
    expect(page.locator(".site-tile-draft")).to_have_count(2)
    assert stored(plan) == 0
    page.get_by_label("Percent complete").fill("85")
    page.get_by_label("Note").fill("三层梁板浇筑完成")
    submit(page)

    expect(counts(page)).to_have_text("0 waiting · 0 sending · 3 safe")
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


def test_what_is_no_photo_is_named_and_not_kept(
    plan: Plan, visitor: Visitor, tmp_path: Path
) -> None:
    film, torn = tmp_path / "walk.mp4", tmp_path / "torn.jpg"
    film.write_bytes(b"\x00\x00\x00\x18ftypmp42")
    torn.write_bytes((PHOTOS / "whole.jpg").read_bytes()[:600])
    page = opened(plan, visitor)
    take(page, film, torn)
    expect(page.get_by_role("alert")).to_contain_text("walk.mp4: not a photo")
    expect(page.locator(".site-tile")).to_have_count(1)
    submit(page)

    expect(counts(page)).to_contain_text("1 not taken")
    page.locator(".site-tile-refused").click()
    expect(page.get_by_role("alert")).to_contain_text("The server did not take it")
    expect(page.get_by_role("alert")).to_contain_text("Request")
    page.on("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Remove").click()
    expect(counts(page)).to_have_text("0 waiting · 0 sending · 0 safe")
    assert stored(plan) == 0


def test_two_tabs_share_one_queue(plan: Plan, visitor: Visitor) -> None:
    page = opened(plan, visitor)
    other = visitor.tab(page.context)
    other.goto(f"{visitor.base}/site/")
    to_the_report(other)
    take(page, TWO[0])
    take(other, TWO[1])
    expect(other.locator(".site-tile-draft")).to_have_count(2)
    submit(other)
    for tab in (page, other):
        expect(counts(tab)).to_have_text("0 waiting · 0 sending · 2 safe")
    assert stored(plan) == 2


def test_marks_go_beside_the_photo(plan: Plan, visitor: Visitor) -> None:
    page = opened(plan, visitor)
    take(page, TWO[0])
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
    submit(page)
    expect(counts(page)).to_have_text("0 waiting · 0 sending · 1 safe")
    page.wait_for_timeout(500)
    photo = models.Photo.objects.get(activity=plan.late)
    arrow, text = photo.drawing
    assert (arrow["kind"], text["kind"], text["text"]) == ("arrow", "text", "裂缝")
    assert arrow["from"] == [pytest.approx(0.1, abs=0.02), pytest.approx(0.2, abs=0.02)]


def test_marks_that_are_refused_leave_the_photo_safe(plan: Plan, visitor: Visitor) -> None:
    page = opened(plan, visitor, workers="block")
    page.context.route(
        "**/api/v1/photos/*/",
        lambda route: (
            route.fulfill(status=400, json={"detail": "no marks", "code": "invalid_drawing"})
            if route.request.method == "PATCH"
            else route.continue_()
        ),
    )
    take(page, TWO[0])
    page.locator(".site-tile").click()
    board = page.locator(".site-canvas")
    page.get_by_role("button", name="Text").click()
    page.get_by_label("Words").fill("裂缝")
    board.click(position={"x": 20, "y": 20})
    page.get_by_role("button", name="Back").click()
    with page.expect_response("**/api/v1/photos/*/", timeout=15_000):
        submit(page)
    expect(counts(page)).to_have_text("0 waiting · 0 sending · 1 safe")
    page.wait_for_timeout(500)
    expect(counts(page)).to_have_text("0 waiting · 0 sending · 1 safe")
    assert models.Photo.objects.get(activity=plan.late).drawing == []


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
