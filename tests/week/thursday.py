"""Thursday: the planner asks and moves; the milestone is reached, and everybody's page says so."""

import datetime
from typing import Any

from playwright.sync_api import Locator, Page, expect

from tests.chromium import ROOT
from tests.web.phone import counts, submit, take, worker_ready
from tests.week.people import PHONE, SCAN_MS, Week
from tests.week.tuesday import two_taps
from tests.week.wednesday import ZONE

ROOF = ROOT / "tests" / "data" / "photos" / "orientation_3.jpg"
ASKED = "/api/v1/activities/?project=1&critical=true&reached=false&ordering=total_float"


def planner_asks_and_moves(week: Week) -> None:
    with week.at("planner", language="zh-hans", path="/projects/1/gantt/") as page:
        critical = asked(page)
        assert "3#-A19" in critical
        page.wait_for_selector("canvas[data-drawn]")
        page.get_by_role("button", name="关键", exact=True).click()
        page.get_by_role("searchbox").fill("3#-")
        row = page.get_by_role("row").filter(has_text="3#-A19")
        before = cell(page, "3#-M23", "finish").inner_text()
        cell(page, "3#-A19", "duration").click()
        page.keyboard.type("36")
        page.keyboard.press("Enter")
        expect(cell(page, "3#-A19", "duration")).to_have_text("36")
        expect(cell(page, "3#-M23", "finish")).not_to_have_text(before)
        row.get_by_role("gridcell").nth(1).click()
        page.get_by_role("button", name="分析").click()
        panel = page.locator(".gantt-panel")
        expect(panel).to_contain_text("上次修改移动了")
        expect(panel).to_contain_text("3#-A16")
        looks_back(page)


def looks_back(page: Page) -> None:
    """倒排: the handover at a date that the plan does not reach; what must start this week?"""
    panel = page.locator(".gantt-panel")
    panel.get_by_role("button", name="倒排", exact=True).click()
    panel.get_by_label("目标编码").fill("3#-M23")
    wanted = datetime.datetime.now(ZONE).date() + datetime.timedelta(days=90)
    panel.get_by_label("最迟完成日期").fill(str(wanted))
    panel.locator("form").get_by_role("button", name="倒排").click()
    expect(panel.locator(".backward-verdict")).to_contain_text("不可行，差")
    expect(panel).to_contain_text("已错过最迟开始")
    expect(panel).to_contain_text("决定的线路")


def asked(page: Page) -> list[str]:
    """The codes that the API answers him, in his own session."""
    answer: Any = page.request.get(page.url.partition("/projects/")[0] + ASKED).json()
    floats = [row["total_float"] for row in answer["results"]]
    assert floats == sorted(floats)
    return [row["code"] for row in answer["results"]]


COLUMNS = ("wbs", "code", "name", "duration", "start", "finish", "float", "percent", "responsible")


def cell(page: Page, code: str, column: str) -> Locator:
    return (
        page.get_by_role("row")
        .filter(has_text=code)
        .get_by_role("gridcell")
        .nth(COLUMNS.index(column))
    )


def milestone_is_reached_and_every_page_says_so(week: Week) -> None:
    """The sheet has been open since before; the phone was offline when it was said."""
    with week.at("official", language="en") as board:
        stop = board.locator(".building", has_text="Plant building 3#").locator(
            ".stop-button", has_text="Main structure topped out"
        )
        expect(stop).not_to_contain_text("Reached")
        with week.somebody("site", language="en", path="/site/", **PHONE) as site:
            page = site.page
            worker_ready(page)
            two_taps(page)
            site.context.set_offline(True)
            take(page, ROOF)
            page.get_by_label("This milestone is reached").check()
            submit(page)
            expect(counts(page)).to_contain_text("2 waiting")
            site.context.set_offline(False)
            expect(counts(page)).to_have_text("0 waiting · 0 sending · 2 safe", timeout=60_000)
        expect(stop).to_contain_text("Reached", timeout=SCAN_MS)
