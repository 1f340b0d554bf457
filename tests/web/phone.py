"""Using the site manager's phone as a person does."""

from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import BrowserContext, Locator, Page, expect

from projects import models
from tests.chromium import FLAGS, ROOT, chromium_path
from tests.web.conftest import Plan, Visitor

PHOTOS = ROOT / "tests" / "data" / "photos"
TWO = [PHOTOS / "whole.jpg", PHOTOS / "orientation_6.jpg"]
PHONE: dict[str, Any] = {"width": 390, "height": 844, "path": "/site/"}
# what the phone sends at once
PART = 256 * 1024
# where a phone keeps what it is, below a test's folder
PROFILE = "profile"
UPLOADS = "**/api/v1/uploads/**"
# a browser may wake the worker to send, and what a worker sends no test can cut
BY_THE_PAGE: dict[str, Any] = {"workers": "block"}


# a page of the same origin that opens no database of ours
ELSEWHERE = "/sign-in/"


def opened(plan: Plan, visitor: Visitor, **changes: Any) -> Page:
    """The phone at the report of the late milestone."""
    page = visitor.visit(plan.people["site_manager"], **{**PHONE, **changes})
    to_the_report(page)
    return page


def to_the_report(page: Page) -> None:
    """Two taps: the building, the milestone."""
    page.locator(".site-row", has_text="3#").click()
    page.locator(".site-row", has_text="Topping out").click()


def take(page: Page, *files: Path) -> None:
    """Choose photos from the gallery."""
    page.get_by_label("Gallery").set_input_files(files)


def counts(page: Page) -> Locator:
    """What the bar says of the queue."""
    return page.locator(".site-counts")


def submit(page: Page) -> None:
    """Submit, and wait until it is on the phone."""
    page.get_by_role("button", name="Submit").click()
    expect(page.locator(".site-save")).to_contain_text("Saved on this phone")


def worker_ready(page: Page) -> None:
    """Wait until the page would open without a network."""
    page.evaluate("navigator.serviceWorker.ready")
    page.wait_for_function("caches.match('/site/', {cacheName: 'topout-site-shell'})")


def large(folder: Path) -> Path:
    """A photo of several parts."""
    file = folder / "large.jpg"
    Image.effect_noise((1200, 1200), 90).save(file, quality=95)
    return file


def stored(plan: Plan) -> int:
    """How many photos of the late milestone the server has."""
    return models.Photo.objects.filter(activity=plan.late).count()


def on_the_disk(visitor: Visitor, folder: Path) -> BrowserContext:
    """A phone whose profile is on the disk: what it kept is there when it is opened again."""
    return visitor.browser.browser_type.launch_persistent_context(
        user_data_dir=folder / PROFILE,
        executable_path=chromium_path(),
        args=FLAGS,
        viewport={"width": 390, "height": 844},
        locale="en-US",
        service_workers="block",
    )
