"""The board on paper: one sheet of A3 where it fits, and white whatever the screen is."""

import datetime
import re

import pytest
from playwright.sync_api import Page, expect

from projects import models
from tests import factories
from tests.web.conftest import IN_A_BROWSER, Plan, Visitor

pytestmark = IN_A_BROWSER

PAGE = re.compile(rb"/Type\s*/Page\b")
A3_ACROSS = re.compile(rb"/MediaBox\s*\[0 0 (119\d)\S* (84\d)")
STEPS = [
    ("开工", "Start of works"),
    ("基础完成 (±0.00)", "Foundations complete (±0.00)"),
    ("主体结构封顶", "Main structure topped out"),
    ("主体结构实体检测", "Structural survey"),
    ("机电安装样板验收", "Acceptance of the M&E sample"),
    ("竣工验收", "Completion acceptance"),
    ("竣工验收备案", "Filing of the completion acceptance"),
    ("交付使用", "Handed over for use"),
]


def _buildings(plan: Plan, project: models.Project, count: int, steps: int) -> None:
    """Add buildings that stand in the middle of their milestones."""
    for number in range(count):
        building = factories.BuildingFactory.create(
            project=project, code=f"B{number}", name=f"B{number} 厂房", name_en=f"Plant B{number}"
        )
        for step, (name, name_en) in enumerate(STEPS[:steps]):
            factories.MilestoneFactory.create(
                project=project,
                building=building,
                name=name,
                name_en=name_en,
                planned_finish=plan.today + datetime.timedelta(days=30 * step - 45),
            )


def _another(plan: Plan, name: str, name_en: str) -> models.Project:
    project = factories.ProjectFactory.create(name=name, name_en=name_en, notice="示例\nSample")
    factories.MembershipFactory.create(
        project=project, user=plan.people["official"], role="official"
    )
    return project


def _pages(page: Page) -> int:
    return len(PAGE.findall(page.pdf(prefer_css_page_size=True)))


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_three_projects_fill_one_sheet_of_a3(plan: Plan, visitor: Visitor, language: str) -> None:
    _buildings(plan, plan.project, 2, 8)
    _buildings(plan, _another(plan, "跨境电商产业园", "Cross-border e-commerce park"), 3, 6)
    _buildings(plan, _another(plan, "综合运营中心", "Customs operations centre"), 2, 6)
    page = visitor.visit(plan.people["official"], language=language)
    expect(page.locator(".building")).to_have_count(9)

    pdf = page.pdf(prefer_css_page_size=True)

    assert len(PAGE.findall(pdf)) == 1
    assert A3_ACROSS.search(pdf)


def test_a_project_that_does_not_fit_begins_on_the_next_sheet(plan: Plan, visitor: Visitor) -> None:
    for number in range(4):
        _buildings(plan, _another(plan, f"园区 {number}", f"Park {number}"), 9, 3)
    page = visitor.visit(plan.people["official"])
    expect(page.locator(".building")).to_have_count(38)
    # one building more than a sheet holds two projects of; torn apart they would need fewer
    whole = _pages(page)
    page.add_style_tag(content="@media print { .project { break-inside: auto !important } }")

    assert whole > _pages(page)


def test_paper_is_white_and_has_nothing_to_press(plan: Plan, visitor: Visitor) -> None:
    page = visitor.visit(plan.people["official"])
    page.get_by_role("button", name="Dark").click()
    body = page.locator("body")
    expect(body).not_to_have_css("background-color", "rgb(255, 255, 255)")

    page.emulate_media(media="print")

    expect(body).to_have_css("background-color", "rgb(255, 255, 255)")
    expect(page.locator(".button:visible, select:visible, .switch:visible")).to_have_count(0)
    expect(page.locator(".alerts")).to_contain_text("Waiting for a signature")
    expect(page.get_by_text("Waiting for a signature")).to_be_visible()
