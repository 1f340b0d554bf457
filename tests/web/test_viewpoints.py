"""One view of a building over the months: a line between two photos, and a film of that view."""

import datetime
import io
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from projects import models
from tests import factories
from tests.web.conftest import IN_A_BROWSER, Plan, Visitor
from tests.web.test_access import TOO_WIDE, axe, violations
from tests.web.test_project_page import photos_add

pytestmark = IN_A_BROWSER
__all__ = ["axe"]
AFTER = ".compare-after"


@pytest.fixture
def views(plan: Plan) -> list[models.Viewpoint]:
    """Three photos from the gate and two from the crane, in turn; the building has one more."""
    photos = photos_add(plan, 5, days=30)
    found = []
    for chosen in (photos[::2], photos[1::2]):
        view = models.Viewpoint.objects.create(
            project=plan.project, building=plan.late_building, created_at=plan.now
        )
        ids = [photo.pk for photo in chosen]
        models.Photo.objects.filter(pk__in=ids).update(viewpoint=view)
        found.append(view)
    return found


def _view(plan: Plan, visitor: Visitor, view: str, **looks: int | str) -> Page:
    path = f"/projects/{plan.project.pk}/photos/?view={view}&building={plan.late_building.pk}"
    return visitor.visit(plan.people["viewer"], path=path, **looks)  # type: ignore[arg-type] # by name


def test_two_photos_of_one_viewpoint_by_key_and_by_pointer(
    plan: Plan, visitor: Visitor, views: list[models.Viewpoint]
) -> None:
    page = _view(plan, visitor, "compare")
    choice = page.get_by_label("Viewpoint")
    expect(choice.locator("option")).to_have_text(
        ["All viewpoints", "Viewpoint 1 (3 photos)", "Viewpoint 2 (2 photos)"]
    )
    choice.select_option(str(views[1].pk))
    before, after = (page.get_by_role("combobox", name=name) for name in ("Before", "After"))
    # the two of this view, the older one before
    expect(before.locator("option")).to_have_count(2)
    shown = [one.input_value() for one in (before, after)]
    photos = views[1].photos.order_by("taken_at")
    assert shown == [str(photo.pk) for photo in photos]

    line = page.get_by_label("Dividing line")
    line.press("ArrowLeft")
    expect(page.locator(AFTER)).to_have_css("clip-path", "inset(0px 0px 0px 49%)")
    line.press("End")
    expect(page.locator(AFTER)).to_have_css("clip-path", "inset(0px 0px 0px 100%)")

    box = page.locator(".compare-stage").bounding_box()
    assert box is not None
    middle = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + box["width"] * 0.9, middle)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.25, middle, steps=5)
    page.mouse.up()
    assert line.input_value() in {"24", "25", "26"}
    expect(page.locator(AFTER)).to_have_css(
        "clip-path", f"inset(0px 0px 0px {line.input_value()}%)"
    )
    assert visitor.complaints == []


def test_a_film_of_one_viewpoint_and_its_file(
    plan: Plan, visitor: Visitor, views: list[models.Viewpoint], tmp_path: Path
) -> None:
    page = _view(plan, visitor, "lapse")
    expect(page.locator(".film")).to_contain_text("1 of 6")
    page.get_by_label("Viewpoint").select_option(str(views[0].pk))
    expect(page.locator(".film")).to_contain_text("1 of 3")
    page.get_by_label("Position").press("End")
    expect(page.locator(".film")).to_contain_text("3 of 3")
    with page.expect_download() as download:
        page.get_by_role("button", name="Export").click()
    download.value.save_as(tmp_path / "film.webp")
    with Image.open(io.BytesIO((tmp_path / "film.webp").read_bytes())) as film:
        assert getattr(film, "n_frames", 1) == 3
    assert visitor.complaints == []


def test_a_long_time_is_thinned_out_by_day_and_says_so(plan: Plan, visitor: Visitor) -> None:
    """The building's 130 days and the photo of today become 120, the first day among them."""
    models.Photo.objects.bulk_create(
        factories.PhotoFactory.build(
            project=plan.project,
            building=plan.late_building,
            uploaded_by=plan.people["site_manager"],
            state="ready",
            stored_at=plan.now - datetime.timedelta(days=day, hours=20),
        )
        for day in range(1, 131)
    )
    page = _view(plan, visitor, "lapse")
    expect(page.locator(".film")).to_contain_text("1 of 120")
    expect(page.locator("main")).to_contain_text("At most 120 photos")
    first = plan.now - datetime.timedelta(days=130, hours=20)
    day = first.astimezone(plan.project.zone)
    expect(page.locator(".film b")).to_contain_text(f"{day.day} {day:%b}")


@pytest.mark.parametrize("view", ["compare", "lapse"])
@pytest.mark.parametrize(("width", "language"), [(390, "zh-hans"), (1440, "en")])
def test_axe_finds_nothing_where_a_viewpoint_is_chosen(
    plan: Plan,
    visitor: Visitor,
    views: list[models.Viewpoint],
    axe: str,
    view: str,
    width: int,
    language: str,
) -> None:
    page = _view(plan, visitor, view, width=width, language=language)
    page.locator(".film-viewpoint select").select_option(str(views[0].pk))
    expect(page.locator(".film, .compare")).to_be_visible()
    assert violations(page, axe) == []
    assert page.evaluate(TOO_WIDE) == []
