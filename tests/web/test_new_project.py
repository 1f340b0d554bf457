"""A planner makes a project on the board and goes on in its Gantt."""

from playwright.sync_api import expect

from projects import models
from tests.web.conftest import IN_A_BROWSER, Plan, Visitor
from tests.web.test_access import AXE, violations

pytestmark = IN_A_BROWSER


def test_a_planner_makes_a_project_and_plans_it(plan: Plan, visitor: Visitor) -> None:
    page = visitor.visit(plan.people["planner"])
    page.get_by_role("button", name="New project").click()
    dialog = page.get_by_role("dialog", name="New project")
    dialog.get_by_label("Code").fill(plan.project.code)
    dialog.get_by_label("Name", exact=True).fill("二期")
    dialog.get_by_label("Planned start").fill("2026-12-01")
    dialog.get_by_label("Time zone").select_option("Asia/Shanghai")
    dialog.get_by_role("button", name="Make it").click()
    expect(dialog.get_by_role("alert")).to_contain_text("already taken")

    dialog.get_by_label("Code").fill("PHASE-2")
    dialog.get_by_role("button", name="Make it").click()
    page.wait_for_url("**/gantt/?panel=settings")
    expect(page.get_by_role("button", name="Add the building")).to_be_visible()
    made = models.Project.objects.get(code="PHASE-2")
    assert (made.name, made.time_zone) == ("二期", "Asia/Shanghai")
    assert made.memberships.get().role == "project_admin"


def test_axe_finds_nothing_in_the_dialog_on_a_dark_phone(plan: Plan, visitor: Visitor) -> None:
    page = visitor.visit(plan.people["planner"], language="zh-hans", width=390)
    page.context.add_cookies([{"name": "theme", "value": "dark", "url": visitor.base}])
    page.reload()
    page.get_by_role("button", name="新建项目").click()
    expect(page.get_by_role("dialog")).to_be_visible()
    assert violations(page, AXE.read_text(encoding="utf-8")) == []


def test_who_plans_nowhere_makes_no_project(plan: Plan, visitor: Visitor) -> None:
    page = visitor.visit(plan.people["official"])
    expect(page.get_by_role("button", name="New project")).to_have_count(0)
