"""The mail: the right words in the reader's language, whatever people typed into the names."""

import datetime
import email
import email.policy
import io
from decimal import Decimal
from email.message import EmailMessage
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image
from pytest_django.fixtures import Settings

from projects.channels.texts import one_line
from projects.models import Activity, AlertDelivery, Link, Project, Rendition, User
from projects.models.words import Language, PhotoState, Role
from projects.selectors import late_words
from projects.services import alerts, planning, progress
from projects.services.planning import baselines
from projects.signing import sign_token_read
from tests import factories
from tests.projects.alerts.conftest import OVERDUE

DAYS_LATER = OVERDUE + datetime.timedelta(days=3, hours=9)
MAIL_MAX_BYTES = 60 * 1024

pytestmark = pytest.mark.django_db


def mail_of(settings: Settings, now: datetime.datetime = DAYS_LATER) -> EmailMessage:
    """Scan and deliver into the folder; return the one mail."""
    alerts.alerts_scan(now=now)
    assert alerts.deliveries_deliver(clock=lambda: now).sent == 1, AlertDelivery.objects.values()
    (kept,) = settings.MAIL_DIR.glob("*.eml")
    assert kept.stat().st_size <= MAIL_MAX_BYTES
    return email.message_from_bytes(kept.read_bytes(), policy=email.policy.default)


def text_of(mail: EmailMessage, kind: str) -> str:
    part = mail.get_body((kind,))
    assert part is not None
    return str(part.get_content())


def test_it_says_what_where_how_late_and_where_to_sign(
    milestone: Activity, official: User, settings: Settings
) -> None:
    mail = mail_of(settings)
    assert mail["To"] == official.email
    assert mail["Auto-Submitted"] == "auto-generated"
    # Friday's milestone on Tuesday: Monday and Tuesday are working days
    assert "2 working days late" in mail["Subject"]
    for kind in ("plain", "html"):
        said = text_of(mail, kind)
        assert milestone.project.name in said
        assert milestone.building is not None
        assert milestone.building.code in said
        assert milestone.name in said
        assert "2026-11-20" in said
        token = said.partition("/sign/")[2].partition("/")[0]
        asked = sign_token_read(token)
        assert (asked.user, asked.alert.milestone_id) == (official, milestone.pk)


def test_it_speaks_the_readers_language(
    milestone: Activity, official: User, settings: Settings
) -> None:
    Activity.objects.filter(pk=milestone.pk).update(name="结构封顶", name_en="Topping out")
    assert "Topping out" in text_of(mail_of(settings), "plain")
    AlertDelivery.objects.all().delete()
    next(settings.MAIL_DIR.glob("*.eml")).unlink()
    User.objects.filter(pk=official.pk).update(language=Language.CHINESE)
    said = mail_of(settings)
    assert "结构封顶" in text_of(said, "plain")
    assert 'lang="zh-hans"' in text_of(said, "html")


@pytest.mark.parametrize(
    "name",
    [
        "封顶\nBcc: everybody@topout.example",
        "封顶\r\n\r\n<script>alert(1)</script>",
        "\u202eesrever \u2066x",
        "封顶\x07\x0b\x85\u2028\u2029二",
        "字" * 200,
    ],
)
def test_a_hostile_name_is_sent_harmless(
    milestone: Activity, official: User, settings: Settings, name: str
) -> None:
    Activity.objects.filter(pk=milestone.pk).update(name=name)
    mail = mail_of(settings)
    assert mail["Bcc"] is None
    assert one_line(str(mail["Subject"])) == str(mail["Subject"])
    assert "<script>" not in text_of(mail, "html")
    assert "\u202e" not in text_of(mail, "plain")


def test_the_last_report_and_the_last_photo_are_in_it(
    milestone: Activity, official: User, settings: Settings
) -> None:
    progress.progress_record(
        user=factories.MembershipFactory.create(
            project=milestone.project, role=Role.SITE_MANAGER
        ).user,
        activity=milestone,
        percent=Decimal(60),
        note="屋面 <b>梁板</b> 浇筑",
        now=OVERDUE,
    )
    _photo(milestone)
    mail = mail_of(settings)
    assert "60 %" in text_of(mail, "plain")
    assert "屋面 <b>梁板</b> 浇筑" in text_of(mail, "plain")
    # the site's clock, not ours: 16:00 UTC is midnight in Shanghai
    assert "2026-11-21 00:00" in text_of(mail, "plain")
    assert ", arrived" not in text_of(mail, "plain")
    html = text_of(mail, "html")
    assert "&lt;b&gt;梁板&lt;/b&gt;" in html
    (picture,) = [part for part in mail.walk() if part.get_content_type() == "image/jpeg"]
    assert f"cid:{picture['Content-ID'].strip('<>')}" in html
    with Image.open(io.BytesIO(picture.get_content())) as image:
        assert image.format == "JPEG"
        assert max(image.size) <= 320


def test_a_report_that_came_late_says_when_it_was_seen_and_when_it_came(
    milestone: Activity, official: User, settings: Settings
) -> None:
    progress.progress_record(
        user=official,
        activity=milestone,
        percent=Decimal(60),
        observed_at=OVERDUE - datetime.timedelta(days=2),
        now=OVERDUE,
    )
    mail = mail_of(settings)
    for kind in ("plain", "html"):
        assert "2026-11-19 00:00, arrived 2026-11-21 00:00" in text_of(mail, kind)


