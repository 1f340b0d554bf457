"""A phone without room: nothing is kept by half, nothing is lost, and room can be made."""

import re
from typing import Any

from playwright.sync_api import Page, Response, expect

from projects import models
from tests.web.conftest import IN_A_BROWSER, Plan, Visitor
from tests.web.phone import BY_THE_PAGE, PHONE, TWO, UPLOADS, counts, stored, submit, take
from tests.web.phone import to_the_report as open_report

pytestmark = IN_A_BROWSER
QUOTA = 400_000
# what something else on the phone takes, down to the last kilobyte
FILL = """async () => {
    const db = await new Promise((done) => {
        const asked = indexedDB.open("other", 1);
        asked.onupgradeneeded = () => asked.result.createObjectStore("bytes");
        asked.onsuccess = () => done(asked.result);
    });
    const put = (size) => new Promise((done) => {
        const write = db.transaction("bytes", "readwrite");
        write.objectStore("bytes").put(new Uint8Array(size), Math.random());
        write.oncomplete = () => done(true);
        write.onabort = () => done(false);
    });
    for (const size of [100000, 10000, 1000, 100]) while (await put(size));
    db.close();
}"""
BYTES_LEFT = """() => new Promise((done) => {
    const asked = indexedDB.open("topout-site");
    asked.onsuccess = () => {
        const count = asked.result.transaction("bytes").objectStore("bytes").count();
        count.onsuccess = () => { asked.result.close(); done(count.result); };
    };
})"""


def small_phone(plan: Plan, visitor: Visitor) -> Page:
    """A phone with little room, at the report; Chromium takes a limit before the first byte."""
    page = visitor.visit(plan.people["site_manager"], **{**PHONE, **BY_THE_PAGE, "path": "/"})
    room(page, visitor, QUOTA)
    page.goto(f"{visitor.base}/site/")
    open_report(page)
    return page


def room(page: Page, visitor: Visitor, size: int | None) -> None:
    """Let the browser give the site so many bytes in all; None: as many as it likes."""
    asked: dict[str, Any] = {"origin": visitor.base}
    if size is not None:
        asked["quotaSize"] = size
    page.context.new_cdp_session(page).send("Storage.overrideQuotaForOrigin", asked)


def test_what_does_not_fit_is_named_and_what_is_kept_goes_out(plan: Plan, visitor: Visitor) -> None:
    page = small_phone(plan, visitor)
    made: list[int] = []

    def listen(answer: Response) -> None:
        if answer.request.method == "PATCH":
            made.append(answer.status)

    page.on("response", listen)
    page.context.route(UPLOADS, lambda route: route.abort("connectionreset"))
    take(page, TWO[0])
    expect(page.locator(".site-tile-draft")).to_have_count(1)
    submit(page)
    page.evaluate(FILL)
    take(page, TWO[1])
    expect(page.get_by_role("alert")).to_contain_text("the phone's storage is full, not kept")
    page.get_by_label("Note").fill("满了" * 1000)
    page.get_by_role("button", name="Submit").click()
    expect(page.locator(".site-save")).to_contain_text("nothing was submitted")
    expect(page.get_by_label("Note")).to_have_value("满了" * 1000)

    # it is sent although that can hardly be written down, once, and makes room for its receipt
    page.context.unroute(UPLOADS)
    expect(counts(page)).to_contain_text("1 safe", timeout=60_000)
    assert (stored(plan), made) == (1, [204])
    room(page, visitor, None)
    page.get_by_role("button", name="Submit").click()
    expect(counts(page)).to_have_text("0 waiting · 0 sending · 2 safe", timeout=15_000)
    assert models.ProgressEntry.objects.get(activity=plan.late).note == "满了" * 1000


def test_copies_of_safe_photos_can_be_removed_from_a_full_phone(
    plan: Plan, visitor: Visitor
) -> None:
    page = small_phone(plan, visitor)
    take(page, *TWO)
    expect(page.locator(".site-tile-draft")).to_have_count(2)
    submit(page)
    expect(counts(page)).to_have_text("0 waiting · 0 sending · 2 safe")
    page.evaluate(FILL)
    counts(page).click()
    expect(page.locator(".site-storage")).to_contain_text("MB used on this phone")
    page.get_by_role("button", name=re.compile("Remove this phone's copies of 2")).click()
    page.wait_for_timeout(1_000)
    assert page.evaluate(BYTES_LEFT) == 0
    expect(page.locator(".site-tile-safe")).to_have_count(2)
