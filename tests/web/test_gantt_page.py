"""The planner's Gantt: table and bars of a project's plan."""

import pytest
from playwright.sync_api import Page, expect

from projects import models
from tests import factories
from tests.web.conftest import IN_A_BROWSER, Plan, Visitor
from tests.web.gantt import cell, opened

pytestmark = IN_A_BROWSER


@pytest.mark.usefixtures("computed")
def test_the_table_says_in_words_what_the_bars_show(plan: Plan, visitor: Visitor) -> None:
    page = opened(visitor, plan)
    table = page.get_by_role("treegrid", name="The plan as a table")
    row = table.get_by_role("row").filter(has_text="Work B")

    expect(table.get_by_role("columnheader")).to_have_count(9)
    expect(row.get_by_role("gridcell")).to_contain_text(["3.2", "B", "Work B", "5", "20"])
    expect(page.locator(".gantt-found")).to_have_text("4 of 4")
    assert visitor.complaints == []


@pytest.mark.usefixtures("computed")
def test_headings_close_and_filters_leave_what_is_asked_for(plan: Plan, visitor: Visitor) -> None:
    page = opened(visitor, plan)
    page.get_by_role("button", name="Close Plant building 3#").click()
    expect(page.get_by_text("Work A")).to_have_count(0)
    page.get_by_role("button", name="Open all").click()
    expect(page.get_by_text("Work A")).to_be_visible()

    page.get_by_label("Find a code or a name").fill("work b")
    expect(page.locator(".gantt-found")).to_have_text("1 of 4")
    expect(page.get_by_text("Work A")).to_have_count(0)
    page.get_by_label("Find a code or a name").fill("nothing of the kind")
    expect(page.get_by_text("No activity is like that.")).to_be_visible()


@pytest.mark.usefixtures("computed")
def test_the_table_is_walked_by_keys(plan: Plan, visitor: Visitor) -> None:
    page = opened(visitor, plan)
    table = page.get_by_role("treegrid")
    table.focus()
    page.keyboard.press("Control+Home")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    chosen = page.locator(".gantt-grid [aria-selected=true]")
    expect(chosen).to_have_count(1)
    assert table.get_attribute("aria-activedescendant") == chosen.get_attribute("id")

    page.keyboard.press("Control+Home")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowLeft")
    expect(page.locator(".gantt-heading").first).to_have_attribute("aria-expanded", "false")


def test_a_plan_without_activities_says_what_to_do(
    plan: Plan, people: dict[str, models.User], visitor: Visitor
) -> None:
    project = factories.ProjectFactory.create()
    factories.MembershipFactory.create(project=project, user=people["planner"], role="planner")
    page = visitor.visit(plan.people["planner"], path=f"/projects/{project.pk}/gantt/")
    expect(page.get_by_text("The plan has no activities yet.")).to_be_visible()
    assert visitor.complaints == []


def test_somebody_elses_project_is_not_there(plan: Plan, visitor: Visitor) -> None:
    project = factories.ProjectFactory.create()
    page = visitor.visit(plan.people["planner"], path=f"/projects/{project.pk}/gantt/")
    expect(page.locator(".message")).to_be_visible()


def _typed(page: Page, text: str) -> None:
    page.keyboard.press("F2")
    page.keyboard.press("Control+a")
    page.keyboard.type(text)
    page.keyboard.press("Enter")


def test_a_duration_is_typed_the_plan_follows_and_undo_brings_it_back(
    computed: dict[str, models.Activity], plan: Plan, visitor: Visitor
) -> None:
    page = opened(visitor, plan)
    start = cell(page, "Work B", 4)
    before = start.inner_text()
    cell(page, "Work A", 3).click()
    _typed(page, "20")
    expect(cell(page, "Work A", 3)).to_have_text("20")
    expect(start).not_to_have_text(before)

    page.get_by_role("button", name="Analysis").click()
    panel = page.get_by_role("complementary", name="Why")
    expect(panel).to_contain_text("The last change moved")
    cell(page, "Work B", 2).click()
    expect(panel).to_contain_text("FS")

    page.get_by_role("button", name="Undo").click()
    expect(cell(page, "Work A", 3)).to_have_text("10")
    expect(start).to_have_text(before)
    computed["A"].refresh_from_db()
    assert computed["A"].duration_days == 10
    assert visitor.complaints == []


def test_what_somebody_else_changed_is_shown_and_not_overwritten(
    computed: dict[str, models.Activity], plan: Plan, visitor: Visitor
) -> None:
    page = opened(visitor, plan)
    models.Activity.objects.filter(pk=computed["A"].pk).update(duration_days=15, version=2)
    cell(page, "Work A", 3).click()
    _typed(page, "20")
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("row").nth(1)).to_contain_text("15")
    expect(dialog.get_by_role("row").nth(1)).to_contain_text("20")
    dialog.get_by_role("button", name="Keep what is there").click()
    expect(cell(page, "Work A", 3)).to_have_text("15")
    computed["A"].refresh_from_db()
    assert computed["A"].duration_days == 15


@pytest.mark.usefixtures("computed")
def test_a_viewer_changes_nothing(plan: Plan, visitor: Visitor) -> None:
    page = opened(visitor, plan, role="viewer")
    cell(page, "Work A", 3).dblclick()
    expect(page.locator(".gantt-editor")).to_have_count(0)
    expect(page.get_by_role("button", name="Undo")).to_have_count(0)


def test_table_and_bars_stay_side_by_side_whatever_brings_a_row_in_sight(
    computed: dict[str, models.Activity], plan: Plan, visitor: Visitor
) -> None:
    """A browser's own search scrolls to what it found, past the edge of what is in sight."""
    for number in range(80):
        factories.ActivityFactory.create(
            project=plan.project, building=plan.late_building, code=f"Z{number:02}", wbs="9"
        )
    page = opened(visitor, plan)
    scroller = page.locator(".gantt-scroller")
    scroller.evaluate("box => box.scrollTo({top: 900})")
    page.wait_for_timeout(300)
    page.locator(".gantt-row").last.evaluate("row => row.scrollIntoView()")
    page.wait_for_timeout(300)
    moved = page.evaluate(
        """() => [...document.querySelectorAll('.gantt-stage, .gantt-stage *')]
            .filter(box => box.scrollTop !== 0).map(box => box.className)"""
    )
    assert moved == []
