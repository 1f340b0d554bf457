"""A project's groups and systems: added, tried, changed and removed, and told by a rule."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, Page, expect
from pytest_django.fixtures import Settings

from projects import models
from projects.models.alert_words import Channel
from projects.services import alerts
from tests.projects.channels.provider import Provider, provider, said
from tests.web.conftest import IN_A_BROWSER, Plan, Visitor

pytestmark = IN_A_BROWSER

GOOD = said(errcode=0, errmsg="ok")
BAD = said(errcode=310000, errmsg="keywords not in content")


@pytest.fixture
def robot(settings: Settings) -> Iterator[Provider]:
    """A DingTalk of our own that says yes until it is told otherwise."""
    with provider(GOOD) as fake:
        settings.OUTGOING_INTERNAL = [fake.pair]
        yield fake


def _path(plan: Plan) -> str:
    return f"/projects/{plan.project.pk}/destinations/"


def _value(robot: Provider, key: str = "key-of-the-group") -> str:
    return f"{robot.url}/robot/send?access_token={key}"


def _group(plan: Plan, robot: Provider, **changes: object) -> models.Contact:
    values = {"channel": Channel.DINGTALK, "label": "Task force", "verified_at": plan.now}
    return models.Contact.objects.create(
        project=plan.project, value=_value(robot), **{**values, **changes}
    )


def _row(page: Page) -> Locator:
    return page.locator(".destination")


def test_an_administrator_adds_a_group_and_sees_why_its_test_fails(
    plan: Plan, visitor: Visitor, robot: Provider
) -> None:
    page = visitor.visit(plan.people["project_admin"], path=_path(plan))
    expect(page.locator("main")).to_contain_text("No group or system yet.")
    page.get_by_role("combobox").select_option(label="DingTalk group robot")
    page.get_by_label("Name").fill("Task force")
    page.get_by_label("Webhook address").fill(_value(robot))
    page.get_by_label("Signing secret").fill("SEC1")
    page.get_by_role("button", name="Add", exact=True).click()

    expect(_row(page)).to_contain_text("Task force")
    expect(_row(page)).to_contain_text("DingTalk group robot · http://127.0.0.1/…roup")
    expect(_row(page)).to_contain_text("Untested, not used")
    expect(page.get_by_label("Webhook address")).to_have_value("")
    robot.answer = lambda _got: BAD
    _row(page).get_by_role("button", name="Send a test message").click()
    answer = _row(page).get_by_role("status")
    expect(answer).to_contain_text("Not sent: 310000: keywords not in content")
    expect(answer).to_contain_text("Check the robot's security settings")
    expect(_row(page)).to_contain_text("Untested, not used")
    robot.answer = lambda _got: GOOD
    _row(page).get_by_role("button", name="Send a test message").click()

    expect(answer).to_have_text("The provider took the test message; it is in use now.")
    expect(_row(page)).to_contain_text("Working, tested")
    assert "sign=" in robot.got[-1].path
    assert "key-of-the-group" not in page.content()
    assert visitor.complaints == []


def test_a_new_name_asks_for_no_test_and_a_new_address_does(
    plan: Plan, visitor: Visitor, robot: Provider
) -> None:
    group = _group(plan, robot, secret="SEC1")
    page = visitor.visit(plan.people["project_admin"], path=_path(plan))
    _row(page).get_by_role("button", name="Edit").click()
    _row(page).get_by_label("Name").fill("Headquarters")
    _row(page).get_by_role("button", name="Save").click()
    expect(_row(page).get_by_role("status")).to_have_text("Saved.")
    expect(_row(page)).to_contain_text("Headquarters")
    expect(_row(page)).to_contain_text("Working, tested")

    _row(page).get_by_role("button", name="Edit").click()
    _row(page).get_by_label("Webhook address").fill(_value(robot, "another-group"))
    _row(page).get_by_label("The robot has no secret").check()
    _row(page).get_by_role("button", name="Save").click()
    expect(_row(page).get_by_role("status")).to_contain_text("it has to be tested again")
    expect(_row(page)).to_contain_text("Untested, not used")
    _row(page).get_by_role("button", name="Send a test message").click()
    expect(_row(page)).to_contain_text("Working, tested")

    group.refresh_from_db()
    assert (group.label, group.secret) == ("Headquarters", "")
    assert robot.got[-1].path == "/robot/send?access_token=another-group"


def test_a_removed_group_has_left_the_rules_too(
    plan: Plan, visitor: Visitor, robot: Provider
) -> None:
    group = _group(plan, robot)
    rule = models.AlertRule.objects.create(project=plan.project, kind="overdue", waits=[0])
    rule.recipients.create(level=1, whom="contact", contact=group)
    page = visitor.visit(plan.people["project_admin"], path=_path(plan))
    expect(_row(page)).to_contain_text("Receives: Overdue")

    _row(page).get_by_role("button", name="Remove").click()
    expect(_row(page)).to_contain_text("Remove “Task force”?")
    expect(_row(page).get_by_role("button", name="Keep")).to_be_focused()
    _row(page).get_by_role("button", name="Keep").click()
    _row(page).get_by_role("button", name="Remove").click()
    _row(page).get_by_role("button", name="Remove").click()

    expect(_row(page)).to_have_count(0)
    assert not models.Contact.objects.exists()
    assert not rule.recipients.exists()
    assert visitor.complaints == []


def test_what_is_wrong_stands_at_its_field_in_the_readers_language(
    plan: Plan, visitor: Visitor, robot: Provider
) -> None:
    _group(plan, robot)
    page = visitor.visit(plan.people["project_admin"], path=_path(plan), language="zh-hans")
    add = page.get_by_role("button", name="添加", exact=True)
    address = page.get_by_label("Webhook 地址")
    address.fill("http://10.0.0.1/robot")
    add.click()
    fault = page.locator(".destination-form").get_by_role("alert")
    expect(fault).to_have_text("该地址不是公网地址。")
    expect(address).to_have_attribute("aria-invalid", "true")
    address.fill("https://no-such-host.invalid/robot")
    add.click()
    expect(fault).to_have_text("现在查不到这个主机名。")
    address.fill(_value(robot))
    add.click()
    expect(fault).not_to_contain_text("主机名")
    expect(fault).to_be_visible()

    page.get_by_role("combobox").select_option("webhook")
    expect(fault).to_have_count(0)
    secret = page.get_by_label("密钥（whsec_ 开头）")
    secret.fill("short")
    add.click()
    expect(secret).to_have_attribute("aria-invalid", "true")
    address.fill(f"{robot.url}/erp")
    page.get_by_role("button", name="生成密钥").click()
    add.click()
    expect(page.locator(".destination-form").get_by_role("status")).to_contain_text("已添加")
    row = _row(page).last
    expect(row).to_contain_text("待测试，暂不使用")
    row.get_by_role("button", name="发送测试消息").click()
    expect(row.get_by_role("status")).to_have_text("测试消息已由对方接收，已启用。")
    expect(row).to_contain_text("测试送达")
    assert robot.got[-1].headers["webhook-signature"].startswith("v1,")


def test_an_administrator_alone_brings_a_rules_alerts_into_a_group(
    plan: Plan, visitor: Visitor, robot: Provider
) -> None:
    page = visitor.visit(
        plan.people["project_admin"], path=f"/projects/{plan.project.pk}/alert-rules/"
    )
    rule = page.get_by_role("region", name="Overdue")
    rule.get_by_role("button", name="Edit").click()
    rule.get_by_role("button", name="Add to level 1").click()
    rule.get_by_label("Recipient of level 1", exact=True).last.select_option("contact")
    with page.context.expect_page() as opened:
        rule.get_by_role("link", name="There is none yet: add one").click()
    other = opened.value
    other.get_by_label("Name").fill("Task force")
    other.get_by_label("Webhook address").fill(_value(robot))
    other.get_by_role("button", name="Add", exact=True).click()
    _row(other).get_by_role("button", name="Send a test message").click()
    expect(_row(other)).to_contain_text("Working, tested")
    expect(_row(other)).to_contain_text("No alert rule sends anything here yet.")

    page.bring_to_front()
    page.evaluate("window.dispatchEvent(new Event('visibilitychange'))")
    rule.get_by_label("Recipient of level 1: A group or a system").select_option(
        label="Task force · DingTalk group robot"
    )
    rule.get_by_role("button", name="Save").click()
    expect(rule.locator(".ladder")).to_contain_text("Task force")
    page.get_by_role("link", name="Groups and systems").click()
    expect(_row(page)).to_contain_text("Receives: Overdue")

    alerts.alerts_scan(now=plan.now)
    models.AlertDelivery.objects.filter(contact=None).delete()
    assert alerts.deliveries_deliver(clock=lambda: plan.now).sent == 1
    assert "主体结构封顶" in robot.got[-1].json["markdown"]["text"]


def test_a_group_that_refuses_says_why_and_a_rule_says_that_it_is_not_told(
    plan: Plan, visitor: Visitor, robot: Provider
) -> None:
    group = _group(plan, robot, broken_at=plan.now, broken_text="300001: robot not found")
    rule = models.AlertRule.objects.create(project=plan.project, kind="overdue", waits=[0])
    rule.recipients.create(level=1, whom="contact", contact=group)
    page = visitor.visit(plan.people["project_admin"], path=_path(plan), language="zh-hans")
    expect(_row(page)).to_contain_text("失效：300001: robot not found")
    page.get_by_role("link", name="本项目的预警规则").click()
    expect(page.get_by_role("region", name="逾期", exact=True).locator(".ladder")).to_contain_text(
        "Task force（失效，不通知）"
    )


def test_who_does_not_administer_the_project_sees_none(
    plan: Plan, visitor: Visitor, robot: Provider
) -> None:
    _group(plan, robot)
    page = visitor.visit(plan.people["viewer"], path=_path(plan))
    expect(page.locator("main")).to_contain_text("kept by the project's administrators")
    expect(page.locator("main button")).to_have_count(0)
    expect(_row(page)).to_have_count(0)
    page.get_by_role("link", name="Alert rules of this project").click()
    expect(page.get_by_role("region", name="Overdue")).to_be_visible()
    expect(page.get_by_role("link", name="Groups and systems")).to_have_count(0)

    page = visitor.visit(plan.people["stranger"], path=_path(plan))
    expect(page.locator(".message")).to_have_text("There is no such project among yours.")
