"""The board when something is missing: data, network, server, session, or time to wait."""

import json
import re

from playwright.sync_api import Page, Request, Route, expect

from projects import models
from tests import factories
from tests.web.conftest import IN_A_BROWSER, Plan, Visitor

pytestmark = IN_A_BROWSER

PORTFOLIO = re.compile(r"/api/v1/portfolio/\?")
SCRIPT = re.compile(r"/assets/.*\.js$")
POLL_MS = 31_000
SHIFTS = """() => new Promise(done => {
    let sum = 0
    new PerformanceObserver(list => {
        for (const one of list.getEntries()) sum += one.value
    }).observe({type: 'layout-shift', buffered: true})
    setTimeout(() => done(sum), 300)
})"""


class Gate:
    """A network so slow that the test says when it goes on."""

    def __init__(self) -> None:
        self._held: list[Route] = []
        self._is_open = False

    def hold(self, route: Route) -> None:
        """Keep a request waiting until the gate is open."""
        if self._is_open:
            route.continue_()
        else:
            self._held.append(route)

    def open(self) -> None:
        """Let the requests that wait go on, and those that follow."""
        self._is_open = True
        for route in self._held:
            route.continue_()


def _later(visitor: Visitor, first: Page, path: str = "/") -> Page:
    """Return another tab on the board, of which the test owns the clock."""
    page = visitor.tab(first.context)
    page.clock.install()
    page.goto(visitor.base + path)
    page.wait_for_selector(".building")
    return page


def test_a_network_that_fails_leaves_the_last_state_on_the_page(
    plan: Plan, visitor: Visitor
) -> None:
    page = visitor.visit(plan.people["official"])

    page.context.set_offline(True)
    expect(page.locator(".banner")).to_contain_text("Offline. This is the state of")
    expect(page.locator(".building")).to_have_count(2)
    page.context.set_offline(False)
    expect(page.locator(".banner")).to_have_count(0)


def test_a_slow_network_shows_a_skeleton_from_the_first_paint_and_nothing_jumps(
    plan: Plan, visitor: Visitor
) -> None:
    page = visitor.visit(plan.people["official"])
    script, data = Gate(), Gate()
    page.route(SCRIPT, script.hold)
    page.route(PORTFOLIO, data.hold)
    asked: list[str] = []
    page.on("request", lambda each: asked.append(each.url) if PORTFOLIO.search(each.url) else None)

    with page.expect_request(PORTFOLIO):
        page.goto(visitor.base + "/", wait_until="commit")
    expect(page.locator(".skeleton")).to_be_visible()
    script.open()
    expect(page.locator(".skeleton")).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    data.open()

    expect(page.locator(".building")).to_have_count(2)
    expect(page.locator(".skeleton")).to_have_count(0)
    # the script takes what the shell sent for
    assert len(asked) == 1
    assert page.evaluate(SHIFTS) == 0


def test_what_moves_rests_for_whoever_wants_no_motion(plan: Plan, visitor: Visitor) -> None:
    page = visitor.visit(plan.people["official"])
    page.route(SCRIPT, Gate().hold)
    page.goto(visitor.base + "/", wait_until="commit")
    skeleton = page.locator(".skeleton")
    expect(skeleton).to_have_css("animation-name", "skeleton-waits")

    page.emulate_media(reduced_motion="reduce")

    expect(skeleton).to_have_css("animation-name", "none")


def test_a_server_that_fails_says_so_with_its_number_and_a_way_to_try_again(
    plan: Plan, visitor: Visitor
) -> None:
    page = visitor.visit(plan.people["official"])
    said = {"title": "Internal error", "detail": "Something broke.", "request_id": "4f3a77"}

    def fail(route: Route, _request: Request) -> None:
        body = json.dumps(said)
        route.fulfill(status=500, content_type="application/problem+json", body=body)

    page.route(PORTFOLIO, fail)
    page.reload()

    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("The progress cannot be read just now.")
    expect(alert).to_contain_text("Something broke.")
    expect(alert).to_contain_text("Request 4f3a77")
    expect(page.locator(".skeleton")).to_have_count(0)
    page.unroute(PORTFOLIO)
    page.get_by_role("button", name="Try again").click()
    expect(page.locator(".building")).to_have_count(2)
    expect(alert).to_have_count(0)


