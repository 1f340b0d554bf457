"""The same picture used twice: both uses are seen, a planner settles it, nobody else may."""

import pytest
from playwright.sync_api import Locator, Page, expect

from projects import models
from tests import factories
from tests.web.conftest import IN_A_BROWSER, Plan, Visitor
from tests.web.test_access import TOO_WIDE, axe, violations
from tests.web.test_project_page import photos_add

pytestmark = IN_A_BROWSER
__all__ = ["axe"]


@pytest.fixture
def flag(plan: Plan) -> models.PhotoMatch:
    """A photo of 3# that was offered ten days before for 1#."""
    (earlier,) = photos_add(plan, 1, days=10)
    (again,) = photos_add(plan, 1)
    models.Photo.objects.filter(pk=earlier.pk).update(building=plan.fine_building)
    return factories.PhotoMatchFactory.create(photo=again, earlier=earlier)


def _flagged(
    flag: models.PhotoMatch, user: models.User, visitor: Visitor, width: int = 1440, **looks: str
) -> tuple[Page, Locator]:
    """Open the flagged photo large."""
    path = f"/projects/{flag.project_id}/photos/"
    page = visitor.visit(user, path=path, width=width, **looks)  # type: ignore[arg-type] # by name
    page.locator(f"[data-photo='{flag.photo_id}']").click()
    return page, page.locator(".reuse")


def test_the_flag_shows_the_other_use(
    plan: Plan, visitor: Visitor, flag: models.PhotoMatch
) -> None:
    page, reuse = _flagged(flag, plan.people["official"], visitor)
    expect(page.get_by_role("dialog")).to_contain_text("Plant building 3#")
    expect(reuse).to_contain_text("The same picture was used twice")
    expect(reuse).to_contain_text("Plant building 1#")
    expect(reuse).to_contain_text(plan.people["site_manager"].username)
    expect(reuse.locator("img")).to_have_js_property("complete", True)
    # from the other use one sees this one
    page.get_by_role("button", name="Close").click()
    page.locator(f"[data-photo='{flag.earlier_id}']").click()
    expect(page.locator(".reuse")).to_contain_text("Plant building 3#")
    assert visitor.complaints == []


def test_a_planner_settles_it_with_a_reason(
    plan: Plan, visitor: Visitor, flag: models.PhotoMatch
) -> None:
    page, reuse = _flagged(flag, plan.people["planner"], visitor)
    reuse.get_by_role("button", name="Settle").click()
    reason = page.get_by_label("Why both uses are right")
    reason.fill("One picture, two works")
    # within the line an arrow turns no page
    reason.press("ArrowLeft")
    expect(reason).to_have_value("One picture, two works")
    page.get_by_role("button", name="Save").click()

    expect(reuse).to_have_count(0)
    flag.refresh_from_db()
    assert flag.settled_by == plan.people["planner"]
    assert flag.settled_reason == "One picture, two works"
    assert visitor.complaints == []


def test_what_another_settled_meanwhile_is_said(
    plan: Plan, visitor: Visitor, flag: models.PhotoMatch
) -> None:
    page, reuse = _flagged(flag, plan.people["project_admin"], visitor)
    reuse.get_by_role("button", name="Settle").click()
    page.get_by_label("Why both uses are right").fill("x")
    models.PhotoMatch.objects.update(
        settled_at=plan.now, settled_by=plan.people["planner"], settled_reason="y"
    )
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert")).to_contain_text("The flag is settled already.")


@pytest.mark.parametrize("role", ["viewer", "official", "site_manager"])
def test_others_see_it_and_have_nothing_to_press(
    plan: Plan, visitor: Visitor, flag: models.PhotoMatch, role: str
) -> None:
    _page, reuse = _flagged(flag, plan.people[role], visitor)
    expect(reuse).to_contain_text("Plant building 1#")
    expect(reuse.get_by_role("button")).to_have_count(0)


@pytest.mark.parametrize(("width", "language"), [(390, "zh-hans"), (1440, "en")])
def test_the_form_fits_and_axe_finds_nothing(
    plan: Plan, visitor: Visitor, flag: models.PhotoMatch, axe: str, width: int, language: str
) -> None:
    page, reuse = _flagged(flag, plan.people["planner"], visitor, width, language=language)
    reuse.get_by_role("button").click()
    expect(reuse.locator("input")).to_be_focused()
    assert violations(page, axe) == []
    assert page.evaluate(TOO_WIDE) == []
