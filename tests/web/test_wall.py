"""The wall: turns by itself, is read from afar, needs no mouse; and the maps."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from projects.models import Project
from tests import factories
from tests.web.conftest import IN_A_BROWSER, Plan, Visitor
from tests.web.test_access import TOO_WIDE, axe, violations

pytestmark = IN_A_BROWSER
__all__ = ["axe"]

# one sheet's time and a little more
TURN_MS = 15_100
# twice the text of a page that one sits before
READ_AT_FIVE_METRES_PX = 36
AREA = {
    "type": "Polygon",
    "coordinates": [
        [[119.2, 36.7], [119.21, 36.7], [119.21, 36.71], [119.2, 36.71], [119.2, 36.7]]
    ],
}
GRANTED = """() => {
    window.asked = 0
    Object.defineProperty(navigator, 'wakeLock', {value: {request: async () => {
        window.asked += 1
        return Object.assign(new EventTarget(), {release: async () => undefined})
    }}})
}"""


def _wall(plan: Plan, visitor: Visitor, **size: int) -> Page:
    page = visitor.visit(plan.people["official"], path="/wall/")
    if size:
        page.set_viewport_size({"width": size["width"], "height": size["height"]})
    return page


def _heading(page: Page) -> Locator:
    return page.locator("main h2")


def _size(words: Locator) -> float:
    """In CSS pixels."""
    return float(words.first.evaluate("one => parseFloat(getComputedStyle(one).fontSize)"))


def test_it_turns_by_itself_and_by_key(plan: Plan, visitor: Visitor) -> None:
    first = _wall(plan, visitor)
    page = visitor.tab(first.context)
    page.clock.install()
    page.goto(first.url)
    expect(_heading(page)).to_have_text("All projects")

    page.clock.run_for(TURN_MS)
    expect(_heading(page)).to_have_text("Map of the projects")
    page.clock.run_for(TURN_MS)
    expect(_heading(page)).to_contain_text("Goertek VR base")
    page.keyboard.press("ArrowRight")
    expect(_heading(page)).to_have_text("All projects")
    page.keyboard.press("ArrowLeft")
    expect(_heading(page)).to_contain_text("Goertek VR base")
    page.get_by_role("button", name="Pause").press("Enter")
    page.clock.run_for(3 * TURN_MS)
    expect(_heading(page)).to_contain_text("Goertek VR base")
    assert visitor.complaints == []


def test_it_refreshes_without_a_reload(plan: Plan, visitor: Visitor) -> None:
    first = _wall(plan, visitor)
    page = visitor.tab(first.context)
    page.clock.install()
    page.goto(first.url)
    expect(page.locator(".wall-row")).to_have_count(1)
    added = factories.ProjectFactory.create(name_en="Another base")
    factories.MembershipFactory.create(project=added, user=plan.people["official"])
    page.get_by_role("button", name="Pause").click()
    page.clock.run_for(31_000)
    expect(page.locator(".wall-row")).to_have_count(2)


def test_its_words_are_read_at_five_metres(plan: Plan, visitor: Visitor) -> None:
    page = _wall(plan, visitor, width=1920, height=1080)
    assert _size(page.locator(".wall-row strong")) >= READ_AT_FIVE_METRES_PX
    page.keyboard.press("ArrowLeft")
    expect(page.locator(".wall-building")).to_have_count(2)
    assert _size(page.locator(".wall-next")) >= READ_AT_FIVE_METRES_PX
    # a television does not scroll
    assert page.evaluate("document.documentElement.scrollHeight <= innerHeight")


def test_it_keeps_the_screen_awake_or_says_that_it_cannot(plan: Plan, visitor: Visitor) -> None:
    page = _wall(plan, visitor)
    awake = visitor.tab(page.context)
    awake.add_init_script(f"({GRANTED})()")
    awake.goto(page.url)
    expect(awake.locator(".wall-foot")).not_to_contain_text("may fall asleep")
    assert awake.evaluate("window.asked") >= 1
    asleep = visitor.tab(page.context)
    asleep.add_init_script("delete Navigator.prototype.wakeLock")
    asleep.goto(page.url)
    expect(asleep.locator(".wall-foot")).to_contain_text("may fall asleep")


def test_it_fills_the_screen_when_asked(plan: Plan, visitor: Visitor) -> None:
    page = _wall(plan, visitor)
    page.get_by_role("button", name="Full screen").click()
    page.wait_for_function("document.fullscreenElement !== null")


@pytest.mark.parametrize("size", [(390, 844), (1440, 900), (1920, 1080)])
def test_axe_finds_nothing_on_any_sheet(
    plan: Plan, visitor: Visitor, axe: str, size: tuple[int, int]
) -> None:
    plan.project.site_boundary = AREA
    plan.project.save()
    page = _wall(plan, visitor)
    page.set_viewport_size({"width": size[0], "height": size[1]})
    for language, theme in (("zh-hans", "dark"), ("en", "light")):
        for cookie, value in (("django_language", language), ("theme", theme)):
            page.context.add_cookies([{"name": cookie, "value": value, "url": visitor.base}])
        page.reload()
        for _sheet in range(3):
            expect(_heading(page)).to_be_visible()
            assert violations(page, axe) == []
            assert page.evaluate(TOO_WIDE) == []
            page.keyboard.press("ArrowRight")


def test_nobody_s_wall_says_what_to_do(plan: Plan, visitor: Visitor) -> None:
    page = visitor.visit(plan.people["stranger"], path="/wall/")
    expect(page.locator("main")).to_contain_text("You belong to no project yet.")


def test_the_board_unfolds_a_map_that_leads_to_the_projects(plan: Plan, visitor: Visitor) -> None:
    plan.project.site_boundary = AREA
    plan.project.save()
    added = factories.ProjectFactory.create(name_en="Another base")
    factories.MembershipFactory.create(project=added, user=plan.people["official"])
    page = visitor.visit(plan.people["official"])

    page.get_by_text("Map", exact=True).click()

    folded = page.locator(".board-map")
    expect(folded).to_contain_text("for want of a site boundary: Another base")
    named = f"Goertek VR base {plan.project.code}: Orange"
    folded.get_by_role("link", name=named).click()
    expect(page).to_have_url(re.compile(rf"/projects/{plan.project.pk}/$"))
    assert Project.objects.get(pk=plan.project.pk).site_boundary == AREA
    expect(page.locator(".map")).to_be_visible()


def test_a_site_shows_its_buildings_in_their_lights(plan: Plan, visitor: Visitor) -> None:
    plan.late_building.footprint = AREA
    plan.late_building.save()
    page = visitor.visit(plan.people["official"], path=f"/projects/{plan.project.pk}/")
    drawn = page.get_by_role("group", name="The site from above")
    expect(drawn.get_by_role("img", name="Plant building 3#: Orange")).to_be_visible()