@pytest.mark.parametrize(
    ("language", "facts", "lines"),
    [
        (
            Language.ENGLISH,
            {"taken_at": OVERDUE, "taken_at_source": "exif_offset", "grade": "strong"},
            ("2026-11-21 00:00", "camera clock with its UTC offset", "strong: time and place"),
        ),
        (
            Language.CHINESE,
            {"taken_at": OVERDUE, "taken_at_source": "device", "grade": "doubtful"},
            ("2026-11-21 00:00", "手机时钟，随上传发送", "证据", "存疑"),
        ),
        (
            Language.ENGLISH,
            {"stored_at": OVERDUE, "grade": "weak"},
            ("uploaded 2026-11-21 00:00", "only the time of the upload is known", "weak"),
        ),
        (Language.CHINESE, {"stored_at": OVERDUE}, ("上传于 2026-11-21 00:00", "尚未评级")),
    ],
)
def test_the_last_photo_is_told_with_its_time_the_source_of_it_and_its_grade(
    milestone: Activity,
    official: User,
    settings: Settings,
    language: Language,
    facts: dict[str, Any],
    lines: tuple[str, ...],
) -> None:
    User.objects.filter(pk=official.pk).update(language=language)
    _photo(milestone, **facts)
    mail = mail_of(settings)
    assert AlertDelivery.objects.get().body_text == text_of(mail, "plain")
    for kind in ("plain", "html"):
        said = text_of(mail, kind)
        assert [line for line in lines if line not in said] == []


def test_a_milestone_without_photo_says_so(
    milestone: Activity, official: User, settings: Settings
) -> None:
    assert "Last photo: none yet" in text_of(mail_of(settings), "plain")


@pytest.mark.parametrize("body", [b"", b"this is no picture", None])
def test_a_broken_photo_does_not_stop_the_mail(
    milestone: Activity, official: User, settings: Settings, body: bytes | None
) -> None:
    _photo(milestone, body=body, missing=body is None)
    mail = mail_of(settings)
    assert not [part for part in mail.walk() if part.get_content_maintype() == "image"]


def _photo(
    milestone: Activity, *, body: bytes | None = None, missing: bool = False, **facts: Any
) -> None:
    photo = factories.PhotoFactory.create(
        **facts,
        project=milestone.project,
        building=milestone.building,
        state=PhotoState.READY,
        uploaded_by=factories.UserFactory.create(),
    )
    if body is None:
        out = io.BytesIO()
        Image.new("RGB", (320, 240), (90, 120, 150)).save(out, "WEBP")
        body = out.getvalue()
    key = "renditions/x/320.webp"
    if not missing:
        key = default_storage.save(key, ContentFile(body))
    Rendition.objects.create(
        photo=photo, name="320", width=320, height=240, size_bytes=len(body), storage_key=key
    )


@pytest.fixture
def slipped(milestone: Activity, official: User) -> Activity:
    """Five approved days of work became thirty before anything began."""
    project = milestone.project
    work = factories.ActivityFactory.create(project=project, code="A1", duration_days=5)
    Link.objects.create(project=project, predecessor=work, successor=milestone)
    begin = datetime.date(2026, 11, 16)
    type(project).objects.filter(pk=project.pk).update(planned_start=begin)
    project.refresh_from_db()
    asked = OVERDUE - datetime.timedelta(days=4)
    baselines.baseline_take(
        project=project, user=official, data={"name": "批复", "is_current": True}, now=asked
    )
    Activity.objects.filter(pk=work.pk).update(duration_days=30)
    planning.schedule_compute(project=project, options={}, now=DAYS_LATER)
    return milestone


def test_it_says_when_the_work_is_expected_and_why(slipped: Activity, settings: Settings) -> None:
    mail = mail_of(settings)
    for kind in ("plain", "html"):
        said = text_of(mail, kind)
        assert "days later than approved" in said
        assert "A1" in said
        assert "(duration changed) +25 d" in said


def test_a_plan_is_taken_apart_once_for_all_its_mails(
    slipped: Activity, settings: Settings
) -> None:
    factories.MembershipFactory.create(project=slipped.project, role=Role.OFFICIAL)
    late_words._shifts_since.cache_clear()
    alerts.alerts_scan(now=DAYS_LATER)
    assert alerts.deliveries_deliver(clock=lambda: DAYS_LATER).sent == 2
    found = late_words._shifts_since.cache_info()
    assert (found.misses, found.hits) == (1, 1)


def test_a_plan_in_error_leaves_the_mail_without_a_reason(
    milestone: Activity, official: User, settings: Settings
) -> None:
    project = milestone.project
    work = factories.ActivityFactory.create(project=project, code="A1", duration_days=5)
    Link.objects.create(project=project, predecessor=work, successor=milestone)
    planning.schedule_compute(project=project, options={}, now=DAYS_LATER)
    Link.objects.create(project=project, predecessor=milestone, successor=work)
    said = text_of(mail_of(settings), "plain")
    assert "Expected: " in said
    assert "Why: " not in said


def test_it_says_which_date_was_compared(
    milestone: Activity, official: User, settings: Settings
) -> None:
    Activity.objects.filter(pk=milestone.pk).update(baseline_finish=milestone.planned_finish)
    Project.objects.update(compare_with="baseline")
    said = mail_of(settings)
    for kind in ("plain", "html"):
        assert "Approved date (baseline)" in text_of(said, kind)
        assert "current plan" not in text_of(said, kind)
