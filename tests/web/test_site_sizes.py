"""The phone with clocks, names, plans and dates that nobody expects."""

import datetime
import time
from pathlib import Path

import pytest
from playwright.sync_api import FilePayload, Page, expect

from projects import models
from projects.models.evidence_words import EvidenceGrade, GradeReason
from tests import factories
from tests.web.conftest import IN_A_BROWSER, Plan, Visitor
from tests.web.phone import BY_THE_PAGE, PHONE, PHOTOS, counts, opened, stored, submit, take
from tests.web.test_access import axe, violations

__all__ = ["axe"]
pytestmark = IN_A_BROWSER
YEAR = datetime.timedelta(days=365)
# without a camera's own clock the phone's is all that tells the time
BARE = PHOTOS / "bare.jpg"
LONG, ARABIC = "三层梁板" * 75, "صورة الخرسانة في الطابق الثالث " * 10
MILESTONES = 5_000
SHEET_MOST_S = 3.0


def is_within(page: Page) -> bool:
    """Does nothing stand out of the phone's width?"""
    return bool(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))


@pytest.mark.parametrize(
    ("shift", "words", "grade", "reason"),
    [
        (YEAR, "365 days ahead", EvidenceGrade.DOUBTFUL, GradeReason.CLOCK_AHEAD),
        (-YEAR, "365 days behind", EvidenceGrade.FAIR, GradeReason.UPLOADED_LATE),
    ],
)
def test_a_clock_that_is_wrong_by_a_year(
    plan: Plan,
    visitor: Visitor,
    shift: datetime.timedelta,
    words: str,
    grade: str,
    reason: str,
) -> None:
    page = visitor.visit(plan.people["site_manager"], **{**PHONE, **BY_THE_PAGE, "path": "/"})
    page.clock.install(time=datetime.datetime.now(datetime.UTC) + shift)
    page.goto(f"{visitor.base}/site/")
    expect(page.locator(".site-notice")).to_contain_text(words)
    page.locator(".site-row", has_text="3#").click()
    page.locator(".site-row", has_text="Topping out").click()
    take(page, BARE)
    page.get_by_role("button", name="5 more").click()
    submit(page)
    expect(counts(page)).to_have_text("0 waiting · 0 sending · 2 safe", timeout=20_000)
    photo = models.Photo.objects.get(activity=plan.late)
    assert reason in [each["code"] for each in photo.grade_reasons]
    assert photo.grade == grade
    assert photo.device_taken_at is not None
    assert abs(photo.device_taken_at - photo.stored_at - shift) < datetime.timedelta(minutes=2)
    # what was seen is told by the server's clock: the phone knows how wrong its own is
    entry = models.ProgressEntry.objects.get(activity=plan.late)
    assert entry.observed_at is not None
    passed = entry.reported_at - entry.observed_at
    assert datetime.timedelta() <= passed < datetime.timedelta(minutes=2)


def test_a_clock_that_is_set_right_again_holds_nothing_back(plan: Plan, visitor: Visitor) -> None:
    page = visitor.visit(plan.people["site_manager"], **{**PHONE, **BY_THE_PAGE, "path": "/"})
    page.clock.install(time=datetime.datetime.now(datetime.UTC) + YEAR)
    page.goto(f"{visitor.base}/site/")
    page.locator(".site-row", has_text="3#").click()
    page.locator(".site-row", has_text="Topping out").click()
    page.context.route("**/api/v1/uploads/", lambda route: route.fulfill(status=503))
    take(page, BARE)
    with page.expect_response("**/api/v1/uploads/"):
        submit(page)
    expect(counts(page)).to_contain_text("1 waiting")
    page.context.unroute("**/api/v1/uploads/")
    # the next try was noted by the wrong clock: a year from now
    page = visitor.tab(page.context)
    page.goto(f"{visitor.base}/site/#/queue")
    expect(counts(page)).to_have_text("0 waiting · 0 sending · 1 safe", timeout=20_000)
    assert stored(plan) == 1


@pytest.mark.parametrize("words", [LONG, ARABIC], ids=["300 letters", "Arabic"])
def test_long_and_foreign_names(plan: Plan, visitor: Visitor, words: str) -> None:
    longest = words[:200]
    models.Building.objects.filter(pk=plan.late_building.pk).update(name=longest, name_en="")
    models.Activity.objects.filter(pk=plan.late.pk).update(name=longest, name_en="")
    page = visitor.visit(plan.people["site_manager"], **PHONE)
    assert is_within(page)
    page.locator(".site-row", has_text=longest[:12]).click()
    assert is_within(page)
    page.locator(".site-row", has_text=longest[:12]).click()
    file: FilePayload = {
        "name": f"{words[:300]}.jpg",
        "mimeType": "image/jpeg",
        "buffer": BARE.read_bytes(),
    }
    page.get_by_label("Gallery").set_input_files(file)
    page.get_by_label("Note").fill(words[:300])
    expect(page.locator(".site-tile-draft")).to_have_count(1)
    page.evaluate("scrollTo(0, 0)")
    assert is_within(page)
    page.context.set_offline(True)
    submit(page)
    counts(page).click()
    expect(page.locator(".site-entry")).to_contain_text(words[:50])
    assert is_within(page)
    page.context.set_offline(False)
    expect(counts(page)).to_have_text("0 waiting · 0 sending · 2 safe", timeout=20_000)
    assert models.ProgressEntry.objects.get(activity=plan.late).note == words[:300].strip()
    assert models.Photo.objects.get(activity=plan.late).original_name.startswith(words[:200])


