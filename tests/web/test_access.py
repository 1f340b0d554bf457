"""The pages for everybody: axe finds nothing, and the keyboard alone does the whole job."""

from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from projects import models
from projects.signing import sign_token_make
from tests.chromium import ROOT
from tests.web.conftest import IN_A_BROWSER, Plan, Visitor

pytestmark = IN_A_BROWSER

AXE = ROOT / "web" / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]
SIZES = {"phone": (390, 844), "desk": (1440, 900)}
LOOKS = [
    (language, theme, size)
    for language in ("zh-hans", "en")
    for theme in ("light", "dark")
    for size in SIZES
]
# by which of its parts a page of the script is known to be there
BUILT = {
    "board": ".building",
    "inbox": ".inbox-row",
    "alert": ".alert-life li",
    "contacts": ".preferences",
    "project": ".home-building",
    "photos": ".tile",
    "gantt": ".gantt-row",
    "rules": ".rule",
    "destinations": ".destination",
    "site": ".site-row",
    "site-report": ".site-report",
    "site-queue": ".site-arrived",
}
# by whom a page is looked at that is not an official's
READERS = {
    "destinations": "project_admin",
    "site": "site_manager",
    "site-report": "site_manager",
    "site-queue": "site_manager",
}
TABS_AT_MOST = 60
TOO_WIDE = """[...document.querySelectorAll('html, main')]
    .filter(box => box.scrollWidth > box.clientWidth)
    .map(box => `${box.localName} ${box.scrollWidth} > ${box.clientWidth}`)"""


@pytest.fixture(scope="module")
def axe() -> str:
    """The checker's source; a page's policy lets a test evaluate it, not load it."""
    return AXE.read_text(encoding="utf-8")


def violations(page: Page, axe: str) -> list[str]:
    """What axe objects to: the rule and the first place."""
    page.evaluate(axe)
    options: dict[str, Any] = {"runOnly": {"type": "tag", "values": RULES}}
    found = page.evaluate("options => axe.run(document, options)", options)
    assert found["passes"], "axe looked at nothing"
    return [
        f"{fault['id']}: {node['target']} {node['failureSummary']}"
        for fault in found["violations"]
        for node in fault["nodes"]
    ]


def _address(name: str, plan: Plan, kept: str) -> str:
    return {
        "board": "/",
        "inbox": "/alerts/",
        "alert": f"/alerts/{plan.alert.pk}/",
        "contacts": "/me/contacts/",
        "project": f"/projects/{plan.project.pk}/",
        "photos": f"/projects/{plan.project.pk}/photos/",
        "gantt": f"/projects/{plan.project.pk}/gantt/",
        "rules": f"/projects/{plan.project.pk}/alert-rules/",
        "destinations": f"/projects/{plan.project.pk}/destinations/",
        "site": "/site/",
        "site-report": f"/site/#/report/{plan.project.pk}/{plan.late.pk}",
        "site-queue": "/site/#/queue",
        "sign-in": "/sign-in/",
        "sign": f"/sign/{sign_token_make(plan.delivery(plan.people['official']))}/",
        "mail": f"/dev/mail/{kept}/",
        "mails": "/dev/mail/",
        "error": "/nowhere/",
    }[name]


@pytest.mark.parametrize("name", [*BUILT, "sign-in", "sign", "mail", "mails", "error"])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(
    name: str, plan: Plan, kept: str, visitor: Visitor, axe: str
) -> None:
    context = visitor.visit(plan.people[READERS.get(name, "official")]).context
    models.Contact.objects.create(
        project=plan.project, channel="feishu", value="https://feishu.example/hook"
    )
    if name == "sign-in":
        context.clear_cookies(name="sessionid")
    address = visitor.base + _address(name, plan, kept)
    page = visitor.tab(context)
    found = {}
    for language, theme, size in LOOKS:
        width, height = SIZES[size]
        page.set_viewport_size({"width": width, "height": height})
        for cookie, value in (("django_language", language), ("theme", theme)):
            context.add_cookies([{"name": cookie, "value": value, "url": visitor.base}])
        page.goto(address)
        expect(page.locator("main")).to_be_visible()
        if name in BUILT:
            page.wait_for_selector(BUILT[name])
        found[language, theme, size] = violations(page, axe)
        assert page.evaluate(TOO_WIDE) == []

    assert {look: faults for look, faults in found.items() if faults} == {}


