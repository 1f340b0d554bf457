"""The board in a real browser against a real server."""

import datetime
import re

from django.utils import timezone
from playwright.sync_api import expect

from projects import models
from projects.models.alert_words import AlertKind
from projects.services import analyses, planning
from projects.services.alerts import alerts_scan
from projects.services.planning import baselines
from tests import factories
from tests.web.conftest import IN_A_BROWSER, Plan, Visitor

pytestmark = IN_A_BROWSER


def test_lights_are_shapes_with_words_and_nothing_complains(plan: Plan, visitor: Visitor) -> None:
    page = visitor.visit(plan.people["official"])

    late = page.locator(".stop-button", has_text="Topping out")
    expect(late).to_contain_text("Orange")
    expect(late).to_contain_text(re.compile(r"\+\d d"))
    expect(late.locator("svg.light-orange")).to_be_visible()
    expect(page.locator(".stop-button", has_text="Completion acceptance")).to_contain_text("Green")
    expect(page.locator(".notice")).to_have_text("Sample data")
    expect(page.get_by_role("heading", level=2, name="Goertek VR base")).to_be_visible()
    expect(page.locator(".photo img")).to_have_js_property("complete", True)
    assert page.locator(".photo img").evaluate("image => image.naturalWidth") == 32
    assert visitor.complaints == []


def test_the_rule_is_told_on_hover_and_goes_with_escape(plan: Plan, visitor: Visitor) -> None:
    page = visitor.visit(plan.people["official"])

    page.locator(".stop-button", has_text="Topping out").hover()

    tip = page.get_by_role("tooltip")
    expect(tip).to_be_visible()
    expect(tip).to_contain_text("Days late, version 1")
    expect(tip).to_contain_text("Orange: 7 to 14 calendar days late")
    expect(tip).to_contain_text("9 calendar days late (limit 7)")
    page.keyboard.press("Escape")
    expect(tip).to_be_hidden()


def test_the_rule_is_told_to_the_keyboard(plan: Plan, visitor: Visitor) -> None:
    page = visitor.visit(plan.people["official"])

    page.locator("button.photo").focus()
    # past the trend
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")

    expect(page.get_by_role("tooltip")).to_contain_text("Days late, version")


def test_filters_live_in_the_address(plan: Plan, visitor: Visitor) -> None:
    other = factories.MilestoneFactory.create(
        project=factories.MembershipFactory.create(
            user=plan.people["official"], role="viewer"
        ).project,
        planned_finish=plan.today,
    )
    page = visitor.visit(plan.people["official"])
    expect(page.locator(".project")).to_have_count(2)

    page.locator("[data-light=orange]").click()

    expect(page).to_have_url(re.compile(r"\?light=orange$"))
    expect(page.locator(".building")).to_have_count(1)
    expect(page.locator(".building")).to_contain_text("Plant building 3#")
    page.reload()
    expect(page.locator("[data-light=orange]")).to_have_attribute("aria-pressed", "true")
    expect(page.locator(".building")).to_have_count(1)
    page.get_by_role("button", name="Clear filter").click()
    page.locator("select[name=project]").select_option(str(other.project_id))
    expect(page).to_have_url(re.compile(rf"\?project={other.project_id}$"))
    expect(page.locator(".project")).to_have_count(1)
    expect(page.locator(".alerts")).to_have_count(0)
    page.go_back()
    expect(page.locator(".project")).to_have_count(2)


def test_an_official_signs_on_the_board(plan: Plan, visitor: Visitor) -> None:
    page = visitor.visit(plan.people["official"])
    expect(page.locator(".alerts")).to_contain_text("1 to sign")

    page.locator(".alerts").get_by_role("button", name="Sign").click()
    page.get_by_label("Comment").fill("Two more crews from Friday")
    page.get_by_role("dialog").get_by_role("button", name="Sign").click()

    expect(page.locator(".alerts")).to_contain_text("Signed by")
    expect(page.get_by_role("dialog")).to_have_count(0)
    plan.alert.refresh_from_db()
    assert plan.alert.acknowledged_by == plan.people["official"]
    assert plan.alert.comment == "Two more crews from Friday"
    assert visitor.complaints == []


