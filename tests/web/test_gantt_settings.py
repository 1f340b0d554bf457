"""What a plan stands on, set beside its Gantt: dates, calendar, buildings, templates."""

import datetime

import pytest
from playwright.sync_api import Locator, Page, expect

from projects import models
from tests import factories
from tests.web.conftest import IN_A_BROWSER, Plan, Visitor
from tests.web.gantt import opened
from tests.web.test_access import AXE, violations

pytestmark = IN_A_BROWSER


def _panel(page: Page) -> Locator:
    panel = page.get_by_role("complementary", name="Schedule")
    expect(panel.get_by_role("heading", name="Schedule")).to_be_visible()
    return panel


@pytest.mark.usefixtures("computed")
def test_a_later_start_is_computed_and_says_what_it_moved(plan: Plan, visitor: Visitor) -> None:
    page = opened(visitor, plan, panel="settings")
    panel = _panel(page)
    expect(panel).to_contain_text("Last computed")
    later = plan.today + datetime.timedelta(days=25)
    panel.get_by_label("Planned start").fill(later.isoformat())
    panel.get_by_label("Must finish by").fill(later.isoformat())
    panel.get_by_role("button", name="Compute").click()

    outcome = panel.locator(".settings-outcome")
    expect(outcome).to_contain_text("The finish moved from")
    expect(outcome).to_contain_text("by which it must finish")
    expect(panel.get_by_label("Planned start")).to_have_value(later.isoformat())
    plan.project.refresh_from_db()
    assert plan.project.planned_start == later
    assert visitor.complaints == []


def test_a_loop_names_its_activities_and_leads_to_them(
    computed: dict[str, models.Activity], plan: Plan, visitor: Visitor
) -> None:
    models.Link.objects.create(
        project=plan.project, predecessor=computed["B"], successor=computed["A"]
    )
    page = opened(visitor, plan, panel="settings")
    panel = _panel(page)
    panel.get_by_role("button", name="Compute").click()
    expect(panel.get_by_role("alert")).to_contain_text("loop")
    panel.get_by_role("button", name="B", exact=True).click()
    row = page.get_by_role("treegrid").get_by_role("row").filter(has_text="Work B")
    expect(row.locator("[aria-selected=true]")).to_have_count(1)


@pytest.mark.usefixtures("computed")
def test_chinas_holidays_become_the_projects_calendar(plan: Plan, visitor: Visitor) -> None:
    page = opened(visitor, plan, panel="settings")
    panel = _panel(page)
    panel.get_by_role("button", name="Make a calendar of China's holidays").click()
    panel.get_by_text("Holidays and make-up days").click()
    panel.get_by_label("Year").select_option("2026")
    expect(panel.locator(".settings-year li").first).to_contain_text("2026-01-01")
    panel.get_by_role("button", name="Compute").click()
    expect(panel.locator(".settings-outcome")).to_contain_text("Moved")
    plan.project.refresh_from_db()
    assert plan.project.calendar is not None
    assert plan.project.calendar.exceptions.exists()


def test_an_empty_project_gets_a_building_and_its_plan_from_a_template(
    plan: Plan, people: dict[str, models.User], visitor: Visitor
) -> None:
    project = factories.ProjectFactory.create(planned_start=plan.today)
    factories.MembershipFactory.create(project=project, user=people["planner"], role="planner")
    page = visitor.visit(plan.people["planner"], path=f"/projects/{project.pk}/gantt/")
    page.get_by_role("button", name="From a template").click()
    panel = _panel(page)
    panel.get_by_label("Code", exact=True).fill("4#")
    panel.get_by_label("Name", exact=True).fill("4# 厂房")
    panel.get_by_label("Floors").fill("3")
    panel.get_by_role("button", name="Add the building").click()
    expect(panel.get_by_label("Codes begin with")).to_have_value("4#-")
    expect(panel).to_contain_text("of them milestones")
    panel.get_by_role("button", name="activities").click()
    expect(panel.get_by_text("were added")).to_be_visible()
    expect(page.get_by_role("treegrid").get_by_role("row").nth(2)).to_be_visible()
    made = project.activities.all()
    assert made.count() > 10
    assert all(each.building is not None and each.code.startswith("4#-") for each in made)
    assert visitor.complaints == []


@pytest.mark.usefixtures("computed")
def test_a_viewer_reads_the_settings_only(plan: Plan, visitor: Visitor) -> None:
    page = opened(visitor, plan, role="viewer", panel="settings")
    panel = _panel(page)
    expect(panel.get_by_label("Data date")).to_be_disabled()
    expect(panel.get_by_role("button", name="Compute")).to_have_count(0)
    expect(panel.get_by_text("New building")).to_have_count(0)


@pytest.mark.usefixtures("computed")
@pytest.mark.parametrize(("language", "width"), [("zh-hans", 390), ("en", 1440)])
def test_axe_finds_nothing_in_the_dark(
    plan: Plan, visitor: Visitor, language: str, width: int
) -> None:
    page = opened(visitor, plan, panel="settings", language=language, width=width)
    page.context.add_cookies([{"name": "theme", "value": "dark", "url": visitor.base}])
    page.reload()
    page.wait_for_selector(".settings form")
    for summary in page.locator(".settings summary").all():
        summary.click()
    assert violations(page, AXE.read_text(encoding="utf-8")) == []
