"""The story *Wednesday* of product.md over National Day 2026, by every channel's fake provider.

3# is to be topped out by Tuesday 29 September. From Wednesday on nobody acts: the holiday runs
from 1 to 7 October, Saturday the 10th is worked. The clock is turned by the hour; what is told to
whom and when is read from the providers' own ledgers.
"""

import base64
import collections
import dataclasses
import datetime
import email
import email.policy
import json
import re
import zoneinfo
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from backend import channels
from projects.models import Activity, AlertRoute, AlertRule, Contact, Project, User
from projects.models.alert_words import AlertKind, Channel, RecipientKind, Severity
from projects.models.words import Language, Role
from projects.services import alerts
from tests import factories
from tests.projects.alerts.smtp import Scripted, scripted
from tests.projects.api.asking import bearer
from tests.projects.channels.browser import Browser
from tests.projects.channels.fakes import Wecom
from tests.projects.channels.provider import Answer, Got, Provider, provider, said

pytestmark = pytest.mark.django_db

ZONE = zoneinfo.ZoneInfo("Asia/Shanghai")
HOUR = datetime.timedelta(hours=1)
SECRET = "whsec_" + base64.b64encode(b"k" * 32).decode()
# what a person's or a group's message came by: the path of the request
PATHS = {
    "/cgi-bin/message/send": "site",
    "/sms": "admin",
    "/wecom": "wecom group",
    "/dingtalk": "dingtalk group",
    "/feishu": "feishu group",
    "/hook": "system",
    "/push/abc": "browser",
}
PUSH_TAKEN = 201
GROUPS = {
    Channel.WECOM_ROBOT: "/wecom?key=k",
    Channel.DINGTALK: "/dingtalk?access_token=t",
    Channel.FEISHU: "/feishu",
    Channel.WEBHOOK: "/hook",
}


def at(month: int, day: int, hour: int, minute: int = 0) -> datetime.datetime:
    return datetime.datetime(2026, month, day, hour, minute, tzinfo=ZONE)


class Town:
    """All providers but the mail's, behind one port; `told` is who got something at which hour."""

    def __init__(self) -> None:
        self.wecom = Wecom()
        self.browser = Browser()
        self.pushed: list[bytes] = []
        self.now = at(9, 29, 23)
        self.told: dict[str, list[datetime.datetime]] = collections.defaultdict(list)

    def __call__(self, got: Got) -> Answer:
        path = got.path.partition("?")[0]
        if path in PATHS:
            self.told[PATHS[path]].append(self.now)
        if path.startswith("/cgi-bin/"):
            return self.wecom(got)
        if path == "/push/abc":
            self.pushed.append(got.body)
            return Answer(status=PUSH_TAKEN)
        return said(errcode=0, code=0, errmsg="ok", msg="success")


@dataclasses.dataclass
class Cast:
    """Who there is, and the clock they share."""

    town: Town
    fake: Provider
    mail: Scripted
    project: Project
    people: dict[str, User]

    def until(self, end: datetime.datetime) -> None:
        """Turn the clock by the hour: the scan, then the dispatch, as the worker does it."""
        while self.town.now < end:
            self.town.now = min(self.town.now + HOUR, end)
            before = len(self.mail.got)
            alerts.alerts_scan(now=self.town.now)
            counts = alerts.deliveries_deliver(clock=lambda: self.town.now)
            assert counts.failed == 0
            for body in self.mail.got[before:]:
                to = email.message_from_bytes(body, policy=email.policy.default)["To"]
                self.town.told[to.partition("@")[0]].append(self.town.now)

    def first(self, who: str) -> datetime.datetime | None:
        """When somebody was told for the first time."""
        return next(iter(self.town.told.get(who, ())), None)


@pytest.fixture
def story(settings: Settings) -> Iterator[Cast]:
    """3# in Weifang, its people and groups, each by a channel of his own."""
    town = Town()
    with provider(town) as fake, scripted() as mail:
        settings.OUTGOING_INTERNAL = [fake.pair]
        settings.EMAIL_URL = mail.url
        settings.WECOM = dataclasses.replace(
            settings.WECOM, corp_id="corp", agent_id=7, secret="hidden", api_url=fake.url
        )
        settings.SMS = dataclasses.replace(
            channels.sms(),
            url=f"{fake.url}/sms",
            provider="gateway",
            fields={"to": "{phone}", "content": "{text}"},
            good="errcode=0",
        )
        project = factories.ProjectFactory.create(name="歌尔虚拟现实全球智能制造基地")
        people = {name: _person(project, name, role) for name, role in ROLES.items()}
        _contact(people["site"], Channel.WECOM_APP, "zhang.san")
        _contact(people["admin"], Channel.SMS, "13800000000")
        _route(people["inbox"], Channel.INBOX, None)
        _browser(people["browser"], town.browser, fake)
        _groups(project, fake)
        yield Cast(town, fake, mail, project, people)


ROLES = {
    "site": Role.SITE_MANAGER,
    "planner": Role.PLANNER,
    "inbox": Role.PLANNER,
    "browser": Role.PLANNER,
    "admin": Role.PROJECT_ADMIN,
    "official": Role.OFFICIAL,
}


