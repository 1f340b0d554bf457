"""Wednesday: a milestone is past its date. The official is told once, sees why, and signs."""

import datetime
import re
import zoneinfo

from playwright.sync_api import Page, expect

from tests.story.board import link_sign
from tests.story.person import Person
from tests.story.servers import wait_for
from tests.week.people import SCAN_MS, Week, said

ZONE = zoneinfo.ZoneInfo("Asia/Shanghai")
OFFICIAL = "official@"
NIGHT = "夜间节点"
NIGHT_EN = "Night milestone"


def official_is_told_and_signs(week: Week) -> None:
    tells_the_official_first(week)
    with week.at("official", language="zh-hans") as page:
        row = page.locator(".alert", has_text=NIGHT)
        expect(row).to_have_count(0)
        past_its_date(week)
        # the sheet is open all the time, and nobody reloads it
        expect(row).to_be_visible(timeout=SCAN_MS)
        (mail,) = wait_for(
            lambda: week.mails(to=OFFICIAL, about=NIGHT), what="the mail", seconds=60
        )
        (link,) = set(re.findall(r"https?://\S+/sign/\S+", said(mail)))
        address = re.sub(r"^https?://[^/]+", week.url, link)
        link_sign(week.browser, address, week.data / "sign.png")
        expect(row.get_by_role("button")).to_have_count(0, timeout=SCAN_MS)
        signs_on_the_board(page)


def tells_the_official_first(week: Week) -> None:
    """A rule of the project's own: at once, and the official; no summary beside it."""
    admin, official = Person(week.url, "admin"), Person(week.url, "official")
    first = {"wait_minutes": 0, "recipients": [{"whom": "role", "role": "official"}]}
    admin.post("alert-rules/", {"project": 1, "kind": "overdue", "levels": [first]}, status=201)
    official.post("alert-preferences/", {"daily_summary_at": None, "weekly_report": False})


def past_its_date(week: Week) -> None:
    """What should have been reached yesterday."""
    planner = Person(week.url, "planner")
    (building,) = planner.all("buildings/?project=1&search=3%23")
    yesterday = datetime.datetime.now(ZONE).date() - datetime.timedelta(days=1)
    planner.post(
        "milestones/",
        {
            "project": 1,
            "building": building["id"],
            "code": "3#-N1",
            "name": NIGHT,
            "name_en": NIGHT_EN,
            "planned_finish": str(yesterday),
        },
        status=201,
    )


def signs_on_the_board(page: Page) -> None:
    """The topping-out has been late for days; its rule and reason are a tap away."""
    row = page.locator(".alert", has_text="3# 厂房 · 主体结构封顶").first
    row.get_by_role("button").click()
    page.fill("dialog textarea[name=comment]", "已约谈总包，周五前补齐班组")
    page.click("dialog button[type=submit]")
    expect(row.get_by_role("button")).to_have_count(0)


def told_once(week: Week) -> None:
    """Later, after many more looks of the timetable."""
    assert len(week.mails(to=OFFICIAL, about=NIGHT)) == 1
