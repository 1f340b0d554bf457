"""The inbox and an alert's page: whom it concerns looks, answers, and reads its whole life."""

import datetime
import re

from django.utils import timezone
from playwright.sync_api import Page, expect

from projects import models
from projects.models.alert_words import AlertDeed, DeliveryState
from tests import factories
from tests.web.conftest import IN_A_BROWSER, Plan, Visitor

pytestmark = IN_A_BROWSER

HOSTILE = '<img src=x onerror="document.title=1">{{7*7}}\u202e'


def _told(plan: Plan, role: str = "official") -> models.AlertDelivery:
    """A mail that went out to somebody."""
    delivery = plan.delivery(plan.people[role])
    delivery.state, delivery.subject = DeliveryState.SENT, "【逾期】3# 主体结构封顶"
    delivery.sent_at = plan.alert.opened_at + datetime.timedelta(minutes=2)
    delivery.save()
    return delivery


def _answer(page: Page) -> None:
    """Wait until the page says that what was asked for is done."""
    expect(page.locator(".answer-done")).not_to_be_empty()


def test_what_waits_for_me_comes_first_and_is_counted(plan: Plan, visitor: Visitor) -> None:
    other = models.Alert.objects.create(
        project=plan.project,
        milestone=plan.fine,
        kind="due_soon",
        planned_finish=plan.today,
        opened_at=plan.now,
    )
    _told(plan)
    page = visitor.visit(plan.people["official"])
    link = page.get_by_role("link", name=re.compile("Inbox"))
    expect(link).to_contain_text("1")

    link.click()

    mine = page.get_by_role("region", name=re.compile("Waiting for me"))
    expect(mine.locator("[data-alert]")).to_have_count(1)
    expect(mine).to_contain_text("Plant building 3# · Topping out")
    others = page.get_by_role("region", name="Other alerts")
    expect(others.locator("[data-alert]")).to_have_count(1)
    expect(others.locator(f"[data-alert='{other.pk}']")).to_contain_text("Due soon")
    page.get_by_label("Kind").select_option("forecast_slip")
    expect(page).to_have_url(re.compile(r"\?kind=forecast_slip$"))
    expect(others).to_contain_text("No alert matches the filter.")
    others.get_by_role("button", name="Clear filter").click()
    mine.locator("[data-alert]").click()
    expect(page).to_have_url(re.compile(rf"/alerts/{plan.alert.pk}/$"))
    expect(page).to_have_title("Alert · Topout")
    assert visitor.complaints == []


def test_an_empty_inbox_says_what_it_is_for(plan: Plan, visitor: Visitor) -> None:
    models.Alert.objects.filter(pk=plan.alert.pk).update(closed_at=plan.now, closed_why="reached")
    page = visitor.visit(plan.people["official"], path="/alerts/")

    expect(page.locator(".inbox")).to_contain_text("Nothing waits for your signature.")
    expect(page.get_by_role("link", name="To the board")).to_be_visible()
    page.get_by_label("State").select_option("closed")
    expect(page.locator("[data-alert]")).to_have_count(1)


def test_an_official_promises_comments_and_signs_and_reads_it_all(
    plan: Plan, visitor: Visitor
) -> None:
    _told(plan)
    page = visitor.visit(plan.people["official"], path=f"/alerts/{plan.alert.pk}/")
    life = page.get_by_role("region", name="Its life")
    expect(life.get_by_role("listitem")).to_have_count(2)
    expect(life).to_contain_text("by e-mail (level 1)")
    expect(life).to_contain_text("【逾期】3# 主体结构封顶")
    expect(page.locator(".photo img")).to_be_visible()
    until = plan.today + datetime.timedelta(days=4)

    page.get_by_label("Promised day").fill(until.isoformat())
    page.get_by_role("button", name="Promise", exact=True).click()
    _answer(page)
    expect(life.get_by_role("listitem")).to_have_count(3)
    page.get_by_label("Comment").fill("Two more crews")
    page.get_by_role("button", name="Only comment").click()
    expect(life).to_contain_text("Two more crews")
    page.get_by_label("Comment").fill("Seen on site")
    page.get_by_role("button", name="Sign", exact=True).click()

    expect(life.locator(".life-signed")).to_contain_text("Seen on site")
    expect(page.get_by_role("button", name="Sign", exact=True)).to_have_count(0)
    expect(page.get_by_role("heading", name="Answer")).to_be_focused()
    plan.alert.refresh_from_db()
    assert plan.alert.promised_until == until
    assert (plan.alert.acknowledged_by, plan.alert.comment) == (
        plan.people["official"],
        "Seen on site",
    )
    assert visitor.complaints == []


