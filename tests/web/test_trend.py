"""Better or worse than a week ago, on the board, a project's page and the wall."""

import datetime

import pytest
from playwright.sync_api import expect

from projects import models
from tests.web.conftest import IN_A_BROWSER, Plan, Visitor
from tests.web.test_access import TOO_WIDE, axe, violations

pytestmark = IN_A_BROWSER
__all__ = ["axe"]
FINISH = datetime.date(2027, 3, 1)


@pytest.fixture
def slipped(plan: Plan) -> Plan:
    """The late building became worse in a week, and is expected six days later."""
    old = plan.now - datetime.timedelta(days=60)
    rows = models.Activity.objects.filter(project=plan.project)
    rows.update(created_at=old, updated_at=old)
    models.Project.objects.filter(pk=plan.project.pk).update(updated_at=old, computed_at=plan.now)
    minute = (FINISH.toordinal() + 6) * 24 * 60 + 17 * 60
    rows.filter(pk=plan.late.pk).update(forecast_finish=minute)
    models.ForecastDay.objects.create(
        project=plan.project,
        day=plan.today - datetime.timedelta(days=20),
        finishes={str(plan.late_building.pk): FINISH.isoformat()},
    )
    return plan


def test_a_building_says_whether_it_became_worse_and_why(slipped: Plan, visitor: Visitor) -> None:
    page = visitor.visit(slipped.people["official"])
    row = page.locator(".building", has_text="Plant building 3#")
    expect(row.locator(".trend-worse")).to_have_text("↓Worse+6 d in 7 days")
    fine = page.locator(".building", has_not_text="Plant building 3#").first
    expect(fine.locator(".trend-same")).to_contain_text("No change")

    row.get_by_role("button", name="Worse").click()
    why = page.locator(".trend-why:popover-open")
    expect(why).to_contain_text("Yellow → Orange")
    expect(why).to_contain_text("1 Mar 2027 → 7 Mar 2027")
    expect(why).to_contain_text("replayed from the record of reports")
    page.keyboard.press("Escape")
    expect(why).to_have_count(0)

    row.get_by_role("button", name="Worse").press("Enter")
    expect(why).to_contain_text("Against the end of")
    assert visitor.complaints == []


def test_what_has_no_past_says_so(plan: Plan, visitor: Visitor) -> None:
    page = visitor.visit(plan.people["official"], language="zh-hans")
    expect(page.locator(".building .trend").first).to_have_text("7 天前无记录")
    page.locator(".building .trend-button").first.click()
    expect(page.locator(".trend-why:popover-open")).to_contain_text("当时尚未录入里程碑")


def test_it_stands_on_the_project_page_and_the_wall(slipped: Plan, visitor: Visitor) -> None:
    path = f"/projects/{slipped.project.pk}/"
    page = visitor.visit(slipped.people["viewer"], language="zh-hans", path=path)
    expect(page.locator(".home-building .trend-worse")).to_contain_text("7 天内 +6 天")
    page.goto(f"{visitor.base}/wall/")
    expect(page.locator(".wall-row .trend-worse").first).to_contain_text("变差")


@pytest.mark.parametrize(
    ("width", "language", "theme"), [(390, "zh-hans", "dark"), (1440, "en", "light")]
)
def test_it_fits_and_axe_finds_nothing(
    slipped: Plan, visitor: Visitor, axe: str, width: int, language: str, theme: str
) -> None:
    page = visitor.visit(slipped.people["official"], width=width, language=language)
    page.context.add_cookies([{"name": "theme", "value": theme, "url": visitor.base}])
    page.reload()
    page.locator(".trend-worse").last.click()
    expect(page.locator(".trend-why:popover-open")).to_be_visible()
    assert violations(page, axe) == []
    assert page.evaluate(TOO_WIDE) == []
