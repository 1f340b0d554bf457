"""The official at the browser: the board, and the plain page behind a mail's link."""

from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.story.servers import PASSWORD


def sign_in(page: Page, url: str, username: str, password: str = PASSWORD) -> None:
    """Come in by the form."""
    page.goto(url)
    form_fill(page, username, password)


def form_fill(page: Page, username: str, password: str = PASSWORD) -> None:
    """Fill in the form that the page shows, and send it."""
    page.fill("input[name=username]", username)
    page.fill("input[name=password]", password)
    page.click("form:has(input[name=password]) button[type=submit]")
    page.wait_for_url(lambda address: "sign-in" not in address)


def board_read_and_sign(context: BrowserContext, url: str, alert_id: int, shot: Path) -> None:
    """See the lights with their words and rule, filter, sign."""
    page = context.new_page()
    mistakes: list[str] = []
    page.on("pageerror", lambda error: mistakes.append(str(error)))
    sign_in(page, url, "official")
    late = page.locator(".stop-button[data-colour=yellow]").first
    expect(late.locator(".stop-word")).to_contain_text("黄灯")
    # a page that still scrolls would close what the hover opens
    late.evaluate("row => row.scrollIntoView({block: 'center', behavior: 'instant'})")
    page.wait_for_timeout(300)
    late.hover()
    rule = page.locator("#explain .explain-rule")
    expect(rule).to_be_visible()
    expect(rule).to_contain_text("7")
    page.mouse.move(0, 0)
    page.screenshot(path=shot, full_page=True)
    _filters(page)
    row = page.locator(f"[data-alert='{alert_id}']")
    row.get_by_role("button").click()
    page.fill("dialog textarea[name=comment]", "已约谈总包")
    page.click("dialog button[type=submit]")
    expect(page.locator(f"[data-alert='{alert_id}'].alert-signed")).to_be_visible()
    assert mistakes == []


def _filters(page: Page) -> None:
    everything = page.locator(".building").count()
    red = page.locator("button[data-light=red]")
    red.click()
    expect(red).to_have_attribute("aria-pressed", "true")
    expect(page.locator(".building-red")).not_to_have_count(0)
    expect(page.locator(".building:not(.building-red)")).to_have_count(0)
    red.click()
    page.select_option("select[name=project]", index=1)
    expect(page.locator(".building")).not_to_have_count(everything)
    page.select_option("select[name=project]", index=0)
    expect(page.locator(".building")).to_have_count(everything)


def link_sign(opened: Browser, link: str, shot: Path) -> None:
    """Sign on the plain page of a mail, in a window without JavaScript."""
    context = opened.new_context(
        java_script_enabled=False, locale="zh-CN", viewport={"width": 390, "height": 844}
    )
    page = context.new_page()
    page.goto(link)
    if page.locator("input[name=password]").count():
        sign_in(page, link, "official")
    page.screenshot(path=shot, full_page=True)
    page.fill("textarea[name=comment]", "收到，今日到场")
    page.click("form:has(textarea) button[type=submit]")
    expect(page.locator(".done")).to_contain_text("专班督办员")
    context.close()
