"""A plan is built in the Gantt: rows are made, and removed again."""

import pytest
from playwright.sync_api import Page, expect

from projects import models
from tests import factories
from tests.web.conftest import IN_A_BROWSER, Plan, Visitor
from tests.web.gantt import LINKS, cell, opened, row_of
from tests.web.test_access import AXE, violations

pytestmark = IN_A_BROWSER


def _picked(page: Page, name: str) -> None:
    cell(page, name, 2).click()
    page.get_by_role("treegrid").focus()


@pytest.fixture
def empty(plan: Plan, people: dict[str, models.User]) -> models.Project:
    """A project without a plan."""
    project = factories.ProjectFactory.create(planned_start=plan.today)
    factories.MembershipFactory.create(project=project, user=people["planner"], role="planner")
    return project


def test_a_new_activity_follows_another_and_stands_in_sight(
    computed: dict[str, models.Activity], plan: Plan, visitor: Visitor
) -> None:
    page = opened(visitor, plan)
    _picked(page, "Work B")
    page.keyboard.press("Insert")
    dialog = page.get_by_role("dialog", name="New activity")
    expect(dialog.get_by_label("Code", exact=True)).to_have_value("B1")
    dialog.get_by_label("Name", exact=True).fill("砌体")
    dialog.get_by_label("English name").fill("Masonry")
    dialog.get_by_label("Duration").fill("8")
    dialog.get_by_label("Follows").fill("B")
    dialog.get_by_role("button", name="Add").click()

    expect(dialog).to_have_count(0)
    row = row_of(page, "Masonry")
    expect(row.get_by_role("gridcell").nth(3)).to_have_text("8")
    expect(row.locator("[aria-selected=true]")).to_have_count(1)
    made = models.Activity.objects.get(code="B1")
    assert made.links_in.get().predecessor == computed["B"]
    assert made.early_start is not None
    assert visitor.complaints == []


@pytest.mark.usefixtures("computed")
def test_a_code_that_is_taken_is_said_at_its_field(plan: Plan, visitor: Visitor) -> None:
    page = opened(visitor, plan)
    page.get_by_role("button", name="New activity").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Code", exact=True).fill("A")
    dialog.get_by_label("Name", exact=True).fill("Twice")
    dialog.get_by_label("Kind").select_option("finish_milestone")
    expect(dialog.get_by_label("Duration")).to_have_count(0)
    dialog.get_by_role("button", name="Add").click()
    expect(dialog.get_by_label("Code", exact=True)).to_have_attribute("aria-invalid", "true")
    expect(dialog.get_by_role("alert")).to_contain_text("already taken")
    assert models.Activity.objects.filter(name="Twice").count() == 0


def test_the_first_activity_of_a_plan_is_computed_at_once(
    empty: models.Project, plan: Plan, visitor: Visitor
) -> None:
    path = f"/projects/{empty.pk}/gantt/"
    page = visitor.visit(plan.people["planner"], path=path)
    page.get_by_role("button", name="New activity").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Name", exact=True).fill("开工")
    dialog.get_by_role("button", name="Add").click()
    expect(row_of(page, "开工")).to_be_visible()
    assert empty.activities.get().early_start is not None


def test_a_row_is_removed_after_a_look_at_what_hangs_on_it(
    computed: dict[str, models.Activity], plan: Plan, visitor: Visitor
) -> None:
    page = opened(visitor, plan)
    _picked(page, "Work B")
    page.keyboard.press("Delete")
    dialog = page.get_by_role("dialog", name="Delete B Work B?")
    expect(dialog).to_contain_text("Links: 1")
    expect(dialog).to_contain_text("Photos: 0")
    models.Activity.objects.filter(pk=computed["B"].pk).update(version=2)
    dialog.get_by_role("button", name="Delete").click()
    expect(dialog.get_by_role("alert")).to_contain_text("Somebody else")
    dialog.get_by_role("button", name="Delete").click()
    expect(row_of(page, "Work B")).to_have_count(0)
    assert not models.Activity.objects.filter(pk=computed["B"].pk).exists()


def test_what_is_photographed_is_not_removed(
    computed: dict[str, models.Activity], plan: Plan, visitor: Visitor
) -> None:
    factories.PhotoFactory.create(
        project=plan.project,
        building=plan.late_building,
        activity=computed["B"],
        uploaded_by=plan.people["site_manager"],
    )
    page = opened(visitor, plan)
    _picked(page, "Work B")
    page.get_by_role("button", name="Delete").click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("Photos: 1")
    dialog.get_by_role("button", name="Delete").click()
    expect(dialog.get_by_role("alert")).to_contain_text("photos or progress")
    dialog.get_by_role("button", name="Cancel").click()
    expect(row_of(page, "Work B")).to_be_visible()


def _pasted(page: Page, text: str) -> None:
    page.evaluate(
        """text => {
            const data = new DataTransfer();
            data.setData("text/plain", text);
            const event = { clipboardData: data, bubbles: true, cancelable: true };
            document.querySelector(".gantt-grid").dispatchEvent(new ClipboardEvent("paste", event));
        }""",
        text,
    )


