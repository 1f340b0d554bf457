"""Group robots: what they are told, how their codes are judged, and hostile words."""

import base64
import datetime
import hashlib
import hmac
import json
import re
from types import ModuleType

import pytest
from pytest_django.fixtures import Settings

from projects.channels import dingtalk, feishu, wecom_robot
from projects.channels.base import Address, AddressRefused, NotSent, Rendered
from projects.models.alert_words import ErrorClass
from tests.projects.channels.messages import HOSTILE, LINK, NOW, PLAIN, hostile
from tests.projects.channels.provider import Answer, Got, Provider, provider, said

ROBOTS = [wecom_robot, dingtalk, feishu]
YES = said(errcode=0, code=0, errmsg="ok", msg="success")
SECRET = "SEC-of-a-robot"


def sent(robot: ModuleType, fake: Provider, settings: Settings, message: Rendered = PLAIN) -> Got:
    settings.OUTGOING_INTERNAL = [fake.pair]
    address = Address(f"{fake.url}/robot/send?access_token=t", SECRET)
    robot.message_send(message=message, address=address, now=NOW)
    return fake.got[-1]


def failure_of(robot: ModuleType, answer: Answer, settings: Settings) -> NotSent:
    with provider(answer) as fake, pytest.raises(NotSent) as failure:
        sent(robot, fake, settings)
    return failure.value


@pytest.mark.parametrize("robot", ROBOTS)
def test_a_yes_is_a_yes(settings: Settings, robot: ModuleType) -> None:
    with provider(YES) as fake:
        got = sent(robot, fake, settings)
    assert got.method == "POST"
    assert got.headers["Content-Type"].startswith("application/json")
    assert LINK in got.body.decode()
    assert "主体封顶" in got.body.decode()


@pytest.mark.parametrize(
    ("robot", "code", "judged", "seconds"),
    [
        (wecom_robot, 93000, ErrorClass.PERMANENT, None),
        (wecom_robot, 45009, ErrorClass.TRANSIENT, 60),
        (wecom_robot, -1, ErrorClass.TRANSIENT, None),
        (wecom_robot, 40008, ErrorClass.BUG, None),
        (wecom_robot, 987654, ErrorClass.TRANSIENT, None),
        (dingtalk, 310000, ErrorClass.CONFIGURATION, None),
        (dingtalk, 130101, ErrorClass.TRANSIENT, 600),
        (dingtalk, 400102, ErrorClass.PERMANENT, None),
        (feishu, 19021, ErrorClass.CONFIGURATION, None),
        (feishu, 11232, ErrorClass.TRANSIENT, 60),
        (feishu, 19001, ErrorClass.PERMANENT, None),
        (feishu, 9499, ErrorClass.BUG, None),
    ],
)
def test_a_code_in_an_answer_of_200_is_an_error(
    settings: Settings, robot: ModuleType, code: int, judged: ErrorClass, seconds: int | None
) -> None:
    failure = failure_of(robot, said(errcode=code, code=code, errmsg="no", msg="no"), settings)
    assert failure.error_class == judged
    assert failure.wait == (None if seconds is None else datetime.timedelta(seconds=seconds))
    assert str(code) in failure.text


@pytest.mark.parametrize("robot", ROBOTS)
@pytest.mark.parametrize(
    "body", [b"<html>welcome</html>", b"", b"[0]", b'{"errcode"', b"[" * 60_000, b"x" * 100_000]
)
def test_an_answer_that_nobody_can_read_may_have_been_a_yes(
    settings: Settings, robot: ModuleType, body: bytes
) -> None:
    failure = failure_of(robot, Answer(body=body), settings)
    assert failure.error_class == ErrorClass.AMBIGUOUS
    assert len(failure.text) < 300


@pytest.mark.parametrize("robot", ROBOTS)
def test_an_answer_without_a_code_is_no_yes(settings: Settings, robot: ModuleType) -> None:
    assert failure_of(robot, said(hello=1), settings).error_class == ErrorClass.TRANSIENT


