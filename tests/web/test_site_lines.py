"""The phone on a poor line, or none: nothing that is sent gets lost, and nothing arrives twice."""

import datetime
import time
from pathlib import Path

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone
from playwright.sync_api import BrowserContext, Route, expect

from projects import models
from projects.models.words import ActivityState, Move
from tests.web.conftest import IN_A_BROWSER, Plan, Visitor
from tests.web.phone import (
    BY_THE_PAGE,
    PART,
    TWO,
    UPLOADS,
    counts,
    large,
    on_the_disk,
    opened,
    stored,
    submit,
    take,
    to_the_report,
    worker_ready,
)

pytestmark = IN_A_BROWSER
BUSY_S = 4


def test_without_a_network_it_opens_takes_and_sends_later(plan: Plan, visitor: Visitor) -> None:
    page = opened(plan, visitor)
    worker_ready(page)
    context: BrowserContext = page.context
    context.set_offline(True)
    page.reload()
    expect(page.locator(".site-notice")).to_contain_text("No network")
    take(page, TWO[0])
    page.get_by_label("This milestone is reached").check()
    # the page's clock tells milliseconds
    tapped = timezone.now() - datetime.timedelta(milliseconds=1)
    submit(page)
    expect(counts(page)).to_contain_text("2 waiting")
    # a dead battery: the page is gone, and what it kept is not
    page.close()
    page = visitor.tab(context)
    page.goto(f"{visitor.base}/site/#/queue")
    expect(counts(page)).to_contain_text("2 waiting")
    assert stored(plan) == 0

    back = timezone.now()
    context.set_offline(False)
    expect(counts(page)).to_have_text("0 waiting · 0 sending · 2 safe", timeout=30_000)
    assert stored(plan) == 1
    plan.late.refresh_from_db()
    assert plan.late.state == ActivityState.EVIDENCED
    claim = plan.late.progress_entries.get(move=Move.CLAIM)
    assert tapped <= claim.seen_at < back <= claim.reported_at