def test_what_was_just_signed_for_stays_in_sight(plan: Plan, visitor: Visitor) -> None:
    """Signed alerts come last, and of many only the first are shown."""
    for _ in range(7):
        late = factories.MilestoneFactory.create(project=plan.project, planned_finish=plan.today)
        models.Alert.objects.create(
            project=plan.project,
            milestone=late,
            kind=AlertKind.DUE_SOON,
            planned_finish=plan.today,
            opened_at=plan.now,
        )
    page = visitor.visit(plan.people["official"])
    row = page.locator(f"[data-alert='{plan.alert.pk}']")

    row.get_by_role("button", name="Sign").click()
    page.get_by_role("dialog").get_by_role("button", name="Sign").click()

    expect(row).to_have_class(re.compile("alert-signed"))
    expect(page.locator(".alert")).to_have_count(7)


def test_the_responsible_site_manager_signs_and_is_named(plan: Plan, visitor: Visitor) -> None:
    manager = plan.people["site_manager"]
    manager.last_name, manager.first_name = "王", "建国"
    manager.save()
    models.Activity.objects.filter(pk=plan.late.pk).update(responsible=manager)
    page = visitor.visit(manager)

    page.locator(".alerts").get_by_role("button", name="Sign").click()
    page.get_by_role("dialog").get_by_role("button", name="Sign").click()

    expect(page.locator(".alerts")).to_contain_text("Signed by 王建国")
    plan.alert.refresh_from_db()
    assert plan.alert.acknowledged_by == manager


def test_a_site_manager_who_is_not_responsible_only_reads(plan: Plan, visitor: Visitor) -> None:
    page = visitor.visit(plan.people["site_manager"])

    expect(page.locator(".alerts")).to_contain_text("Waiting for a signature")
    expect(page.locator(".alerts").get_by_role("button")).to_have_count(0)


def test_who_signs_second_is_told_so(plan: Plan, visitor: Visitor) -> None:
    page = visitor.visit(plan.people["official"])
    page.locator(".alerts").get_by_role("button", name="Sign").click()
    models.Alert.objects.filter(pk=plan.alert.pk).update(
        acknowledged_at=timezone.now(), acknowledged_by=plan.people["project_admin"]
    )

    page.get_by_role("dialog").get_by_role("button", name="Sign").click()

    expect(page.get_by_role("alert")).to_contain_text("Not signed: The alert is signed for")


def test_a_viewer_reads_and_has_nothing_to_press(plan: Plan, visitor: Visitor) -> None:
    page = visitor.visit(plan.people["viewer"])

    expect(page.locator(".alerts")).to_contain_text("Waiting for a signature")
    expect(page.locator(".alerts").get_by_role("button")).to_have_count(0)


def test_a_stranger_sees_an_empty_board(plan: Plan, visitor: Visitor) -> None:
    page = visitor.visit(plan.people["stranger"])

    expect(page.locator(".message")).to_contain_text("You belong to no project yet.")


def test_the_board_speaks_chinese_and_switches(plan: Plan, visitor: Visitor) -> None:
    page = visitor.visit(plan.people["official"], language="zh-hans", path="/?light=orange")

    late = page.locator(".stop-button", has_text="主体结构封顶")
    expect(late).to_contain_text("橙灯")
    expect(late).to_contain_text(re.compile(r"逾期 \d 个工作日"))
    late.hover()
    expect(page.get_by_role("tooltip")).to_contain_text("橙：逾期7至14个日历天")
    page.get_by_role("button", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page).to_have_url(re.compile(r"\?light=orange$"))
    expect(page.locator(".stop-button", has_text="Topping out")).to_be_visible()


def test_the_appearance_is_kept_without_a_flash(plan: Plan, visitor: Visitor) -> None:
    page = visitor.visit(plan.people["official"])
    before = page.evaluate("getComputedStyle(document.body).backgroundColor")

    page.get_by_role("button", name="Dark").click()

    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != before
    answer = page.request.get(visitor.base + "/")
    assert 'data-theme="dark"' in answer.text()