def test_a_refusal_stands_beside_what_was_asked_for(plan: Plan, visitor: Visitor) -> None:
    page = visitor.visit(plan.people["official"], path=f"/alerts/{plan.alert.pk}/")
    page.get_by_label("Promised day").fill((plan.today + datetime.timedelta(300)).isoformat())
    page.get_by_role("button", name="Promise", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("Not done:")
    plan.alert.refresh_from_db()
    assert plan.alert.promised_until is None


def test_the_keyboard_alone_signs(plan: Plan, visitor: Visitor) -> None:
    page = visitor.visit(plan.people["official"], path=f"/alerts/{plan.alert.pk}/")
    page.get_by_label("Comment").focus()
    page.keyboard.type("On it")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Sign", exact=True)).to_be_focused()
    page.keyboard.press("Enter")
    _answer(page)
    plan.alert.refresh_from_db()
    assert plan.alert.comment == "On it"


def test_names_and_comments_are_text_whatever_they_hold(plan: Plan, visitor: Visitor) -> None:
    models.Activity.objects.filter(pk=plan.late.pk).update(name_en=HOSTILE)
    models.AlertEvent.objects.create(
        alert=plan.alert,
        deed=AlertDeed.COMMENTED,
        at=timezone.now(),
        by=plan.people["planner"],
        text=HOSTILE,
    )
    page = visitor.visit(plan.people["official"], path=f"/alerts/{plan.alert.pk}/")
    expect(page.get_by_role("heading", level=2)).to_contain_text("<img src=x")
    expect(page.locator(".life-commented blockquote")).to_have_text(HOSTILE)
    expect(page.locator("img[src='x']")).to_have_count(0)
    page.goto(f"{visitor.base}/alerts/")
    expect(page.locator("[data-alert]")).to_contain_text("{{7*7}}")
    expect(page).to_have_title("Alerts · Topout")


def test_a_viewer_reads_without_buttons_and_without_messages(plan: Plan, visitor: Visitor) -> None:
    _told(plan)
    page = visitor.visit(plan.people["viewer"], path=f"/alerts/{plan.alert.pk}/")
    life = page.get_by_role("region", name="Its life")
    expect(life.get_by_role("listitem")).to_have_count(1)
    expect(page.locator("main form, main textarea")).to_have_count(0)
    expect(page.locator("main button:not(.photo, .close)")).to_have_count(0)


def test_what_is_not_mine_is_not_there(plan: Plan, visitor: Visitor) -> None:
    factories.MembershipFactory.create(user=plan.people["stranger"])
    page = visitor.visit(plan.people["stranger"], path=f"/alerts/{plan.alert.pk}/")
    expect(page.locator(".message")).to_contain_text("There is no such alert in your projects.")
    expect(page.locator("main")).not_to_contain_text("Topping out")


def test_the_page_speaks_chinese_in_the_sites_time(plan: Plan, visitor: Visitor) -> None:
    opened = datetime.datetime(2026, 9, 30, 1, 30, tzinfo=datetime.UTC)
    models.Alert.objects.filter(pk=plan.alert.pk).update(opened_at=opened)
    official = plan.people["official"]
    page = visitor.visit(official, language="zh-hans", path=f"/alerts/{plan.alert.pk}/")
    line = page.locator(".life-opened")
    expect(line).to_contain_text("发出预警")
    # 01:30 UTC is 09:30 in Shanghai
    expect(line).to_contain_text("09:30")
    expect(page.locator(".alert-headline")).to_contain_text("工作日")