@pytest.mark.parametrize("robot", ROBOTS)
def test_no_failure_tells_the_address_which_is_a_secret(
    settings: Settings, robot: ModuleType
) -> None:
    address = Address("https://127.0.0.1/robot/send?access_token=hidden", SECRET)
    with pytest.raises(NotSent) as failure:
        robot.message_send(message=PLAIN, address=address, now=NOW)
    assert failure.value.error_class == ErrorClass.PERMANENT
    shown = failure.value.text + repr(address)
    assert "hidden" not in shown
    assert SECRET not in shown
    with pytest.raises(AddressRefused):
        robot.MEDIUM.check(address)


def test_dingtalk_signs_the_milliseconds_in_the_address(settings: Settings) -> None:
    with provider(YES) as fake:
        got = sent(dingtalk, fake, settings)
    milliseconds = got.query["timestamp"]
    assert int(milliseconds) == int(NOW.timestamp() * 1000)
    text = f"{milliseconds}\n{SECRET}".encode()
    digest = hmac.new(SECRET.encode(), text, hashlib.sha256).digest()
    assert got.query["sign"] == base64.b64encode(digest).decode()
    assert got.query["access_token"] == "t"


def test_feishu_signs_the_seconds_in_the_body(settings: Settings) -> None:
    with provider(YES) as fake:
        got = sent(feishu, fake, settings).json
    assert got["timestamp"] == str(int(NOW.timestamp()))
    key = f"{got['timestamp']}\n{SECRET}".encode()
    digest = hmac.new(key, b"", hashlib.sha256).digest()
    assert got["sign"] == base64.b64encode(digest).decode()


def markdown_in(robot: ModuleType, body: dict[str, object]) -> str:
    markdown = body["markdown"]
    assert isinstance(markdown, dict)
    return str(markdown["text" if robot is dingtalk else "content"])


@pytest.mark.parametrize("robot", [wecom_robot, dingtalk])
@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_words_stay_words_in_markdown(
    settings: Settings, robot: ModuleType, text: str
) -> None:
    with provider(YES) as fake:
        markdown = markdown_in(robot, sent(robot, fake, settings, hostile(text)).json)
    # our own subject and link, and no other markup
    assert markdown.endswith(f"[Open and sign]({LINK})")
    own = markdown.removesuffix(f"[Open and sign]({LINK})").removeprefix("**")
    head, _end, words = own.partition("**")
    assert "\n" not in head
    for piece in (head, words):
        assert not re.search(r"[<>*`\[\]_~|\\]", piece)
    assert not re.search(r"(?m)^\s*([#+=-]|\d+[.)])", words)
    assert not re.search(r"[\x00-\x09\x0b-\x1f\u202a-\u202e\u2066-\u2069\u200f]", markdown)
    assert len(markdown.encode()) <= (4096 if robot is wecom_robot else 20_000)


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_words_are_data_for_feishu(settings: Settings, text: str) -> None:
    with provider(YES) as fake:
        got = sent(feishu, fake, settings, hostile(text))
    assert len(got.body) <= 20_000
    post = got.json["content"]["post"]["en_us"]
    (words,), (link,) = post["content"]
    assert words["tag"] == "text"
    assert link == {"tag": "a", "text": "Open and sign", "href": LINK}
    assert "\n" not in post["title"]


def test_the_language_is_the_recipients(settings: Settings) -> None:
    with provider(YES) as fake:
        got = sent(feishu, fake, settings)
    assert got.json["content"]["post"].keys() == {"zh_cn"}
    assert "打开并签收" in got.body.decode()


@pytest.mark.parametrize("robot", ROBOTS)
def test_a_robot_is_told_eighteen_times_a_minute(robot: ModuleType) -> None:
    (limit,) = robot.MEDIUM.limits()
    assert (limit.most, limit.within) == (18, datetime.timedelta(minutes=1))


def test_a_line_end_in_dingtalk_keeps_its_two_blanks(settings: Settings) -> None:
    with provider(YES) as fake:
        text = json.loads(sent(dingtalk, fake, settings).body)["markdown"]["text"]
    assert "2026-11-20  \n原因" in text
