"""A project on one page, and its photos day by day."""

import datetime
import re

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from playwright.sync_api import Page, expect

from projects import models
from projects.models.evidence_words import EvidenceGrade, GradeReason, ReasonWeight
from projects.models.words import PhotoState, TakenAtSource
from tests import factories
from tests.web.conftest import IN_A_BROWSER, Plan, Visitor, webp
from tests.web.test_paper import A3_ACROSS, PAGE

pytestmark = IN_A_BROWSER

AREA = {
    "type": "Polygon",
    "coordinates": [
        [[119.2, 36.7], [119.21, 36.7], [119.21, 36.71], [119.2, 36.71], [119.2, 36.7]]
    ],
}
REASON = {"weight": ReasonWeight.MISSING, "value": None, "unit": "", "name": ""}
SWIPE = """stage => {
    const at = (kind, x) => stage.dispatchEvent(new PointerEvent(kind, {
        bubbles: true, isPrimary: true, pointerType: 'touch', clientX: x, clientY: 200,
    }))
    at('pointerdown', 300)
    at('pointerup', 120)
}"""


def photos_add(plan: Plan, count: int, *, days: int = 1) -> list[models.Photo]:
    """Photos of the late building, one every so many days backwards, each with its sizes."""
    photos = []
    for number in range(count):
        moment = plan.now - datetime.timedelta(days=days * (number + 1), hours=1)
        photo = factories.PhotoFactory.create(
            project=plan.project,
            building=plan.late_building,
            uploaded_by=plan.people["site_manager"],
            state=PhotoState.READY,
            caption=f"第 {number} 张",
            stored_at=moment,
            taken_at=moment,
            taken_at_source=TakenAtSource.EXIF_OFFSET,
        )
        for name in ("320", "960", "2048"):
            key = default_storage.save(f"renditions/{photo.pk}-{name}.webp", ContentFile(webp()))
            models.Rendition.objects.create(
                photo=photo, name=name, width=32, height=24, size_bytes=1, storage_key=key
            )
        photos.append(photo)
    return photos


def _home(plan: Plan, visitor: Visitor, role: str = "official", language: str = "en") -> Page:
    path = f"/projects/{plan.project.pk}/"
    return visitor.visit(plan.people[role], path=path, language=language)


def _album(plan: Plan, visitor: Visitor, width: int = 1440) -> Page:
    path = f"/projects/{plan.project.pk}/photos/"
    return visitor.visit(plan.people["official"], path=path, width=width)


def test_figures_buildings_and_what_waits_stand_on_one_page(plan: Plan, visitor: Visitor) -> None:
    plan.project.investment_cny = 5_000_000_000
    plan.project.client = "歌尔股份"
    plan.project.save()
    plan.late_building.gross_floor_area_m2 = 48_000
    plan.late_building.save()

    page = _home(plan, visitor)

    figures = page.get_by_role("region", name="The project")
    expect(figures).to_contain_text("CNY 5 billion")
    expect(figures).to_contain_text("48,000 m²")
    expect(figures).to_contain_text("歌尔股份")
    late = page.locator(".home-building", has_text="Plant building 3#")
    expect(late).to_contain_text("Topping out")
    expect(late).to_contain_text(re.compile(r"\+\d d"))
    expect(late).to_contain_text("Orange")
    expect(page.get_by_role("region", name="Alerts")).to_contain_text("Topping out")
    pages = page.get_by_role("navigation", name="Pages of the project")
    expect(pages.get_by_role("link")).to_have_count(4)
    expect(pages.locator("[aria-current]")).to_have_text("Overview")
    assert visitor.complaints == []


def test_the_board_leads_to_the_project_and_back(plan: Plan, visitor: Visitor) -> None:
    page = visitor.visit(plan.people["official"], language="zh-hans")
    page.get_by_role("link", name="歌尔虚拟现实全球智能制造基地").click()
    expect(page).to_have_url(re.compile(rf"/projects/{plan.project.pk}/$"))
    expect(page.get_by_role("heading", level=3, name="项目概况")).to_be_visible()
    page.get_by_role("link", name="封顶").first.click()
    expect(page.locator(".building")).to_have_count(2)


def test_an_alert_is_signed_where_it_stands(plan: Plan, visitor: Visitor) -> None:
    page = _home(plan, visitor)
    page.locator(".alerts").get_by_role("button", name="Sign").click()
    page.get_by_role("dialog").get_by_role("button", name="Sign").click()
    expect(page.locator(".alerts")).to_contain_text("Signed by")


def test_an_administrator_finds_the_pages_that_are_his(plan: Plan, visitor: Visitor) -> None:
    page = _home(plan, visitor, "project_admin")
    expect(page.get_by_role("link", name="Groups and systems")).to_be_visible()


