"""My addresses: added, proven by the code that came there, tried and removed."""

import datetime
import re

import time_machine
from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django.fixtures import Settings

from projects import models
from tests import factories
from tests.projects.api.contacts.asked import code_in, other_than
from tests.web.conftest import IN_A_BROWSER, Plan, Visitor

pytestmark = IN_A_BROWSER

ADDRESS = "li@example.test"


def _add(page: Page) -> None:
    page.locator(".contact-add select").select_option("email")
    page.get_by_label("E-mail address").fill(ADDRESS)
    page.get_by_role("button", name="Add", exact=True).click()


def test_an_address_is_added_proven_tried_and_removed(
    plan: Plan, visitor: Visitor, settings: Settings
) -> None:
    page = visitor.visit(plan.people["official"], path="/me/contacts/")
    expect(page.locator(".contacts-page")).to_contain_text("No address of your own yet.")

    _add(page)
    row = page.get_by_role("listitem")
    expect(row).to_contain_text("Not proven, not used")
    row.get_by_role("button", name="Send a code").click()
    expect(row.get_by_role("status")).to_contain_text("The code is on its way")
    code = code_in(settings)
    row.get_by_label("Code").fill(other_than(code))
    row.get_by_role("button", name="Prove").click()
    expect(row.get_by_role("alert")).to_contain_text("Not done:")
    row.get_by_label("Code").fill(code)
    row.get_by_role("button", name="Prove").click()
    expect(row).to_contain_text("Proven")
    row.get_by_role("button", name="Send a test message").click()
    expect(row.get_by_role("status")).to_contain_text("The provider took the test message.")
    row.get_by_role("button", name="Remove").click()
    expect(row.get_by_role("button", name="Keep")).to_be_focused()
    row.get_by_role("button", name="Remove").click()

    expect(page.get_by_role("listitem")).to_have_count(0)
    assert not models.Contact.objects.exists()


def test_who_signed_in_long_ago_is_asked_for_the_password(plan: Plan, visitor: Visitor) -> None:
    with time_machine.travel(timezone.now() - datetime.timedelta(minutes=20)):
        page = visitor.visit(plan.people["official"], path="/me/contacts/")
        page.wait_for_load_state("networkidle")
    _add(page)
    expect(page.get_by_role("alert")).to_be_visible()
    assert not models.Contact.objects.exists()
    page.get_by_label("Your password").fill(factories.PASSWORD)
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.get_by_role("listitem")).to_contain_text(ADDRESS)


def test_i_choose_by_what_and_when_i_am_told(plan: Plan, visitor: Visitor) -> None:
    official = plan.people["official"]
    phone = models.Contact.objects.create(
        user=official, channel="sms", value="13800138000", label="Phone", verified_at=plan.now
    )
    page = visitor.visit(official, path="/me/contacts/")
    grave = page.get_by_role("group", name=re.compile("Grave alerts"))

    grave.locator("select").select_option(label="Account's e-mail")
    grave.locator("select").select_option(label="text message · Phone")
    grave.get_by_role("button", name="Move text message · Phone up").click()
    ordinary = page.get_by_role("group", name=re.compile("Ordinary alerts"))
    ordinary.get_by_label("Only in these hours").check()
    page.get_by_label("Weekly report").check()
    page.get_by_role("button", name="Save").click()

    expect(page.locator(".preferences").get_by_role("status")).to_have_text("Saved.")
    routes = models.AlertRoute.objects.filter(user=official, severity="high").order_by("rank")
    assert [(row.channel, row.contact_id) for row in routes] == [("sms", phone.pk), ("email", None)]
    official.refresh_from_db()
    assert official.weekly_report
    assert visitor.complaints == []
