"""The Gantt as its tests open it."""

from typing import Any

from playwright.sync_api import Locator, Page

from tests.web.conftest import Plan, Visitor

# where a page makes links
LINKS = "**/api/v1/links/"


def opened(
    visitor: Visitor, plan: Plan, role: str = "planner", panel: str = "", **visit: Any
) -> Page:
    """The plan's Gantt with a panel beside it, once its bars are drawn."""
    path = f"/projects/{plan.project.pk}/gantt/{panel and f'?panel={panel}'}"
    page = visitor.visit(plan.people[role], path=path, **visit)
    page.wait_for_selector("canvas[data-drawn]")
    return page


def row_of(page: Page, name: str) -> Locator:
    """The line of the table that names an activity."""
    return page.get_by_role("treegrid").get_by_role("row").filter(has_text=name)


def cell(page: Page, name: str, column: int) -> Locator:
    return row_of(page, name).get_by_role("gridcell").nth(column)