def test_arabic_runs_from_right_to_left(plan: Plan, visitor: Visitor) -> None:
    models.Activity.objects.filter(pk=plan.late.pk).update(name_en=ARABIC[:90])
    page = visitor.visit(plan.people["site_manager"], **PHONE)
    page.locator(".site-row", has_text="3#").click()
    page.locator(".site-row", has_text=ARABIC[:12]).click()
    runs = "node => getComputedStyle(node).direction"
    assert page.locator(".site-title span").evaluate(runs) == "rtl"
    note = page.get_by_label("Note")
    assert note.evaluate(runs) == "ltr"
    note.fill(ARABIC)
    assert note.evaluate(runs) == "rtl"


def test_a_project_without_a_building_is_reported_on(plan: Plan, visitor: Visitor) -> None:
    models.Activity.objects.filter(pk=plan.late.pk).update(building=None)
    models.Activity.objects.filter(pk=plan.fine.pk).update(building=None)
    models.Photo.objects.filter(project=plan.project).delete()
    models.Building.objects.filter(project=plan.project).delete()
    page = visitor.visit(plan.people["site_manager"], **PHONE)
    page.locator(".site-row", has_text="Whole project").click()
    page.locator(".site-row", has_text="Topping out").click()
    take(page, BARE)
    submit(page)
    expect(counts(page)).to_have_text("0 waiting · 0 sending · 1 safe")
    assert models.Photo.objects.get(activity=plan.late).building is None


def test_five_thousand_milestones_are_few_on_the_phone(plan: Plan, visitor: Visitor) -> None:
    models.Activity.objects.bulk_create(
        [
            models.Activity(
                project=plan.project,
                building=plan.fine_building,
                code=f"N-{number:04}",
                name=f"节点 {number:04}",
                kind=plan.late.kind,
                planned_finish=plan.today + datetime.timedelta(days=number // 10),
            )
            for number in range(MILESTONES)
        ]
    )
    page = visitor.visit(plan.people["site_manager"], **{**PHONE, "path": "/site/"})
    began = time.monotonic()
    with page.expect_response("**/api/v1/site/") as answered:
        page.reload()
    body = answered.value.body()
    assert time.monotonic() - began < SHEET_MOST_S
    assert len(body) < 400_000
    page.locator(".site-row", has_text="1#").click()
    expect(page.locator(".site-row")).to_have_count(299)
    expect(page.get_by_text("4702 later activities are not shown")).to_be_attached()
    page.get_by_label("Find by name or code").fill("节点 0123")
    expect(page.locator(".site-row")).to_have_count(1)
    page.get_by_label("Find by name or code").fill("4999")
    expect(page.get_by_text("no such work on the phone")).to_be_visible()


def test_dates_of_1999_and_2099(plan: Plan, visitor: Visitor) -> None:
    for finish, code in ((datetime.date(1999, 12, 31), "OLD"), (datetime.date(2099, 1, 1), "FAR")):
        factories.MilestoneFactory.create(
            project=plan.project,
            building=plan.late_building,
            code=code,
            name=code,
            name_en=code,
            planned_finish=finish,
        )
    page = opened(plan, visitor)
    page.get_by_role("button", name="Back").click()
    old, far = (page.locator(".site-row", has_text=code) for code in ("OLD", "FAR"))
    expect(old).to_contain_text("31 Dec 1999")
    expect(old).to_contain_text("working days late")
    expect(far).to_contain_text("1 Jan 2099")
    expect(far).not_to_contain_text("late")
    old.click()
    expect(page.get_by_text("Planned 31 Dec 1999")).to_be_visible()
    page.get_by_label("This milestone is reached").check()
    submit(page)
    expect(counts(page)).to_have_text("0 waiting · 0 sending · 1 safe")
    claimed = models.Activity.objects.get(code="OLD", project=plan.project)
    assert claimed.actual_finish is not None


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_axe_finds_nothing_where_things_go_wrong(
    plan: Plan, visitor: Visitor, axe: str, tmp_path: Path, language: str
) -> None:
    film = tmp_path / "walk.mov"
    film.write_bytes(b"\x00\x00\x00\x14ftypqt  ")
    page = visitor.visit(
        plan.people["site_manager"], language=language, **{**PHONE, **BY_THE_PAGE, "path": "/"}
    )
    page.clock.install(time=datetime.datetime.now(datetime.UTC) + YEAR)
    page.context.route("**/api/v1/uploads/", lambda route: route.fulfill(status=507))
    page.goto(f"{visitor.base}/site/")
    page.locator(".site-row", has_text="3#").click()
    page.locator(".site-row").first.click()
    page.locator("input[type=file][multiple]").set_input_files([film, BARE])
    expect(page.locator(".site-tile-draft")).to_have_count(1)
    page.locator(".site-save button").click()
    expect(page.locator(".site-save [role=status]")).to_be_visible()
    for path in ("report", "queue"):
        if path == "queue":
            counts(page).click()
            expect(page.locator(".site-held")).to_be_visible()
        assert violations(page, axe) == []