def test_rows_of_a_spreadsheet_become_activities_all_or_none(
    computed: dict[str, models.Activity], plan: Plan, visitor: Visitor
) -> None:
    page = opened(visitor, plan)
    row_of(page, "Work B").get_by_role("gridcell").nth(1).click()
    _pasted(page, "编码\t名称\t工期\t单体\nB\t旧\t1\nC1\t砌体\t8\t1#\nC2\t\t3\nC3\t验收\t0")
    dialog = page.get_by_role("dialog", name="Paste from Excel")
    expect(dialog.get_by_role("status")).to_contain_text("code, name, duration, building")
    expect(dialog.get_by_role("status")).to_contain_text("left alone: 1")
    expect(dialog.get_by_role("alert")).to_have_text("Row 4: it has no name.")
    expect(dialog.get_by_role("button", name="Add 2")).to_be_disabled()

    # what somebody else made meanwhile is only known to the server
    factories.ActivityFactory.create(project=plan.project, code="C3")
    rows = "编码\t名称\t工期\t单体\nC1\t砌体\t8\t1#\nC2\t抹灰\t3\nC3\t验收\t0"
    dialog.get_by_role("textbox").fill(rows)
    dialog.get_by_role("button", name="Add 3").click()
    expect(dialog.get_by_role("alert")).to_contain_text("Row 4 Code: This value is already taken.")
    assert not models.Activity.objects.filter(code="C1").exists()
    expect(dialog.get_by_role("status")).to_contain_text("left alone: 1")
    dialog.get_by_role("button", name="Add 2").click()
    expect(row_of(page, "砌体").locator("[aria-selected=true]")).to_have_count(1)
    made = {each.code: each for each in models.Activity.objects.filter(code__startswith="C")}
    assert made["C1"].building == plan.fine_building
    assert made["C2"].building == plan.late_building
    assert made["C2"].duration_days == 3


def test_predecessors_tie_the_new_rows_also_at_the_second_try(
    computed: dict[str, models.Activity], plan: Plan, visitor: Visitor
) -> None:
    page = opened(visitor, plan)
    row_of(page, "Work B").get_by_role("gridcell").nth(1).click()
    heads = "编码\t名称\t工期\t紧前活动\n"
    _pasted(page, f"{heads}C1\t砌体\t8\tB; C2SS+3d\nC2\t抹灰\t3\tC1")
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("alert")).to_contain_text("lead back to it")
    expect(dialog.get_by_role("button", name="Add 2")).to_be_disabled()
    dialog.get_by_role("textbox").fill(f"{heads}C1\t砌体\t8\tB; C2SS+3d\nC2\t抹灰\t3\t")
    expect(dialog.get_by_role("status")).to_contain_text("Links: 2")
    expect(dialog.get_by_role("row").nth(1)).to_contain_text("B, C2 SS+3")

    # the line breaks between the activities and what ties them
    page.route(LINKS, lambda route: route.abort())
    dialog.get_by_role("button", name="Add 2").click()
    expect(dialog).to_contain_text("The activities were made (2), their links were not.")
    assert models.Link.objects.count() == 1
    page.unroute(LINKS)
    dialog.get_by_role("button", name="Add the links (2)").click()
    expect(dialog).to_have_count(0)
    made = models.Link.objects.filter(successor__code="C1").order_by("kind")
    assert [(each.predecessor.code, each.kind, int(each.lag_days)) for each in made] == [
        ("B", "FS", 0),
        ("C2", "SS", 3),
    ]
    assert models.Activity.objects.filter(code__startswith="C").count() == 2


@pytest.mark.usefixtures("computed")
def test_what_hangs_over_the_last_row_is_offered_as_new(plan: Plan, visitor: Visitor) -> None:
    page = opened(visitor, plan)
    page.get_by_role("treegrid").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Control+End")
    page.keyboard.press("Home")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    _pasted(page, "Renamed\t6\nOne more\t4")
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name="Add 1").click()
    expect(dialog).to_have_count(0, timeout=15_000)
    expect(row_of(page, "One more").get_by_role("gridcell").nth(3)).to_have_text("4")
    expect(row_of(page, "Renamed").get_by_role("gridcell").nth(3)).to_have_text("6")


@pytest.mark.usefixtures("computed")
def test_a_viewer_neither_makes_nor_removes_rows(plan: Plan, visitor: Visitor) -> None:
    page = opened(visitor, plan, role="viewer")
    _picked(page, "Work B")
    page.keyboard.press("Delete")
    page.keyboard.press("Insert")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.get_by_role("button", name="New activity")).to_have_count(0)


@pytest.mark.usefixtures("computed")
@pytest.mark.parametrize(("language", "width"), [("zh-hans", 390), ("en", 1440)])
def test_axe_finds_nothing_in_the_dialogs_in_the_dark(
    plan: Plan, visitor: Visitor, language: str, width: int
) -> None:
    page = opened(visitor, plan, language=language, width=width)
    page.context.add_cookies([{"name": "theme", "value": "dark", "url": visitor.base}])
    page.reload()
    page.wait_for_selector("canvas[data-drawn]")
    page.get_by_role("treegrid").focus()
    page.keyboard.press("ArrowDown")
    for key in ("Insert", "Delete"):
        page.keyboard.press("Control+End")
        page.keyboard.press(key)
        expect(page.get_by_role("dialog")).to_be_visible()
        assert violations(page, AXE.read_text(encoding="utf-8")) == []
        page.keyboard.press("Escape")
    _pasted(page, "Code\tName\tDays\nX1\tOne\t5\nX2\tTwo\tlong")
    expect(page.get_by_role("dialog").get_by_role("alert")).to_be_visible()
    assert violations(page, AXE.read_text(encoding="utf-8")) == []