def test_a_line_that_breaks_is_gone_on_from_where_it_broke(
    plan: Plan, visitor: Visitor, tmp_path: Path
) -> None:
    photo = large(tmp_path)
    parts = -(-photo.stat().st_size // PART)
    assert parts >= 4
    page = opened(plan, visitor, **BY_THE_PAGE)
    sent: list[int] = []

    def cut(route: Route) -> None:
        """The first part arrives though its answer does not; the second never leaves."""
        if route.request.method != "PATCH":
            route.continue_()
            return
        sent.append(int(route.request.headers["upload-offset"]))
        if len(sent) == 1:
            route.fetch()
        if len(sent) <= 2:
            route.abort("connectionreset")
        else:
            route.continue_()

    page.context.route(UPLOADS, cut)
    take(page, photo)
    submit(page)
    expect(counts(page)).to_have_text("0 waiting · 0 sending · 1 safe", timeout=60_000)
    assert sent == [0, PART, *range(PART, photo.stat().st_size, PART)]
    assert stored(plan) == 1


def test_a_session_that_ended_keeps_the_queue_and_asks(plan: Plan, visitor: Visitor) -> None:
    page = opened(plan, visitor)
    take(page, TWO[0])
    Session.objects.all().delete()
    submit(page)
    notice = page.locator(".site-notice")
    expect(notice).to_contain_text("Your session has ended")
    expect(counts(page)).to_contain_text("1 waiting")
    notice.get_by_role("link", name="Sign in").click()
    visitor.sign_in(page, plan.people["site_manager"])
    expect(counts(page)).to_have_text("0 waiting · 0 sending · 1 safe", timeout=30_000)
    assert stored(plan) == 1


def test_a_killed_browser_goes_on_where_it_was(
    plan: Plan, visitor: Visitor, tmp_path: Path
) -> None:
    """The profile on the disk is all that is left, as after a dead battery."""
    photo = large(tmp_path)
    phone = on_the_disk(visitor, tmp_path)
    page = phone.new_page()
    page.goto(f"{visitor.base}/site/")
    visitor.sign_in(page, plan.people["site_manager"])
    to_the_report(page)
    parts: list[Route] = []

    def stall(route: Route) -> None:
        """The first part arrives, and nothing after it."""
        if route.request.method == "PATCH":
            parts.append(route)
        if len(parts) < 2:
            route.continue_()

    phone.route(UPLOADS, stall)
    take(page, photo)
    submit(page)
    expect(page.locator(".site-tile-sending")).to_contain_text("%")
    while len(parts) < 2:
        page.wait_for_timeout(50)
    # a context that is closed would let it go on
    parts[1].abort()
    phone.close()
    assert stored(plan) == 0

    phone = on_the_disk(visitor, tmp_path)
    again: list[str] = []
    phone.on(
        "request",
        lambda request: (
            again.append(request.headers["upload-offset"]) if request.method == "PATCH" else None
        ),
    )
    page = phone.new_page()
    page.goto(f"{visitor.base}/site/#/queue")
    expect(counts(page)).to_have_text("0 waiting · 0 sending · 1 safe", timeout=30_000)
    assert again[0] == str(PART)
    assert stored(plan) == 1
    phone.close()


@pytest.mark.parametrize("status", [500, 503, 507])
def test_a_server_in_trouble_is_asked_again(plan: Plan, visitor: Visitor, status: int) -> None:
    page = opened(plan, visitor, **BY_THE_PAGE)
    refused: list[int] = []

    def refuse(route: Route) -> None:
        if refused:
            route.continue_()
            return
        refused.append(status)
        body = {"title": "No", "detail": "in trouble", "code": "x", "request_id": "r-1"}
        route.fulfill(status=status, content_type="application/problem+json", json=body)

    page.context.route(UPLOADS, refuse)
    take(page, TWO[0])
    submit(page)
    expect(counts(page)).to_have_text("0 waiting · 0 sending · 1 safe", timeout=30_000)
    assert refused == [status]
    assert stored(plan) == 1


def test_a_busy_server_is_left_alone_as_long_as_it_asks(plan: Plan, visitor: Visitor) -> None:
    page = opened(plan, visitor, **BY_THE_PAGE)
    asked: list[float] = []

    def busy(route: Route) -> None:
        asked.append(time.monotonic())
        if len(asked) == 1:
            route.fulfill(status=503, headers={"Retry-After": str(BUSY_S)}, body="")
        else:
            route.continue_()

    page.context.route(UPLOADS, busy)
    take(page, *TWO)
    submit(page)
    expect(counts(page)).to_have_text("0 waiting · 0 sending · 2 safe", timeout=30_000)
    # nor is the second photo tried meanwhile
    assert asked[1] - asked[0] >= BUSY_S
    assert stored(plan) == 2


def test_nobody_sends_in_anothers_name(plan: Plan, visitor: Visitor) -> None:
    page = opened(plan, visitor)
    worker_ready(page)
    page.context.set_offline(True)
    take(page, TWO[0])
    submit(page)
    page.context.clear_cookies(name="sessionid")
    page.context.set_offline(False)
    page.goto(f"{visitor.base}/sign-in/?next=/site/")
    visitor.sign_in(page, plan.people["planner"])
    expect(counts(page)).to_contain_text("1 waiting")
    counts(page).click()
    expect(page.locator(".site-notice")).to_contain_text("1 photos are somebody else's")
    page.get_by_role("button", name="Send now").click()
    page.wait_for_timeout(1_000)
    assert stored(plan) == 0

    page.context.clear_cookies(name="sessionid")
    page.goto(f"{visitor.base}/sign-in/?next=/site/")
    visitor.sign_in(page, plan.people["site_manager"])
    expect(counts(page)).to_have_text("0 waiting · 0 sending · 1 safe", timeout=30_000)
    assert models.Photo.objects.get(activity=plan.late).uploaded_by == plan.people["site_manager"]


def test_what_another_left_half_sent_waits(plan: Plan, visitor: Visitor) -> None:
    page = opened(plan, visitor, **BY_THE_PAGE)
    # no answer ever comes
    page.context.route(UPLOADS, lambda _route: None)
    take(page, TWO[0])
    submit(page)
    expect(counts(page)).to_contain_text("1 sending")
    page.context.clear_cookies(name="sessionid")
    page.goto(f"{visitor.base}/sign-in/?next=/site/")
    visitor.sign_in(page, plan.people["planner"])
    expect(counts(page)).to_have_text("1 waiting · 0 sending · 0 safe")


def test_a_photo_that_the_server_lost_is_sent_again(plan: Plan, visitor: Visitor) -> None:
    page = opened(plan, visitor)
    take(page, *TWO)
    submit(page)
    expect(counts(page)).to_have_text("0 waiting · 0 sending · 2 safe")
    first = models.Photo.objects.filter(activity=plan.late).earliest("pk")
    models.Activity.objects.filter(latest_photo=first).update(latest_photo=None)
    models.Upload.objects.filter(photo=first).delete()
    first.delete()
    page.get_by_role("link", name="Show the queue").click()
    page.get_by_role("button", name="Compare with the server").click()
    expect(page.locator(".site-arrived")).to_contain_text("1 of 2 arrived")
    expect(counts(page)).to_have_text("0 waiting · 0 sending · 2 safe")
    page.get_by_role("button", name="Compare with the server").click()
    expect(page.locator(".site-all")).to_have_text("All 2 arrived.")
    assert stored(plan) == 2
