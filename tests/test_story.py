"""One day of product.md 1 against real servers: site, planner, official, and a broker that dies."""

import dataclasses
import datetime
import hashlib
import re
import time
import uuid
import zoneinfo
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.story import board
from tests.story.person import Person
from tests.story.photos import photo_of, ready, sent, upright
from tests.story.servers import House, house, say, wait_for

ZONE = zoneinfo.ZoneInfo("Asia/Shanghai")
OFFICIAL = "official@topout.example"
LATE_NAME = "主体结构封顶\nBcc: everybody@topout.example"
LATE_WORDS = "主体结构封顶"
MAIL_SECONDS = 90


@dataclasses.dataclass
class Day:
    """What the people of the day know."""

    house: House
    chromium: Browser
    stranger: Person
    site: Person
    planner: Person
    official: Person
    project: int = 0
    building: int = 0
    late: int = 0

    @property
    def yesterday(self) -> str:
        """The project's yesterday."""
        return str(datetime.datetime.now(ZONE).date() - datetime.timedelta(days=1))


@pytest.mark.services
@pytest.mark.browser
@pytest.mark.timeout(400)
def test_the_day(tmp_path: Path, chromium: Browser) -> None:
    began = time.monotonic()
    tmp_path.chmod(0o755)
    with house(tmp_path) as built:
        try:
            stranger, site, planner, official = (
                Person(built.url, name) for name in ("stranger", "site", "planner", "official")
            )
            day = Day(built, chromium, stranger, site, planner, official)
            say(f"servers and demo after {time.monotonic() - began:.0f} s")
            for part in PARTS:
                part(day)
                say(f"{part.__name__} after {time.monotonic() - began:.0f} s")
        except BaseException:
            say(built.words())
            raise


def stranger_sees_nothing(day: Day) -> None:
    assert day.stranger.all("projects/") == []
    assert day.stranger.all("milestones/") == []
    some = day.site.all("milestones/?overdue=true")[0]
    for path in (f"milestones/{some['id']}/", f"buildings/{some['building']}/"):
        theirs, nobodys = (
            day.stranger.ask("GET", path),
            day.stranger.ask("GET", "milestones/999999999/"),
        )
        assert theirs.status == nobodys.status == 404
        assert theirs.body["code"] == nobodys.body["code"] == "not_found"


def site_reports(day: Day) -> None:
    projects = {row["code"]: row for row in day.site.all("projects/")}
    base = projects["GOERTEK-VR"]
    assert base["role"] == "site_manager"
    buildings = {row["code"]: row["id"] for row in day.site.all(f"buildings/?project={base['id']}")}
    assert set(buildings) == {"1#", "2#", "3#", "P"}
    rows = day.site.all(f"milestones/?building={buildings['3#']}&overdue=true")
    (top,) = rows
    assert top["code"] == "3#-M09"
    entry = day.site.post(
        "progress-entries/",
        {"activity": top["id"], "percent": 85, "note": "屋面梁板钢筋绑扎"},
        status=201,
    )
    assert entry["reported_by"] == "site"
    photos_arrive(day, base["id"], top["id"])


def photos_arrive(day: Day, project: int, milestone: int) -> None:
    sideways, heic = photo_of("landscape_6.jpg"), photo_of("iphone_13_pro_max.HEIC")
    first = sent(day.site, milestone, "landscape_6.jpg", sideways)
    again = day.site.upload(
        {"client_upload_id": str(uuid.uuid4()), "milestone": str(milestone)}, "x.jpg", sideways
    )
    assert (again.status, again.body["duplicate"], again.body["id"]) == (200, True, first["id"])
    nothing = day.site.upload(
        {"client_upload_id": str(uuid.uuid4()), "milestone": str(milestone)}, "x.jpg", b"no photo"
    )
    assert nothing.status == 422
    assert nothing.body["code"]
    upright(day.site, ready(day.site, first["id"]), sideways)
    phone = ready(day.site, sent(day.site, milestone, "IMG_1.HEIC", heic)["id"])
    assert phone["taken_at_source"] in {"exif_offset", "exif_project_zone"}
    kept = day.site.ask("GET", f"photos/{first['id']}/original/")
    assert hashlib.sha256(kept.body).hexdigest() == hashlib.sha256(sideways).hexdigest()
    assert day.stranger.ask("GET", f"photos/{first['id']}/original/").status == 404


def planner_plans(day: Day) -> None:
    planner = day.planner
    made = planner.post("projects/", {"code": "STORY", "name": "一日工程"}, status=201)
    day.project = made["id"]
    for username, role in (("site", "site_manager"), ("official", "official")):
        member = {"project": day.project, "user": username, "role": role}
        planner.post("memberships/", member, status=201)
    # this project's official is told at once, and of nothing else: no summary, whatever hour it is
    first = {"wait_minutes": 0, "recipients": [{"whom": "role", "role": "official"}]}
    rule = {"project": day.project, "kind": "overdue", "levels": [first]}
    planner.post("alert-rules/", rule, status=201)
    quiet = {"daily_summary_at": None, "weekly_report": False}
    day.official.post("alert-preferences/", quiet)
    calendar = planner.post(
        "calendars/", {"project": day.project, "name": "中国", "preset": "china"}, status=201
    )
    planner.patch(f"projects/{day.project}/", {"calendar": calendar["id"]})
    building = {"project": day.project, "code": "3#", "name": "3# 厂房", "floors": 5}
    day.building = planner.post("buildings/", building, status=201)["id"]
    fields = {"project": str(day.project), "building": str(day.building)}
    photo = day.site.upload(
        {**fields, "client_upload_id": str(uuid.uuid4()), "caption": "昨日现场"},
        "site.jpg",
        photo_of("DSCN0010.jpg"),
    )
    assert photo.status == 201, photo.body
    ready(day.site, photo.body["id"])
    _bulk(day)
    (late,) = planner.all(f"milestones/?project={day.project}&overdue=true")
    day.late = late["id"]
    assert late["light"]["colour"] == "yellow"
    assert late["days_late"] == 1


