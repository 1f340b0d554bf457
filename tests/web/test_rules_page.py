"""A project's alert rules: read by its members, changed by its administrators."""

import datetime

from playwright.sync_api import expect

from projects import models
from tests.web.conftest import IN_A_BROWSER, Plan, Visitor

pytestmark = IN_A_BROWSER


def _path(plan: Plan) -> str:
    return f"/projects/{plan.project.pk}/alert-rules/"


def test_an_administrator_makes_a_default_the_projects_own_and_goes_back(
    plan: Plan, visitor: Visitor
) -> None:
    page = visitor.visit(plan.people["project_admin"], path=_path(plan))
    rule = page.get_by_role("region", name="Due soon")
    expect(rule).to_contain_text("Default")

    rule.get_by_role("button", name="Edit").click()
    rule.get_by_label("Working days before").fill("5")
    rule.get_by_label("From").fill("22:00")
    rule.get_by_label("To", exact=True).fill("07:00")
    rule.get_by_role("button", name="Add a level").click()
    rule.get_by_label("Recipient of level 4: Everybody in a role").select_option("viewer")
    rule.get_by_role("button", name="Save").click()

    expect(rule).to_contain_text("The project's own")
    expect(rule).to_contain_text("quiet 22:00–07:00")
    own = models.AlertRule.objects.get(project=plan.project, kind="due_soon")
    assert own.working_days_before == 5
    assert own.waits[-1] == 480
    rule.get_by_role("button", name="Back to the default").click()
    expect(rule).to_contain_text("Default")
    assert not models.AlertRule.objects.filter(project=plan.project).exists()
    assert visitor.complaints == []


def test_a_level_that_reaches_nobody_says_so_where_it_stands(plan: Plan, visitor: Visitor) -> None:
    models.Membership.objects.filter(project=plan.project, role="viewer").delete()
    page = visitor.visit(plan.people["project_admin"], path=_path(plan))
    rule = page.get_by_role("region", name="Overdue")
    rule.get_by_role("button", name="Edit").click()
    rule.get_by_label("Recipient of level 1").first.select_option("role")
    rule.get_by_label("Recipient of level 1: Everybody in a role").first.select_option("viewer")
    while rule.get_by_label("Recipient of level 1", exact=True).count() > 1:
        rule.get_by_role("button", name="Remove this recipient").nth(1).click()
    rule.get_by_role("button", name="Save").click()
    expect(rule.locator(".ladder .rule-warning").first).to_be_visible()


def test_the_preview_names_whom_it_would_reach(plan: Plan, visitor: Visitor) -> None:
    rule = models.AlertRule.objects.get(project=None, kind="overdue")
    rule.quiet_from, rule.quiet_to = datetime.time(8), datetime.time(7, 59)
    rule.save()
    models.AlertHours.objects.create(
        user=plan.people["official"],
        severity=rule.severity,
        tell_from=datetime.time(10),
        tell_to=datetime.time(18),
    )
    page = visitor.visit(plan.people["project_admin"], path=_path(plan))
    shown = page.get_by_role("region", name="Overdue")
    shown.get_by_text("Who would be told if it began now").click()
    shown.get_by_label("Milestone").select_option(label="Topping out")
    levels = shown.locator(".rule-preview li")
    expect(levels.first).to_contain_text("Level 1")
    # the rule speaks for a minute a day, and never when he listens
    expect(levels.last).to_contain_text("never within the chosen hours")


def test_a_viewer_reads_the_rules_and_changes_nothing(plan: Plan, visitor: Visitor) -> None:
    page = visitor.visit(plan.people["viewer"], path=_path(plan))
    expect(page.get_by_role("region", name="Overdue")).to_contain_text("At once")
    expect(page.locator("main button")).to_have_count(0)
