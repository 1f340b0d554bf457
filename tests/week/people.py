"""Somebody with a browser of his own, at a desk or with a phone."""

import dataclasses
import email
import email.policy
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.story.board import sign_in

DESK: dict[str, Any] = {"viewport": {"width": 1440, "height": 900}}
# it knows that it lies in 3#
PHONE: dict[str, Any] = {
    "viewport": {"width": 390, "height": 844},
    "has_touch": True,
    "geolocation": {"latitude": 36.7897, "longitude": 119.2130},
    "permissions": ["geolocation"],
}
SECONDS = 20_000
# beat looks each minute, and the machine may be busy
SCAN_MS = 150_000


@dataclasses.dataclass
class Somebody:
    """A browser's profile; `complaints` is what its console said."""

    context: BrowserContext
    page: Page
    url: str
    username: str
    complaints: list[str]

    def go(self, path: str) -> Page:
        """Open another page of the same browser."""
        self.page.goto(self.url + path)
        return self.page

    def fresh(self) -> Page:
        """Another tab, as after the first was closed or killed."""
        self.page = _tab(self.context, self.complaints)
        return self.page


@dataclasses.dataclass
class Week:
    """Where the servers are, what they keep, and who is there."""

    url: str
    data: Path
    browser: Browser

    @contextmanager
    def at(self, username: str, *, language: str, path: str = "/", **kind: Any) -> Iterator[Page]:
        """A browser that is closed at the end of his work, whose console stayed silent."""
        with self.somebody(username, language=language, path=path, **kind) as one:
            yield one.page

    @contextmanager
    def somebody(
        self, username: str, *, language: str, path: str = "/", **kind: Any
    ) -> Iterator[Somebody]:
        """The same for somebody who needs more than one tab."""
        context = self.browser.new_context(**(kind or DESK))
        context.add_cookies([{"name": "django_language", "value": language, "url": self.url}])
        complaints: list[str] = []
        page = _tab(context, complaints)
        sign_in(page, self.url + path, username)
        try:
            yield Somebody(context, page, self.url, username, complaints)
            assert complaints == []
        except BaseException:
            for number, open_page in enumerate(context.pages):
                open_page.screenshot(path=self.data / f"{username}-{number}.png")
            raise
        finally:
            context.close()

    def mails(self, *, to: str, about: str) -> list[EmailMessage]:
        """What was sent to somebody, as a desk keeps it instead of sending it."""
        kept = (
            email.message_from_bytes(file.read_bytes(), policy=email.policy.default)
            for file in sorted((self.data / "mail").glob("*.eml"))
        )
        return [mail for mail in kept if to in str(mail["To"]) and about in said(mail)]


def said(mail: EmailMessage) -> str:
    """The words of a mail."""
    text = mail.get_body(("plain",))
    return str(text.get_content()) if text else ""


def shown(page: Page, words: str) -> None:
    """Somewhere in the page's own part these words stand."""
    expect(page.locator("main")).to_contain_text(words)


def _tab(context: BrowserContext, complaints: list[str]) -> Page:
    page = context.new_page()
    page.set_default_timeout(SECONDS)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    return page
