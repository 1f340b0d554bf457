"""What stands beside the Gantt: what was approved, how far the plan has moved, and the S-curve."""

import datetime

import pytest
from playwright.sync_api import Locator, Page, expect

from projects import models
from projects.services import planning
from projects.services.planning.baselines import baseline_take
from tests.web.conftest import IN_A_BROWSER, Plan, Visitor
from tests.web.gantt import opened
from tests.web.test_access import TOO_WIDE, axe, violations

pytestmark = IN_A_BROWSER
__all__ = ["axe"]

Found = dict[str, models.Activity]


def panel_of(page: Page, name: str) -> Locator:
    return page.get_by_role("complementary", name=name)


def frozen(panel: Locator, name: str) -> None:
    """Freeze the plan as it stands under a name."""
    panel.get_by_label("Name").fill(name)
    panel.get_by_role("button", name="Freeze").click()
    expect(panel.get_by_text(f"{name} is frozen")).to_be_visible()


def slips(plan: Plan, activity: models.Activity, days: int) -> None:
    """Somebody makes an activity longer."""
    models.Activity.objects.filter(pk=activity.pk).update(duration_days=days)
    planning.schedule_compute(project=plan.project, options={}, now=plan.now)


def approved_long_ago(plan: Plan) -> None:
    """A month ago the plan was to begin ten days later, and nothing has been done of it."""
    ago = datetime.timedelta(days=1)
    models.Project.objects.filter(pk=plan.project.pk).update(planned_start=plan.today - 20 * ago)
    baseline_take(
        project=plan.project,
        user=plan.people["planner"],
        data={"name": "批复计划", "is_current": True},
        now=plan.now - 30 * ago,
    )
    planning.schedule_compute(project=plan.project, options={}, now=plan.now)


def test_a_plan_is_frozen_and_then_compared(computed: Found, plan: Plan, visitor: Visitor) -> None:
    page = opened(visitor, plan, panel="baselines")
    panel = panel_of(page, "Baselines")
    expect(panel).to_contain_text("No baseline yet")
    frozen(panel, "Approved plan")
    expect(panel.get_by_text("Approved plan is frozen")).to_contain_text("quality lacks: Logic")
    expect(panel).to_contain_text("Nothing has moved")
    assert models.Baseline.objects.get().is_current

    slips(plan, computed["A"], 20)
    page.reload()
    row = panel.get_by_role("row").filter(has_text="A Work A")
    expect(row.get_by_role("cell").last).to_have_text("+14 d")
    expect(panel.get_by_role("row").filter(has_text="B Work B")).to_contain_text("+14 d")
    row.get_by_role("button").click()
    expect(page.locator(".gantt-grid [aria-selected=true]")).to_have_text("Work A")
    assert visitor.complaints == []


def test_an_older_baseline_is_made_the_current_one(
    computed: Found, plan: Plan, visitor: Visitor
) -> None:
    page = opened(visitor, plan, panel="baselines")
    panel = panel_of(page, "Baselines")
    frozen(panel, "First")
    slips(plan, computed["A"], 20)
    frozen(panel, "Second")
    expect(panel).to_contain_text("Nothing has moved")
    panel.get_by_label("Compared with").select_option(
        str(models.Baseline.objects.earliest("pk").pk)
    )
    expect(panel.get_by_role("row").filter(has_text="A Work A")).to_contain_text("+14 d")
    panel.get_by_role("button", name="Make this the current one").click()
    expect(panel.get_by_role("button", name="Make this the current one")).to_have_count(0)
    assert models.Baseline.objects.get(is_current=True).name == "First"
    assert visitor.complaints == []


@pytest.mark.usefixtures("computed")
def test_a_plan_of_poor_quality_is_not_frozen_where_that_is_asked(
    plan: Plan, visitor: Visitor
) -> None:
    models.Project.objects.filter(pk=plan.project.pk).update(quality_policy="refuse")
    page = opened(visitor, plan, panel="baselines")
    panel = panel_of(page, "Baselines")
    panel.get_by_label("Name").fill("Approved plan")
    panel.get_by_role("button", name="Freeze").click()
    expect(panel.get_by_role("alert")).to_contain_text("fails the quality check")
    assert not models.Baseline.objects.exists()


@pytest.mark.usefixtures("computed")
def test_the_curve_says_how_far_behind(plan: Plan, visitor: Visitor) -> None:
    approved_long_ago(plan)
    page = opened(visitor, plan, panel="curve")
    panel = panel_of(page, "S-curve")
    expect(panel.locator(".curve-picture canvas")).to_be_visible()
    expect(panel.get_by_role("status")).to_contain_text("points behind")
    panel.get_by_text("Period by period").click()
    rows = panel.get_by_role("row")
    expect(rows.first).to_contain_text("Earliest")
    assert rows.count() > 2
    panel.get_by_label("Step").select_option("month")
    expect(panel.locator(".curve-picture canvas")).to_be_visible()
    assert visitor.complaints == []


@pytest.mark.usefixtures("computed")
def test_a_viewer_freezes_nothing(plan: Plan, visitor: Visitor) -> None:
    page = opened(visitor, plan, role="viewer", panel="baselines")
    expect(panel_of(page, "Baselines")).to_contain_text("No baseline yet")
    expect(panel_of(page, "Baselines").locator("form")).to_have_count(0)


@pytest.mark.parametrize(("panel", "shown"), [("baselines", "table"), ("curve", "canvas")])
def test_axe_finds_nothing_in_chinese_and_dark(
    computed: Found, plan: Plan, visitor: Visitor, axe: str, panel: str, shown: str
) -> None:
    approved_long_ago(plan)
    slips(plan, computed["A"], 20)
    page = opened(visitor, plan, panel=panel, language="zh-hans")
    page.context.add_cookies([{"name": "theme", "value": "dark", "url": visitor.base}])
    page.reload()
    page.wait_for_selector("canvas[data-drawn]")
    expect(page.locator(f".gantt-panel {shown}").first).to_be_visible()
    for width, height in ((1440, 900), (390, 844)):
        page.set_viewport_size({"width": width, "height": height})
        assert violations(page, axe) == []
        assert page.evaluate(TOO_WIDE) == []