def _bulk(day: Day) -> None:
    shared = {"project": day.project, "building": day.building, "evidence_policy": "accepted"}
    later = str(datetime.datetime.now(ZONE).date() + datetime.timedelta(days=60))
    day.planner.post(
        "milestones/",
        [
            {**shared, "code": "M09", "name": LATE_NAME, "planned_finish": day.yesterday},
            {**shared, "code": "M20", "name": "竣工验收", "planned_finish": later},
        ],
        status=201,
    )


def official_is_told_once(day: Day) -> None:
    mails = wait_for(
        lambda: day.house.mails(to=OFFICIAL, about="一日工程"),
        what="the mail",
        seconds=MAIL_SECONDS,
    )
    for _ in range(2):
        day.house.scan()
    mails = day.house.mails(to=OFFICIAL, about="一日工程")
    assert len(mails) == 1, [mail["Subject"] for mail in mails]
    (mail,) = mails
    assert LATE_WORDS in mail["Subject"]
    assert "\n" not in mail["Subject"]
    assert mail["Bcc"] is None
    assert not day.house.mails(to="everybody@topout.example", about="")
    kinds = [part.get_content_type() for part in mail.walk()]
    assert "text/plain" in kinds
    assert "text/html" in kinds
    pictures = [part for part in mail.walk() if part.get_content_maintype() == "image"]
    html: Any = mail.get_body(("html",))
    assert pictures
    assert f"cid:{pictures[0]['Content-ID'].strip('<>')}" in html.get_content()
    assert _link(mail).startswith(f"{day.house.url}/sign/")


def official_signs(day: Day) -> None:
    goertek = _alert(day, "3#-M09")
    screens = day.house.home
    context = day.chromium.new_context(locale="zh-CN", viewport={"width": 1440, "height": 900})
    board.board_read_and_sign(context, day.house.url, goertek["id"], screens / "board.png")
    context.close()
    (mail,) = day.house.mails(to=OFFICIAL, about="一日工程")
    board.link_sign(day.chromium, _link(mail), screens / "sign.png")
    for code in ("3#-M09", "M09"):
        signed = _alert(day, code)
        assert signed["acknowledged_by"] == "专班督办员"
    before = len(list((day.house.home / "mails").iterdir()))
    day.house.scan()
    assert len(list((day.house.home / "mails").iterdir())) == before


def planner_accepts(day: Day) -> None:
    site, planner = day.site, day.planner
    claimed = site.post(f"milestones/{day.late}/claim/", {"note": "今日封顶"})
    assert claimed["state"] == "claimed"
    assert not claimed["reached"]
    ready(site, sent(site, day.late, "top.jpg", photo_of("DSCN0012.jpg"))["id"])
    assert site.get(f"milestones/{day.late}/")["state"] == "evidenced"
    assert site.ask("POST", f"milestones/{day.late}/accept/", b"{}").status == 403
    accepted = planner.post(f"milestones/{day.late}/accept/", {"note": "同意"})
    assert accepted["reached"]
    assert accepted["light"]["colour"] == "green"
    day.house.scan()
    assert _alert(day, "M09", is_open=False)["closed_at"]


def broker_dies(day: Day) -> None:
    day.house.redis_kill()
    began = time.monotonic()
    shared = {"project": day.project, "building": day.building}
    night = {**shared, "code": "M11", "name": "夜间节点", "planned_finish": day.yesterday}
    day.planner.post("milestones/", night, status=201)
    assert time.monotonic() - began < 5
    day.house.manage(("python", "manage.py", "scan_overdue"))
    # a worker that was at it needs no bell: the mail may come before Redis does
    day.house.redis_return()
    wait_for(
        lambda: day.house.mails(to=OFFICIAL, about="夜间节点"),
        what="the late mail",
        seconds=MAIL_SECONDS,
    )
    day.house.scan()
    assert len(day.house.mails(to=OFFICIAL, about="夜间节点")) == 1


PARTS = (
    stranger_sees_nothing,
    site_reports,
    planner_plans,
    official_is_told_once,
    official_signs,
    planner_accepts,
    broker_dies,
)


def _alert(day: Day, code: str, *, is_open: bool = True) -> Any:
    asked = f"alerts/?kind=overdue&open={'true' if is_open else 'false'}&page_size=200"
    (found,) = [row for row in day.official.all(asked) if row["milestone_code"] == code]
    return found


def _link(mail: Any) -> str:
    text = mail.get_body(("plain",)).get_content()
    (link,) = set(re.findall(r"https?://\S+/sign/\S+", text))
    return str(link)
