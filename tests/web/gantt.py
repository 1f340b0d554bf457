"""The Gantt as its tests open it."""

from typing import Any

from playwright.sync_api import Page

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
