"""Photos looked at in other ways: before and after, as a film, on the ground, used twice."""

import io
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from projects import models
from tests.web.conftest import IN_A_BROWSER, Plan, Visitor
from tests.web.test_access import TOO_WIDE, axe, violations
from tests.web.test_project_page import AREA, photos_add

pytestmark = IN_A_BROWSER
__all__ = ["axe"]


def _view(plan: Plan, visitor: Visitor, view: str, role: str = "official") -> Page:
    building = plan.late_building.pk
    path = f"/projects/{plan.project.pk}/photos/?view={view}&building={building}"
    return visitor.visit(plan.people[role], path=path)


def test_a_line_between_before_and_after_follows_the_keys(plan: Plan, visitor: Visitor) -> None:
    photos_add(plan, 3, days=30)
    page = _view(plan, visitor, "compare")
    after = page.locator(".compare-after")
    expect(after).to_have_css("clip-path", "inset(0px 0px 0px 50%)")
    page.get_by_label("Dividing line").press("ArrowRight")
    expect(after).to_have_css("clip-path", "inset(0px 0px 0px 51%)")
    first = page.get_by_role("combobox", name="Before")
    expect(first.locator("option")).to_have_count(4)
    first.select_option(index=1)
    expect(page.locator(".compare-stage img").first).to_have_js_property("complete", True)
    assert visitor.complaints == []


def test_a_film_plays_and_is_kept_as_an_animated_webp(
    plan: Plan, visitor: Visitor, tmp_path: Path
) -> None:
    photos_add(plan, 3, days=30)
    page = _view(plan, visitor, "lapse")
    expect(page.locator(".film")).to_contain_text("1 of 4")
    page.get_by_role("button", name="Play").click()
    expect(page.locator(".film")).to_contain_text("3 of 4")
    page.get_by_role("button", name="Stop").click()

    with page.expect_download() as download:
        page.get_by_role("button", name="Export").click()

    kept = tmp_path / "film.webp"
    download.value.save_as(kept)
    assert download.value.suggested_filename.endswith(".webp")
    with Image.open(io.BytesIO(kept.read_bytes())) as film:
        assert (film.format, getattr(film, "n_frames", 1), film.size) == ("WEBP", 4, (32, 24))
        film.seek(3)
        film.load()
        assert film.info["duration"] == 700
    assert visitor.complaints == []


def test_one_photo_is_no_film(plan: Plan, visitor: Visitor) -> None:
    page = _view(plan, visitor, "lapse")
    expect(page.locator("main")).to_contain_text("fewer than two photos")
    page.get_by_label("Building").select_option("")
    expect(page.locator("main")).to_contain_text("Choose a building first.")
    page.get_by_role("button", name="Plant building 3#").click()
    expect(page.get_by_label("Building")).to_have_value(str(plan.late_building.pk))


def _placed(plan: Plan) -> None:
    plan.project.site_boundary = AREA
    plan.project.save()
    models.Photo.objects.update(latitude=36.705, longitude=119.205)


def test_photos_lie_where_they_were_taken(plan: Plan, visitor: Visitor) -> None:
    _placed(plan)
    page = _view(plan, visitor, "map")
    page.locator(".photo-dot").press("Enter")
    expect(page.get_by_role("dialog", name="Photo")).to_contain_text("东南角")


def test_a_viewer_is_not_shown_where_photos_were_taken(plan: Plan, visitor: Visitor) -> None:
    _placed(plan)
    page = _view(plan, visitor, "map", "viewer")
    expect(page.locator("main")).to_contain_text("shown to the working members")
    expect(page.locator(".photo-dot")).to_have_count(0)


@pytest.mark.parametrize("view", ["compare", "lapse", "map"])
def test_axe_finds_nothing(plan: Plan, visitor: Visitor, axe: str, view: str) -> None:
    photos_add(plan, 1)
    _placed(plan)
    page = _view(plan, visitor, view)
    for width, language, theme in ((390, "zh-hans", "dark"), (1440, "en", "light")):
        page.set_viewport_size({"width": width, "height": 844})
        for cookie, value in (("django_language", language), ("theme", theme)):
            page.context.add_cookies([{"name": cookie, "value": value, "url": visitor.base}])
        page.reload()
        expect(page.locator(".film, .compare, .photo-map")).to_be_visible()
        assert violations(page, axe) == []
        assert page.evaluate(TOO_WIDE) == []
