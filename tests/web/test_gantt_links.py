"""Links in the Gantt: drawn from bar to bar, picked, hung elsewhere, deleted and brought back."""

import datetime

import pytest
from django.db.models import F
from playwright.sync_api import expect

from projects import models
from projects.services import planning
from tests import factories
from tests.web.conftest import IN_A_BROWSER, Plan, Visitor
from tests.web.gantt import LINKS, cell, opened
from tests.web.gantt_chart import (
    body_of,
    dragged,
    found_by_cursor,
    knobs_of,
    line_clicked,
    middle_of,
)
from tests.web.test_access import TOO_WIDE, axe, violations

pytestmark = IN_A_BROWSER
__all__ = ["axe"]

Found = dict[str, models.Activity]
LINK = f"{LINKS}*/"


def test_a_link_is_drawn_from_bar_to_bar_and_undone(
    computed: Found, plan: Plan, visitor: Visitor
) -> None:
    models.Link.objects.all().delete()
    planning.schedule_compute(project=plan.project, options={}, now=plan.now)
    page = opened(visitor, plan)
    before = cell(page, "Work B", 4).inner_text()
    _start, finish = knobs_of(page, "Work A")
    start, _finish = knobs_of(page, "Work B")
    dragged(page, finish, start)
    expect(page.locator(".gantt-link-card")).to_contain_text("A Work A → B Work B")
    expect(cell(page, "Work B", 4)).not_to_have_text(before)
    link = models.Link.objects.get()
    assert (link.predecessor, link.successor, link.kind) == (computed["A"], computed["B"], "FS")

    page.get_by_role("button", name="Undo").click()
    expect(page.locator(".gantt-link-card")).to_have_count(0)
    assert not models.Link.objects.exists()
    assert visitor.complaints == []


@pytest.mark.usefixtures("computed")
def test_a_picked_link_is_changed_deleted_and_brought_back(plan: Plan, visitor: Visitor) -> None:
    page = opened(visitor, plan)
    line_clicked(page)
    card = page.locator(".gantt-link-card")
    expect(card).to_contain_text("A Work A → B Work B")
    card.get_by_label("Kind").select_option("SS")
    expect(card.get_by_label("Kind")).to_have_value("SS")
    expect(page.get_by_role("button", name="Undo")).to_be_enabled()
    assert models.Link.objects.get().kind == "SS"
    lag = card.get_by_label("Lag (days)")
    lag.fill("3")
    with page.expect_response(LINK):
        lag.press("Enter")
    assert models.Link.objects.get().lag_days == 3

    # from the card's head: in a field the key is the field's
    card.get_by_role("heading").click()
    with page.expect_response(LINK):
        card.press("Delete")
    expect(card).to_have_count(0)
    assert not models.Link.objects.exists()
    with page.expect_response(LINKS):
        page.get_by_role("button", name="Undo").click()
    link = models.Link.objects.get()
    assert (link.kind, float(link.lag_days)) == ("SS", 3.0)


@pytest.mark.usefixtures("computed")
@pytest.mark.parametrize("is_mine", [False, True])
def test_a_link_that_somebody_else_changed_is_shown_and_not_overwritten(
    plan: Plan, visitor: Visitor, axe: str, *, is_mine: bool
) -> None:
    page = opened(visitor, plan)
    line_clicked(page)
    card = page.locator(".gantt-link-card")
    assert violations(page, axe) == []
    # behind the page's back, as another planner's page would do it
    models.Link.objects.update(lag_days=7, version=F("version") + 1)
    lag = card.get_by_label("Lag (days)")
    lag.fill("3")
    lag.press("Enter")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("Somebody else has just changed A → B")
    expect(dialog.get_by_role("row", name="Lag (days)")).to_contain_text("3")
    assert violations(page, axe) == []
    assert models.Link.objects.get().lag_days == 7

    dialog.get_by_role("button", name="Set yours" if is_mine else "Keep what is there").click()
    expect(dialog).to_have_count(0)
    expect(lag).to_have_value("3" if is_mine else "7")
    expect(page.get_by_role("button", name="Undo")).to_be_enabled(enabled=is_mine)
    assert models.Link.objects.get().lag_days == (3 if is_mine else 7)


def test_starts_are_tied_and_an_end_is_hung_elsewhere_in_one_step(
    computed: Found, plan: Plan, visitor: Visitor
) -> None:
    models.Link.objects.all().delete()
    third = factories.ActivityFactory.create(
        project=plan.project,
        building=plan.late_building,
        code="C",
        name="工序 C",
        name_en="Work C",
        wbs="3.3",
        duration_days=5,
    )
    planning.schedule_compute(project=plan.project, options={}, now=plan.now)
    page = opened(visitor, plan)
    one, other = knobs_of(page, "Work A")[0], knobs_of(page, "Work B")[0]
    with page.expect_response(LINKS):
        dragged(page, one, other)
    link = models.Link.objects.get()
    assert (link.successor, link.kind) == (computed["B"], "SS")

    card = page.locator(".gantt-link-card")
    expect(card).to_contain_text("A Work A → B Work B")
    y = middle_of(page, "Work B")
    grip = (found_by_cursor(page, y, {"grab"})[0], y)
    with page.expect_response(LINK):
        dragged(page, grip, knobs_of(page, "Work C")[0])
    expect(card).to_contain_text("A Work A → C Work C")
    link = models.Link.objects.get()
    assert (link.successor, link.kind) == (third, "SS")
    with page.expect_response(LINK):
        page.get_by_role("button", name="Undo").click()
    assert models.Link.objects.get().successor == computed["B"]
    assert visitor.complaints == []