def test_new_data_come_by_themselves_and_leave_the_reader_where_he_is(
    plan: Plan, visitor: Visitor
) -> None:
    first = visitor.visit(plan.people["official"], height=400)
    page = _later(visitor, first)
    page.set_viewport_size({"width": 1440, "height": 400})
    page.evaluate("window.scrollTo(0, 150)")
    models.Activity.objects.filter(pk=plan.late.pk).update(name_en="Roof closed")

    page.clock.fast_forward(POLL_MS)

    expect(page.locator(".stop-button", has_text="Roof closed")).to_have_count(1)
    assert page.evaluate("window.scrollY") == 150


def test_an_ended_session_leads_back_to_the_same_filter(plan: Plan, visitor: Visitor) -> None:
    first = visitor.visit(plan.people["official"])
    page = _later(visitor, first)
    page.locator("[data-light=orange]").click()
    page.context.clear_cookies(name="sessionid")

    page.clock.fast_forward(POLL_MS)

    expect(page.get_by_role("alert")).to_contain_text("Your session has ended.")
    expect(page.locator(".building")).to_have_count(1)
    page.get_by_role("link", name="Sign in again").click()
    visitor.sign_in(page, plan.people["official"])
    expect(page).to_have_url(re.compile(r"/\?light=orange$"))
    expect(page.locator(".building")).to_have_count(1)


def test_a_session_that_ends_before_the_signature_asks_to_sign_in_again(
    plan: Plan, visitor: Visitor
) -> None:
    page = visitor.visit(plan.people["official"], path="/?light=orange")
    page.locator(".alerts").get_by_role("button", name="Sign").click()
    page.context.clear_cookies(name="sessionid")

    page.get_by_role("dialog").get_by_role("button", name="Sign").click()

    again = page.get_by_role("dialog").get_by_role("link", name="Sign in again")
    expect(again).to_have_attribute("href", "/sign-in/?next=%2F%3Flight%3Dorange")
    plan.alert.refresh_from_db()
    assert plan.alert.acknowledged_at is None


def test_signing_in_in_another_tab_is_enough_to_go_on(plan: Plan, visitor: Visitor) -> None:
    first = visitor.visit(plan.people["official"])
    page = _later(visitor, first)
    page.context.clear_cookies(name="sessionid")
    page.clock.fast_forward(POLL_MS)
    expect(page.get_by_role("alert")).to_contain_text("Your session has ended.")
    first.reload()
    visitor.sign_in(first, plan.people["official"])
    first.wait_for_selector(".building")

    page.evaluate("window.dispatchEvent(new Event('visibilitychange'))")

    expect(page.get_by_role("alert")).to_have_count(0)
    page.locator(".alerts").get_by_role("button", name="Sign").click()
    page.get_by_role("dialog").get_by_role("button", name="Sign").click()
    expect(page.locator(".alerts")).to_contain_text("Signed by")


def test_a_filter_that_finds_nothing_offers_the_whole(plan: Plan, visitor: Visitor) -> None:
    page = visitor.visit(plan.people["official"], path="/?light=red")
    expect(page.locator(".message")).to_contain_text("No building matches the filter.")

    page.get_by_role("button", name="Show everything").click()

    expect(page.locator(".building")).to_have_count(2)
    expect(page).to_have_url(re.compile("/$"))


def test_a_board_without_projects_says_what_to_do(plan: Plan, visitor: Visitor) -> None:
    page = visitor.visit(plan.people["stranger"])
    expect(page.locator(".message")).to_contain_text("Ask a project administrator to add you")

    staff = factories.UserFactory.create(is_staff=True)
    page = visitor.visit(staff)
    link = page.get_by_role("link", name="Open the administration to create one")
    expect(link).to_have_attribute("href", "/admin/")


def test_switching_the_language_keeps_a_filter_that_was_chosen_here(
    plan: Plan, visitor: Visitor
) -> None:
    page = visitor.visit(plan.people["official"])
    page.locator("[data-light=orange]").click()

    page.get_by_role("button", name="中文").click()

    expect(page.locator("html")).to_have_attribute("lang", "zh-Hans")
    expect(page).to_have_url(re.compile(r"/\?light=orange$"))