def test_the_photo_opens_large_with_its_time_and_source(plan: Plan, visitor: Visitor) -> None:
    page = visitor.visit(plan.people["official"])

    page.get_by_role("button", name="Enlarge the photo of Plant building 3#").click()

    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("东南角")
    expect(dialog).to_contain_text("Taken")
    expect(dialog).to_contain_text("time from the camera, with its time zone")
    dialog.get_by_role("button", name="Close").click()
    expect(dialog).to_be_hidden()


def test_a_phone_shows_cards_and_never_scrolls_sideways(plan: Plan, visitor: Visitor) -> None:
    page = visitor.visit(plan.people["official"], width=390, height=844)

    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.locator(".stop-button", has_text="Topping out").tap()
    expect(page.get_by_role("tooltip")).to_contain_text("Days late, version")
    small = page.locator("button:visible, select:visible").evaluate_all(
        "all => all.map(one => one.getBoundingClientRect()).filter(box => box.height < 40).length"
    )
    assert small == 0


def test_what_will_be_late_says_so_and_why(plan: Plan, visitor: Visitor) -> None:
    """Five days of work become thirty: the milestone ahead is late before its day comes."""
    ahead = plan.today + datetime.timedelta(days=14)
    work = factories.ActivityFactory.create(project=plan.project, code="A1", duration_days=5)
    milestone = factories.MilestoneFactory.create(
        project=plan.project, name_en="Roof closed", planned_finish=ahead
    )
    models.Link.objects.create(project=plan.project, predecessor=work, successor=milestone)
    models.Project.objects.filter(pk=plan.project.pk).update(planned_start=plan.today)
    plan.project.refresh_from_db()
    baselines.baseline_take(
        project=plan.project,
        user=plan.people["planner"],
        data={"name": "批复", "is_current": True},
        now=plan.now,
    )
    models.Activity.objects.filter(pk=work.pk).update(duration_days=30)
    planning.schedule_compute(project=plan.project, options={}, now=plan.now)
    alerts_scan(now=plan.now)
    milestone.refresh_from_db()
    page = visitor.visit(plan.people["official"])

    alert = page.locator(".alert", has_text="Roof closed")
    expect(alert).to_contain_text(f"Expected +{milestone.forecast_days_late} d")
    expect(alert.locator(".alert-expected")).to_contain_text("expected")
    expect(alert.get_by_role("button", name="Sign")).to_be_visible()
    lamp = page.locator("[data-late=expected]")
    expect(lamp).to_have_text("1Will be late")
    lamp.click()
    expect(page).to_have_url(re.compile(r"\?late=expected$"))
    expect(page.locator(".building")).to_have_count(1)
    expect(page.locator(".stop-dim")).to_have_count(0)
    stop = page.locator(".stop-button", has_text="Roof closed")
    expect(stop.locator(".stop-expected")).to_contain_text("expected")
    stop.hover()

    tip = page.get_by_role("tooltip")
    expect(tip).to_contain_text("against the baseline")
    expect(tip).to_contain_text("A1 duration +25 d")
    assert visitor.complaints == []


def test_what_the_last_risk_analysis_says_is_told(plan: Plan, visitor: Visitor) -> None:
    work = factories.ActivityFactory.create(project=plan.project, code="A1", duration_days=5)
    roof = factories.MilestoneFactory.create(project=plan.project, name_en="Roof closed")
    models.Link.objects.create(project=plan.project, predecessor=work, successor=roof)
    spread = {"low": 80, "likely": 100, "high": 150, "shape": "pert"}
    asked = analyses.analysis_ask(
        project=plan.project,
        user=plan.people["planner"],
        request={"iterations": 1000, "seed": 1, "spread": spread},
        now=plan.now,
    )
    analyses.analysis_run(analysis_id=asked.pk)
    page = visitor.visit(plan.people["official"])
    stop, tip = page.locator(".stop-button", has_text="Roof closed"), page.get_by_role("tooltip")
    stop.hover()
    expect(tip).to_contain_text("P80 forecast")
    expect(tip.locator(".fact-stale")).to_have_count(0)
    models.Activity.objects.filter(pk=work.pk).update(duration_days=6)
    page.reload()
    stop.hover()
    expect(tip.locator(".fact-stale")).to_contain_text("plan changed since")
    assert visitor.complaints == []
