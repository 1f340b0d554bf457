"""What stands beside the Gantt: a finish looked back from."""

import datetime

import pytest
from playwright.sync_api import Locator, Page, expect

from projects import models
from tests.web.conftest import IN_A_BROWSER, Plan, Visitor
from tests.web.gantt import opened
from tests.web.test_access import TOO_WIDE, axe, violations

pytestmark = IN_A_BROWSER
__all__ = ["axe"]


def _asked(page: Page, *, code: str, by: datetime.date) -> Locator:
    panel = page.get_by_role("complementary", name="Backward")
    panel.get_by_label("Code of the goal").fill(code)
    panel.get_by_label("Finished by").fill(str(by))
    panel.get_by_role("button", name="Look back").click()
    return panel


def test_a_date_too_early_says_by_how_much_and_what_decides(
    computed: dict[str, models.Activity], plan: Plan, visitor: Visitor
) -> None:
    page = opened(visitor, plan, panel="backward")
    by = plan.today + datetime.timedelta(days=4)
    panel = _asked(page, code="B", by=by)
    verdict = panel.locator(".backward-short")
    expect(verdict).to_contain_text("Not feasible")
    expect(verdict).to_contain_text(f"Asked for {by}")
    expect(panel).to_contain_text("What decides")
    expect(panel).to_contain_text("contract date")
    expect(panel).to_contain_text("Too late to start")

    panel.get_by_role("button", name="A Work A").first.click()
    expect(page.locator(".gantt-grid [aria-selected=true]")).to_have_text("Work A")
    expect(panel.get_by_role("button", name="Take the active A")).to_be_visible()
    panel.get_by_text("All latest dates").click()
    expect(panel.get_by_role("row").filter(has_text="Work B")).to_contain_text(str(by))
    assert visitor.complaints == []


@pytest.mark.usefixtures("computed")
def test_what_a_panel_names_is_gone_to_wherever_it_is_hidden(plan: Plan, visitor: Visitor) -> None:
    page = opened(visitor, plan, panel="backward")
    panel = _asked(page, code="B", by=plan.today)
    jump = panel.get_by_role("button", name="B Work B").first
    chosen = page.locator(".gantt-grid [aria-selected=true]")
    page.get_by_label("Find a code or a name").fill("work a")
    expect(page.locator(".gantt-found")).to_have_text("1 of 4")
    jump.click()
    expect(chosen).to_have_text("Work B")
    expect(page.locator(".gantt-found")).to_have_text("4 of 4")

    page.get_by_role("button", name="Close all").click()
    page.get_by_role("button", name="Day", exact=True).click()
    scroller = page.locator(".gantt-scroller")
    scroller.evaluate("element => element.scrollTo({left: 0})")
    jump.click()
    expect(chosen).to_have_text("Work B")
    expect(scroller).not_to_have_js_property("scrollLeft", 0)
    assert visitor.complaints == []


def test_a_code_that_is_none_is_said_at_the_field(
    computed: dict[str, models.Activity], plan: Plan, visitor: Visitor
) -> None:
    page = opened(visitor, plan, panel="backward")
    panel = _asked(page, code="nothing", by=plan.today)
    expect(panel.get_by_text("The plan has no such code.")).to_be_visible()
    assert panel.locator(".backward-verdict").count() == 0


def test_a_planner_adopts_what_shortens_the_plan(
    computed: dict[str, models.Activity], plan: Plan, visitor: Visitor
) -> None:
    models.Activity.objects.filter(pk=computed["A"].pk).update(
        compression_limit_days=6, compression_cost_per_day=100
    )
    computed["B"].refresh_from_db()
    page = opened(visitor, plan, panel="backward")
    panel = page.get_by_role("complementary", name="Backward")
    panel.get_by_label("Search what to shorten").check()
    panel = _asked(page, code="B", by=_finish_of(page) - datetime.timedelta(days=1))
    expect(panel).to_contain_text("the least cost is", timeout=30_000)
    panel.get_by_role("button", name="Adopt").click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("The contract date of B becomes")
    expect(dialog).to_contain_text("d less")
    dialog.get_by_role("button", name="Adopt").click()
    expect(panel).to_contain_text("Adopted; moved:")
    computed["A"].refresh_from_db()
    computed["B"].refresh_from_db()
    assert computed["A"].duration_days < 10
    assert computed["B"].finish_by is not None
    assert visitor.complaints == []


def _finish_of(page: Page) -> datetime.date:
    row = page.get_by_role("row").filter(has_text="Work B")
    return datetime.date.fromisoformat(row.get_by_role("gridcell").nth(5).inner_text()[:10])


def test_a_plan_that_changed_meanwhile_is_not_adopted(
    computed: dict[str, models.Activity], plan: Plan, visitor: Visitor
) -> None:
    page = opened(visitor, plan, panel="backward")
    panel = _asked(page, code="B", by=plan.today + datetime.timedelta(days=90))
    expect(panel.locator(".backward-met")).to_contain_text("Feasible")
    models.Activity.objects.filter(pk=computed["A"].pk).update(duration_days=12)
    panel.get_by_role("button", name="Adopt").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name="Adopt").click()
    expect(dialog).to_contain_text("The plan has changed since. Look again.")
    expect(dialog).to_contain_text("Request")
    expect(dialog.get_by_role("button", name="Adopt")).to_be_disabled()
    dialog.get_by_role("button", name="Cancel").click()
    computed["B"].refresh_from_db()
    assert computed["B"].finish_by is None


@pytest.mark.usefixtures("computed")
def test_a_viewer_looks_and_adopts_nothing(plan: Plan, visitor: Visitor) -> None:
    page = opened(visitor, plan, role="viewer", panel="backward")
    panel = _asked(page, code="", by=plan.today + datetime.timedelta(days=4))
    expect(panel.locator(".backward-verdict")).to_be_visible()
    expect(panel.get_by_role("button", name="Adopt")).to_have_count(0)


@pytest.mark.usefixtures("computed")
def test_axe_finds_nothing_in_chinese_and_dark(plan: Plan, visitor: Visitor, axe: str) -> None:
    page = opened(visitor, plan, panel="backward", language="zh-hans")
    page.context.add_cookies([{"name": "theme", "value": "dark", "url": visitor.base}])
    for width, height in ((1440, 900), (390, 844)):
        page.set_viewport_size({"width": width, "height": height})
        page.reload()
        page.wait_for_selector("canvas[data-drawn]")
        page.get_by_label("最迟完成日期").fill(str(plan.today))
        page.get_by_role("button", name="倒排", exact=True).last.click()
        expect(page.locator(".backward-verdict")).to_be_visible()
        page.locator(".gantt-panel summary").click()
        assert violations(page, axe) == []
        assert page.evaluate(TOO_WIDE) == []