def test_links_are_added_and_removed_by_keys_alone(
    computed: Found, plan: Plan, visitor: Visitor
) -> None:
    page = opened(visitor, plan, panel="links")
    panel = page.get_by_role("complementary", name="Links")
    cell(page, "Work A", 2).click()
    expect(panel.get_by_role("region", name="Successors")).to_contain_text("B Work B")
    panel.get_by_label("Code of the activity").fill("nothing")
    panel.get_by_label("Code of the activity").press("Enter")
    expect(panel.get_by_role("alert")).to_contain_text("No activity has the code")
    panel.get_by_label("Code of the activity").fill("B")
    panel.get_by_label("Code of the activity").press("Enter")
    # B follows A already, so this closes a loop
    expect(panel.get_by_role("alert").first).to_contain_text("loop")
    assert models.Link.objects.count() == 1
    panel.get_by_role("button", name="Delete link A → B").press("Enter")
    expect(panel.get_by_role("region", name="Successors")).to_contain_text("None")
    assert not models.Link.objects.exists()


@pytest.mark.usefixtures("computed")
def test_progress_is_said_to_be_reported_on_site(plan: Plan, visitor: Visitor) -> None:
    page = opened(visitor, plan)
    cell(page, "Work A", 7).click()
    page.keyboard.type("50")
    expect(page.get_by_role("alert")).to_contain_text("reported on site")
    expect(page.locator(".gantt-editor")).to_have_count(0)


def test_a_bar_is_dragged_to_another_start(computed: Found, plan: Plan, visitor: Visitor) -> None:
    page = opened(visitor, plan)
    x, y = body_of(page, "Work A")
    dragged(page, (x, y), (x + 60, y))
    expect(page.get_by_role("button", name="Undo")).to_be_enabled()
    computed["A"].refresh_from_db()
    assert computed["A"].constraint == "snet"
    assert computed["A"].constraint_date is not None
    assert computed["A"].constraint_date > plan.today - datetime.timedelta(days=3)
    assert visitor.complaints == []


@pytest.mark.usefixtures("computed")
def test_the_chart_moves_on_under_what_is_held_at_its_rim(plan: Plan, visitor: Visitor) -> None:
    page = opened(visitor, plan)
    page.get_by_role("button", name="Day", exact=True).click()
    scrolled = "document.querySelector('.gantt-scroller').scrollLeft"
    x, y = body_of(page, "Work A")
    box = page.locator(".gantt-canvas").bounding_box()
    assert box is not None
    before = page.evaluate(scrolled)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(box["x"] + 4, y, steps=4)
    # the hand rests there
    while page.evaluate(scrolled) > before - 100:
        page.wait_for_timeout(20)
    page.mouse.move(x, y)
    after = page.evaluate(scrolled)
    page.wait_for_timeout(200)
    assert page.evaluate(scrolled) == after
    # the chart lies elsewhere under the pointer now, so the bar is let go at another date
    with page.expect_response("**/api/v1/activities/*/") as moved:
        page.mouse.up()
    assert moved.value.ok
    assert visitor.complaints == []


def test_a_block_is_pasted_over_what_is_there(
    computed: Found, plan: Plan, visitor: Visitor
) -> None:
    page = opened(visitor, plan)
    cell(page, "Work A", 3).click()
    page.evaluate(
        """() => {
          const data = new DataTransfer();
          data.setData('text/plain', '12\\n7\\n');
          const pasted = new ClipboardEvent('paste', {clipboardData: data, bubbles: true});
          document.activeElement.dispatchEvent(pasted);
        }"""
    )
    expect(cell(page, "Work A", 3)).to_have_text("12")
    expect(cell(page, "Work B", 3)).to_have_text("7")
    assert {
        row.code: row.duration_days for row in models.Activity.objects.filter(code__in="AB")
    } == {
        "A": 12,
        "B": 7,
    }


@pytest.mark.usefixtures("computed")
def test_axe_finds_nothing_in_chinese_and_dark(plan: Plan, visitor: Visitor, axe: str) -> None:
    page = opened(visitor, plan, panel="links", language="zh-hans")
    page.context.add_cookies([{"name": "theme", "value": "dark", "url": visitor.base}])
    page.reload()
    page.wait_for_selector("canvas[data-drawn]")
    cell(page, "工序 A", 3).click()
    page.keyboard.press("F2")
    expect(page.locator(".gantt-editor")).to_be_visible()
    assert violations(page, axe) == []
    page.keyboard.press("Escape")
    for width, height in ((1440, 900), (390, 844)):
        page.set_viewport_size({"width": width, "height": height})
        assert violations(page, axe) == []
        assert page.evaluate(TOO_WIDE) == []
