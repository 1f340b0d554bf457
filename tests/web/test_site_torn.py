"""A phone whose own store is torn, locked or full: it says so, and gives out what it has."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.web.conftest import IN_A_BROWSER, Plan, Visitor
from tests.web.phone import (
    BY_THE_PAGE,
    ELSEWHERE,
    PHONE,
    PHOTOS,
    PROFILE,
    TWO,
    counts,
    on_the_disk,
    opened,
    stored,
    submit,
    take,
    to_the_report,
)

pytestmark = IN_A_BROWSER
# opens the store at a version, and does what the test wants within the upgrade
AT_VERSION = """() => new Promise((done, failed) => {
    const asked = indexedDB.open("topout-site", %d);
    asked.onupgradeneeded = () => { const db = asked.result; %s };
    asked.onerror = () => failed(asked.error);
    asked.onsuccess = () => { asked.result.close(); done(asked.result.version); };
})"""
PUT = """([store, record]) => new Promise((done, failed) => {
    const asked = indexedDB.open("topout-site");
    asked.onsuccess = () => {
        const write = asked.result.transaction(store, "readwrite");
        write.objectStore(store).put(record);
        write.oncomplete = () => { asked.result.close(); done(); };
        write.onerror = () => failed(write.error);
    };
})"""


def kept_drafts(plan: Plan, visitor: Visitor, **changes: Any) -> Page:
    """A page elsewhere, on a phone that keeps two photos that were not submitted."""
    page = opened(plan, visitor, **changes)
    take(page, *TWO)
    expect(page.locator(".site-tile-draft")).to_have_count(2)
    page.goto(visitor.base + ELSEWHERE)
    return page


def back(page: Page, visitor: Visitor, path: str = "/site/#/queue") -> None:
    """Open the phone's pages again."""
    page.goto(visitor.base + path)
    expect(counts(page)).to_be_visible()


def test_a_store_of_a_newer_version_is_used_as_it_is(plan: Plan, visitor: Visitor) -> None:
    page = kept_drafts(plan, visitor)
    assert page.evaluate(AT_VERSION % (7, 'db.createObjectStore("films")')) == 7
    back(page, visitor, "/site/")
    to_the_report(page)
    expect(page.locator(".site-tile-draft")).to_have_count(2)
    submit(page)
    expect(counts(page)).to_have_text("0 waiting · 0 sending · 2 safe")
    expect(page.locator(".site-notice")).to_have_count(0)
    assert stored(plan) == 2


def test_photos_whose_records_are_gone_can_be_saved(plan: Plan, visitor: Visitor) -> None:
    page = kept_drafts(plan, visitor)
    page.evaluate(AT_VERSION % (2, 'db.deleteObjectStore("photos")'))
    back(page, visitor)
    expect(page.get_by_role("alert")).to_contain_text("was damaged and is mended")
    expect(page.get_by_text("2 damaged and not to be sent")).to_be_visible()
    entry = page.locator(".site-entry").first
    with page.expect_download() as saved:
        entry.get_by_role("button", name="Save to the phone").click()
    assert saved.value.path().read_bytes() in [file.read_bytes() for file in TWO]
    page.on("dialog", lambda dialog: dialog.accept())
    entry.get_by_role("button", name="Remove").click()
    expect(page.locator(".site-entry")).to_have_count(1)
    # and it works again
    page.goto(f"{visitor.base}/site/")
    to_the_report(page)
    take(page, PHOTOS / "whole.jpg")
    submit(page)
    expect(counts(page)).to_have_text("0 waiting · 0 sending · 1 safe")


def test_photos_whose_bytes_are_gone_say_so(plan: Plan, visitor: Visitor) -> None:
    page = kept_drafts(plan, visitor)
    page.evaluate(AT_VERSION % (2, 'db.deleteObjectStore("bytes")'))
    back(page, visitor, "/site/")
    to_the_report(page)
    submit(page)
    expect(counts(page)).to_contain_text("2 not taken")
    page.locator(".site-tile-refused").first.click()
    expect(page.get_by_text("has lost this photo's bytes")).to_be_visible()
    assert stored(plan) == 0


@pytest.mark.parametrize(
    "record",
    [
        {"id": "x"},
        {"id": "x", "state": "waiting", "user": 7, "place": None},
        {"id": "x", "state": ["?"], "name": "a.jpg", "shapes": "torn"},
    ],
)
def test_a_torn_record_takes_nothing_along(
    plan: Plan, visitor: Visitor, record: dict[str, Any]
) -> None:
    page = kept_drafts(plan, visitor)
    page.evaluate(PUT, ["photos", record])
    page.evaluate(PUT, ["reports", record])
    back(page, visitor, "/site/")
    to_the_report(page)
    submit(page)
    expect(counts(page)).to_have_text("0 waiting · 0 sending · 2 safe")
    counts(page).click()
    expect(page.get_by_text("2 damaged and not to be sent")).to_be_visible()
    with page.expect_download() as saved:
        page.locator(".site-entry").first.get_by_role("button", name="Save").click()
    assert '"x"' in saved.value.path().read_text()