def _person(project: Project, name: str, role: Role) -> User:
    user = factories.UserFactory.create(username=name, language=Language.CHINESE)
    factories.MembershipFactory.create(project=project, user=user, role=role)
    return user


def _browser(user: User, browser: Browser, fake: Provider) -> None:
    browser.url = f"{fake.url}/push/abc"
    address = browser.address
    _contact(user, Channel.WEB_PUSH, address.value, address.secret)


def _contact(user: User, channel: Channel, value: str, secret: str = "") -> None:
    contact = Contact.objects.create(
        user=user, channel=channel, value=value, secret=secret, verified_at=at(9, 1, 9)
    )
    _route(user, channel, contact)


def _route(user: User, channel: Channel, contact: Contact | None) -> None:
    for severity in Severity:
        AlertRoute.objects.create(
            user=user, severity=severity, rank=1, channel=channel, contact=contact
        )


def _groups(project: Project, fake: Provider) -> None:
    """The project's own groups are told with the first level."""
    rule = AlertRule.objects.get(kind=AlertKind.OVERDUE, project=None)
    for channel, path in GROUPS.items():
        group = Contact.objects.create(
            project=project,
            channel=channel,
            value=f"{fake.url}{path}",
            secret=SECRET,
            label=f"3# {channel.label}",
            verified_at=at(9, 1, 9),
        )
        rule.recipients.create(level=1, whom=RecipientKind.CONTACT, contact=group)


def _topping_out(project: Project) -> Activity:
    building = factories.BuildingFactory.create(project=project, code="3#")
    return factories.MilestoneFactory.create(
        project=project,
        building=building,
        name="主体结构封顶",
        planned_finish=datetime.date(2026, 9, 29),
    )


def test_wednesday_and_the_holiday_after_it(story: Cast) -> None:
    _topping_out(story.project)
    town = story.town
    # Wednesday 00:01: the first level, once each, each by his channel
    story.until(at(9, 30, 0, 1))
    groups = {"wecom group", "dingtalk group", "feishu group", "system"}
    first = {"site", "planner", "browser"} | groups
    assert {who: len(times) for who, times in town.told.items()} == dict.fromkeys(first, 1)
    shown = json.loads(town.browser.opened(town.pushed[0]))
    assert "主体结构封顶" in shown["title"] + shown["body"]
    assert "/sign/" in shown["link"]
    alert = story.project.alerts.get(kind=AlertKind.OVERDUE)

    # eight office hours later, the same evening, the second level; the holiday is not counted
    story.until(at(10, 8, 13))
    assert story.first("admin") == at(9, 30, 18, 1)
    assert story.first("official") is None

    # a promise rests the ladder and the reminders; Friday passes in silence
    alerts.alert_promise(
        alert=alert,
        user=story.people["site"],
        until=datetime.date(2026, 10, 9),
        comment="板浇筑完成",
        now=town.now,
    )
    rested = {who: len(times) for who, times in town.told.items()}
    story.until(at(10, 9, 23, 59))
    assert {who: len(times) for who, times in town.told.items()} == rested

    # three office hours were counted before the promise, five more on the worked Saturday
    story.until(at(10, 10, 14, 30))
    assert story.first("official") is None
    story.until(at(10, 10, 16))
    assert at(10, 10, 15) <= (story.first("official") or at(1, 1, 0)) <= at(10, 10, 16)
    _signed_from_the_mail(story, alert)


def _signed_from_the_mail(story: Cast, alert: Any) -> None:
    """The official opens the link of his mail, signs on the page, and sees the whole life."""
    message = email.message_from_bytes(story.mail.got[-1], policy=email.policy.default)
    text = message.get_body(("plain",)).get_content()  # type: ignore[union-attr] # a mail of ours
    assert "主体结构封顶" in text
    (link,) = re.findall(r"/sign/\S+", text)
    assert Client().get(link).status_code == 200
    alert.refresh_from_db()
    assert alert.acknowledged_at is None
    assert Client().post(link, {"comment": "已约谈"}).status_code == 302
    told = {who: len(times) for who, times in story.town.told.items()}
    story.until(at(10, 12, 12))
    assert {who: len(times) for who, times in story.town.told.items()} == told
    life = bearer(story.people["official"]).get(f"/api/v1/alerts/{alert.pk}/history/").json()
    happened = [(each["what"], each["channel"]) for each in life["happenings"]]
    assert happened[0] == ("opened", None)
    assert happened[-1] == ("signed", None)
    assert {channel for what, channel in happened if what == "told"} == {
        *GROUPS,
        Channel.WECOM_APP,
        Channel.SMS,
        Channel.WEB_PUSH,
        Channel.INBOX,
        Channel.EMAIL,
    }
    assert [what for what, _ in happened if what in ("climbed", "promised")] == [
        "climbed",
        "promised",
        "climbed",
    ]
    times = [each["at"] for each in life["happenings"]]
    assert times == sorted(times)
    groups = {each["group"] for each in life["happenings"] if each["group"]}
    assert groups == {f"3# {channel.label}" for channel in GROUPS}
