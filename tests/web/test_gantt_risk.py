"""What stands beside the Gantt: the plan's quality, its risk, and what waits for resources."""

import datetime
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from projects import models
from projects.services import analyses, planning
from tests import factories
from tests.projects.api.schedule.levellings import needs
from tests.web.conftest import IN_A_BROWSER, Plan, Visitor
from tests.web.gantt import opened
from tests.web.test_access import TOO_WIDE, axe, violations

# the analyses' machine code is made once, which takes a while
pytestmark = [*IN_A_BROWSER, pytest.mark.timeout(400)]
__all__ = ["axe"]

Found = dict[str, models.Activity]
SLOW_MS = 30_000


def panel_of(page: Page, name: str) -> Locator:
    return page.get_by_role("complementary", name=name)


def worker_does() -> None:
    """What was asked last, as the worker does it when its bell rings."""
    asked = models.Analysis.objects.latest("pk")
    analyses.analysis_run(analysis_id=asked.pk)


@pytest.fixture
def crane(computed: Found, plan: Plan) -> models.Resource:
    """A and B beside one another want the one crane."""
    models.Link.objects.all().delete()
    resource = factories.ResourceFactory.create(
        project=plan.project, code="TC", name="塔吊", name_en="Tower crane"
    )
    needs(resource, computed, A=1, B=1)
    planning.schedule_compute(project=plan.project, options={}, now=plan.now)
    return resource


def test_the_quality_sheet_leads_to_what_offends(
    computed: Found, plan: Plan, visitor: Visitor
) -> None:
    page = opened(visitor, plan, panel="quality")
    panel = panel_of(page, "Quality")
    expect(panel.get_by_role("status")).to_contain_text("points fail")
    expect(panel.locator(".quality-points > li")).to_have_count(14)
    logic = panel.locator(".quality-points > li").first
    expect(logic).to_contain_text("Logic")
    expect(logic).to_contain_text("Fail")
    logic.locator("summary").click()
    logic.get_by_role("button", name="A Work A").click()
    expect(page.locator(".gantt-grid [aria-selected=true]")).to_have_text("Work A")
    assert visitor.complaints == []


def test_a_risk_analysis_is_asked_followed_and_read(
    computed: Found, plan: Plan, visitor: Visitor
) -> None:
    promised = plan.today + datetime.timedelta(days=400)
    models.Project.objects.filter(pk=plan.project.pk).update(must_finish_by=promised)
    page = opened(visitor, plan, panel="risk")
    panel = panel_of(page, "Risk")
    expect(panel).to_contain_text("No analysis yet")
    panel.get_by_label("Iterations").select_option("1000")
    panel.get_by_role("button", name="Analyse").click()
    expect(panel.get_by_role("alert")).to_contain_text("Say what varies")

    panel.get_by_label("One range for all work that has none").check()
    panel.get_by_label("At worst %").fill("160")
    panel.get_by_role("button", name="Analyse").click()
    expect(panel.get_by_role("status")).to_contain_text("Waiting for its turn")
    worker_does()
    expect(panel.get_by_role("img")).to_be_visible(timeout=SLOW_MS)
    assert panel.locator(".risk-picture .risk-bar").count() > 3
    expect(panel.get_by_role("row").filter(has_text="Planned")).to_contain_text("% likely")
    contract = panel.get_by_role("row").filter(has_text="Contract date")
    expect(contract).to_contain_text(promised.isoformat())
    for name in ("P10", "P50", "P80", "P95"):
        expect(panel.get_by_role("row").filter(has_text=name)).to_contain_text("20")
    expect(panel).to_contain_text("1000 iterations")
    panel.get_by_label("Sorted by").select_option("criticality")
    panel.get_by_role("button", name="A Work A").click()
    expect(page.locator(".gantt-grid [aria-selected=true]")).to_have_text("Work A")

    models.Activity.objects.filter(pk=computed["A"].pk).update(duration_days=30)
    planning.schedule_compute(project=plan.project, options={}, now=plan.now)
    page.reload()
    expect(panel).to_contain_text("The plan has changed since")