@pytest.mark.parametrize("projects", [None, [{"id": 1}]])
def test_a_torn_sheet_comes_anew_from_the_server(
    plan: Plan, visitor: Visitor, projects: object
) -> None:
    page = kept_drafts(plan, visitor)
    user = plan.people["site_manager"].username
    page.evaluate(PUT, ["sheets", {"user": user, "as_of": "?", "projects": projects}])
    back(page, visitor, "/site/")
    to_the_report(page)
    expect(page.locator(".site-tile-draft")).to_have_count(2)


def test_what_breaks_the_page_is_said_and_photos_can_be_saved(plan: Plan, visitor: Visitor) -> None:
    page = kept_drafts(plan, visitor, **BY_THE_PAGE)
    # what no check foresees: a server that answers something else
    sheet = {"as_of": "x", "user": "x", "projects": [{"id": 1, "buildings": [{}]}]}
    page.context.route("**/api/v1/site/", lambda route: route.fulfill(json=sheet))
    page.goto(f"{visitor.base}/site/")
    expect(page.get_by_role("heading", name="This page has failed")).to_be_visible()
    expect(page.get_by_text("2 photos are on the phone")).to_be_visible()
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save to the phone").first.click()
    assert saved.value.path().read_bytes() in [file.read_bytes() for file in TWO]
    page.context.unroute("**/api/v1/site/")
    page.get_by_role("button", name="Open again").click()
    to_the_report(page)
    expect(page.locator(".site-tile-draft")).to_have_count(2)


def test_a_store_that_another_tab_holds(plan: Plan, visitor: Visitor) -> None:
    page = kept_drafts(plan, visitor)
    other = visitor.tab(page.context)
    other.goto(visitor.base + ELSEWHERE)
    # it keeps its connection open although another wants to change the database
    other.evaluate(
        """() => new Promise((done) => {
            const asked = indexedDB.open("topout-site");
            asked.onsuccess = () => {
                window.held = asked.result;
                indexedDB.open("topout-site", 9);
                done();
            };
        })"""
    )
    back(page, visitor)
    notice = page.get_by_role("alert")
    expect(notice).to_contain_text("Another tab holds this phone's store", timeout=10_000)
    # the work is there all the same
    page.goto(f"{visitor.base}/site/#/")
    expect(page.locator(".site-row", has_text="3#")).to_be_visible()
    other.evaluate("window.held.close()")
    other.close()
    expect(notice).to_have_count(0, timeout=10_000)
    to_the_report(page)
    expect(page.locator(".site-tile-draft")).to_have_count(2)


def test_a_store_that_does_not_open(plan: Plan, visitor: Visitor) -> None:
    page = visitor.visit(plan.people["site_manager"], **PHONE, **BY_THE_PAGE)
    page.add_init_script(
        """IDBFactory.prototype.open = () => {
            throw new DOMException("Internal error opening backing store", "UnknownError");
        };"""
    )
    page.reload()
    expect(page.get_by_role("alert")).to_contain_text("cannot be opened (UnknownError)")
    to_the_report(page)
    take(page, TWO[0])
    expect(page.get_by_text("the phone could not keep it")).to_be_visible()
    page.get_by_label("Note").fill("写了很多")
    page.get_by_role("button", name="Submit").click()
    expect(page.get_by_text("nothing was submitted")).to_be_visible()
    expect(page.get_by_label("Note")).to_have_value("写了很多")


def test_a_store_that_is_torn_on_the_disk(plan: Plan, visitor: Visitor, tmp_path: Path) -> None:
    phone = on_the_disk(visitor, tmp_path)
    page = phone.new_page()
    page.goto(f"{visitor.base}/site/")
    visitor.sign_in(page, plan.people["site_manager"])
    to_the_report(page)
    take(page, *TWO)
    expect(page.locator(".site-tile-draft")).to_have_count(2)
    phone.close()
    torn = [
        file
        for file in (tmp_path / PROFILE).rglob("*.indexeddb.leveldb/*")
        if file.name.startswith("MANIFEST") or file.suffix in {".log", ".ldb"}
    ]
    assert torn
    for file in torn:
        file.write_bytes(b"\xff" * file.stat().st_size)

    phone = on_the_disk(visitor, tmp_path)
    page = phone.new_page()
    page.goto(f"{visitor.base}/site/")
    to_the_report(page)
    # the browser threw the torn database away; what is taken now is kept and sent
    take(page, TWO[0])
    submit(page)
    expect(counts(page)).to_contain_text("1 safe")
    assert stored(plan) == 1
    phone.close()