def test_it_prints_on_one_sheet_of_a3(plan: Plan, visitor: Visitor) -> None:
    plan.project.site_boundary = AREA
    plan.project.save()
    photos_add(plan, 6)
    page = _home(plan, visitor)
    expect(page.locator(".tile")).to_have_count(7)

    pdf = page.pdf(prefer_css_page_size=True)

    assert len(PAGE.findall(pdf)) == 1
    assert A3_ACROSS.search(pdf)
    page.emulate_media(media="print")
    expect(page.locator(".project-nav")).to_be_hidden()


def test_a_project_of_others_is_not_there(plan: Plan, visitor: Visitor) -> None:
    other = factories.ProjectFactory.create()
    page = visitor.visit(plan.people["official"], path=f"/projects/{other.pk}/")
    expect(page.locator(".message")).to_contain_text("There is no such project among yours.")
    page.goto(f"{visitor.base}/projects/{other.pk}/photos/")
    expect(page.locator(".message")).to_contain_text("There is no such project among yours.")


def test_an_empty_project_says_what_comes_where(plan: Plan, visitor: Visitor) -> None:
    empty = factories.ProjectFactory.create()
    factories.MembershipFactory.create(project=empty, user=plan.people["official"], role="official")
    page = visitor.visit(plan.people["official"], path=f"/projects/{empty.pk}/")
    main = page.locator("main")
    expect(main).to_contain_text("No open alert.")
    expect(main).to_contain_text("No buildings yet.")
    expect(main).to_contain_text("No photos yet.")
    page.get_by_role("link", name="All photos").click()
    expect(main).to_contain_text("What site managers send from their phones appears here.")


def test_photos_stand_by_day_and_building_and_come_as_far_as_one_scrolls(
    plan: Plan, visitor: Visitor
) -> None:
    photos_add(plan, 70)
    page = _album(plan, visitor)

    # the first page holds sixty; the end of it is below the fold
    expect(page.locator(".tile").first).to_be_visible()
    expect(page.locator(".day").first.locator("h4")).to_contain_text("Plant building 3#")
    page.keyboard.press("End")
    expect(page.locator(".tile")).to_have_count(71)
    expect(page.get_by_role("button", name="More photos")).to_have_count(0)


def test_a_building_is_chosen_in_the_address(plan: Plan, visitor: Visitor) -> None:
    page = _album(plan, visitor)
    page.get_by_label("Building").select_option(label="Plant building 1#")
    expect(page).to_have_url(re.compile(rf"\?building={plan.fine_building.pk}$"))
    expect(page.locator(".tile")).to_have_count(0)
    page.go_back()
    expect(page.locator(".tile")).to_have_count(1)


def test_the_viewer_goes_on_by_key_swipe_and_button(plan: Plan, visitor: Visitor) -> None:
    photos_add(plan, 3)
    plan.photo.grade = EvidenceGrade.WEAK
    plan.photo.grade_reasons = [{**REASON, "code": GradeReason.METADATA_STRIPPED}]
    plan.photo.save()
    page = _album(plan, visitor, width=390)

    page.locator(".tile").first.click()

    viewer = page.get_by_role("dialog", name="Photo")
    expect(viewer).to_contain_text("1 of 4")
    expect(viewer).to_contain_text("东南角")
    expect(viewer).to_contain_text("time from the camera, with its time zone")
    viewer.get_by_text("Evidence: weak").click()
    expect(viewer).to_contain_text("the file has no camera data")
    page.keyboard.press("ArrowRight")
    expect(viewer).to_contain_text("2 of 4")
    expect(viewer.get_by_role("img", name="第 0 张")).to_be_visible()
    viewer.locator(".viewer-stage").evaluate(SWIPE)
    expect(viewer).to_contain_text("3 of 4")
    viewer.get_by_role("button", name="Older").click()
    expect(viewer).to_contain_text("4 of 4")
    expect(viewer.get_by_role("button", name="Older")).to_be_disabled()
    page.keyboard.press("Escape")
    expect(viewer).to_have_count(0)
    assert visitor.complaints == []


def test_a_photo_that_comes_later_appears_by_itself(plan: Plan, visitor: Visitor) -> None:
    page = _album(plan, visitor)
    expect(page.locator(".tile")).to_have_count(1)
    later = visitor.tab(page.context)
    later.clock.install()
    later.goto(page.url)
    expect(later.locator(".tile")).to_have_count(1)
    photos_add(plan, 1)
    later.clock.run_for(31_000)
    expect(later.locator(".tile")).to_have_count(2)