def test_a_levelling_is_proposed_explained_and_adopted(
    computed: Found, crane: models.Resource, plan: Plan, visitor: Visitor
) -> None:
    page = opened(visitor, plan, panel="levelling")
    panel = panel_of(page, "Levelling")
    expect(panel).to_contain_text("No proposal yet")
    expect(panel.locator(".usage-over").first).to_be_attached()
    panel.get_by_label("Look for something better").fill("0")
    panel.get_by_role("button", name="Propose").click()
    expect(panel).to_contain_text("Work that moves later (1)", timeout=SLOW_MS)
    expect(panel).to_contain_text("waits for Tower crane")
    expect(panel).to_contain_text("Proven to be the best")
    panel.get_by_role("button", name="Adopt").click()
    page.get_by_role("dialog").get_by_role("button", name="Adopt").click()
    expect(panel).to_contain_text("Adopted.")
    expect(panel.locator(".usage-over")).to_have_count(0)
    assert models.Activity.objects.filter(levelled_start__isnull=False).count() == 1
    assert visitor.complaints == []


def test_a_proposal_of_another_plan_is_refused_in_words(
    computed: Found, crane: models.Resource, plan: Plan, visitor: Visitor
) -> None:
    page = opened(visitor, plan, panel="levelling")
    panel = panel_of(page, "Levelling")
    panel.get_by_label("Look for something better").fill("0")
    panel.get_by_role("button", name="Propose").click()
    expect(panel.get_by_role("button", name="Adopt")).to_be_visible(timeout=SLOW_MS)
    models.Activity.objects.filter(pk=computed["A"].pk).update(duration_days=30)
    planning.schedule_compute(project=plan.project, options={}, now=plan.now)
    panel.get_by_role("button", name="Adopt").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name="Adopt").click()
    expect(dialog.get_by_role("alert")).to_contain_text("The plan has changed since")
    dialog.get_by_role("button", name="Cancel").click()
    panel.get_by_role("button", name="Drop it").click()
    expect(panel).to_contain_text("No proposal yet")
    assert not models.Activity.objects.filter(levelled_start__isnull=False).exists()


@pytest.mark.usefixtures("computed")
def test_without_resources_it_says_what_to_do(plan: Plan, visitor: Visitor) -> None:
    page = opened(visitor, plan, panel="levelling")
    expect(panel_of(page, "Levelling")).to_contain_text("This project has no resources")


@pytest.mark.usefixtures("crane")
def test_a_viewer_asks_for_nothing(plan: Plan, visitor: Visitor) -> None:
    for panel, name in (("risk", "Risk"), ("levelling", "Levelling")):
        page = opened(visitor, plan, role="viewer", panel=panel)
        expect(panel_of(page, name)).to_be_visible()
        expect(panel_of(page, name).locator("form")).to_have_count(0)


def _quality(page: Page) -> None:
    page.locator(".quality-points summary").first.click()


def _risk(page: Page) -> None:
    page.locator(".risk-own input").check()
    page.get_by_role("button", name="分析", exact=True).last.click()
    expect(page.get_by_role("status").filter(has_text="排队中")).to_be_visible()
    worker_does()
    expect(page.locator(".risk-picture")).to_be_visible(timeout=SLOW_MS)


def _levelling(page: Page) -> None:
    page.get_by_label("再查找更好的方案").fill("0")
    page.get_by_role("button", name="提出方案").click()
    expect(page.get_by_role("button", name="放弃方案")).to_be_visible(timeout=SLOW_MS)
    page.locator(".gantt-panel summary").click()


@pytest.mark.usefixtures("crane")
@pytest.mark.parametrize(
    ("panel", "filled"), [("quality", _quality), ("risk", _risk), ("levelling", _levelling)]
)
def test_axe_finds_nothing_in_chinese_and_dark(
    plan: Plan, visitor: Visitor, axe: str, panel: str, filled: Callable[[Page], None]
) -> None:
    page = opened(visitor, plan, panel=panel, language="zh-hans")
    page.context.add_cookies([{"name": "theme", "value": "dark", "url": visitor.base}])
    page.reload()
    page.wait_for_selector("canvas[data-drawn]")
    filled(page)
    for width, height in ((1440, 900), (390, 844)):
        page.set_viewport_size({"width": width, "height": height})
        assert violations(page, axe) == []
        assert page.evaluate(TOO_WIDE) == []