@pytest.mark.parametrize("theme", ["Light", "Dark"])
def test_axe_finds_nothing_in_what_opens(
    theme: str, plan: Plan, visitor: Visitor, axe: str
) -> None:
    page = visitor.visit(plan.people["official"])
    page.get_by_role("button", name=theme, exact=True).click()
    page.locator("[data-light=orange]").click()
    page.locator(".stop-button").first.hover()
    expect(page.get_by_role("tooltip")).to_be_visible()
    assert violations(page, axe) == []
    page.keyboard.press("Escape")
    page.locator(".alerts").get_by_role("button", name="Sign").click()
    assert violations(page, axe) == []
    page.keyboard.press("Escape")
    page.locator("button.photo").click()
    assert violations(page, axe) == []


def test_axe_finds_nothing_in_a_destination_that_is_changed_or_refused(
    plan: Plan, visitor: Visitor, axe: str
) -> None:
    models.Contact.objects.create(
        project=plan.project, channel="feishu", value="https://feishu.example/hook"
    )
    page = visitor.visit(
        plan.people["project_admin"], path=f"/projects/{plan.project.pk}/destinations/"
    )
    page.locator(".destination").get_by_role("button", name="Edit").click()
    add = page.locator(".destination-form.panel")
    add.get_by_label("Webhook address").fill("http://10.0.0.1/hook")
    add.get_by_role("button", name="Add").click()
    expect(add.get_by_role("alert")).to_be_visible()
    for theme in ("Light", "Dark"):
        page.get_by_role("button", name=theme, exact=True).click()
        assert violations(page, axe) == []


def _tab_to(page: Page, wanted: Locator, key: str = "Tab") -> None:
    """Press the key until the wanted element has the focus; every stop on the way is seen."""
    for _press in range(TABS_AT_MOST):
        page.keyboard.press(key)
        focused = page.locator(":focus")
        assert focused.evaluate("one => getComputedStyle(one).outlineStyle") == "solid"
        assert focused.evaluate("one => parseFloat(getComputedStyle(one).outlineWidth)") >= 2
        if wanted.evaluate("one => one === document.activeElement"):
            return
    pytest.fail(f"The keyboard does not reach {wanted}")


def test_the_keyboard_filters_reads_and_signs(plan: Plan, visitor: Visitor) -> None:
    page = visitor.visit(plan.people["official"])

    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    _tab_to(page, page.locator("[data-light=orange]"))
    page.keyboard.press("Space")
    expect(page.locator(".building")).to_have_count(1)
    stop = page.locator(".stop-button", has_text="Topping out")
    _tab_to(page, stop)
    expect(page.get_by_role("tooltip")).to_contain_text("Days late, version 1")
    page.keyboard.press("Escape")
    expect(page.get_by_role("tooltip")).to_be_hidden()
    _tab_to(page, page.locator(".alerts").get_by_role("button", name="Sign"), "Shift+Tab")
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_label("Comment")).to_be_focused()
    page.keyboard.type("Two more crews")
    _tab_to(page, dialog.get_by_role("button", name="Sign"))
    page.keyboard.press("Enter")

    expect(page.locator(".alerts")).to_contain_text("Signed by")
    expect(page.get_by_role("heading", name="Alerts")).to_be_focused()
    plan.alert.refresh_from_db()
    assert plan.alert.comment == "Two more crews"


def test_leaving_the_dialog_returns_to_the_button_that_opened_it(
    plan: Plan, visitor: Visitor
) -> None:
    page = visitor.visit(plan.people["official"])
    button = page.locator(".alerts").get_by_role("button", name="Sign")
    _tab_to(page, button)
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_be_visible()

    page.keyboard.press("Escape")

    expect(button).to_be_focused()
