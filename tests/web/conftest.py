"""The board's cast and plan, a browser, and pages that are really built."""

import datetime
import io
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path
from typing import Literal

import pytest
from django.conf import settings as django_settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page
from pytest_django.fixtures import Settings
from pytest_django.live_server_helper import LiveServer

from projects import models, signing
from projects.models.alert_words import AlertKind, Channel
from projects.models.words import PhotoState, TakenAtSource
from projects.selectors.calendars import today_of
from projects.services import planning
from tests import factories
from tests.commits import WITH_COMMITS
from tests.web.under_way import UnderWay

LATE_DAYS = 9
# by which of them a page that somebody visits is known to be there
SHOWN = (
    ".building, .message, .inbox, .alert-page, .project-page, .contacts-page, .site-row, .home, "
    ".album, .wall-foot, .gantt"
)


# for modules whose tests look at the built pages through a browser; once, on PostgreSQL: what the
# pages ask for is tried on both databases by the tests of the API
IN_A_BROWSER = [pytest.mark.browser, pytest.mark.services, WITH_COMMITS]


@pytest.fixture(autouse=True, scope="session")
def _static_folder() -> None:
    """Whitenoise warns of a static folder that nobody has collected into."""
    django_settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)


class Plan:
    """One project of two buildings: 3# is late, has a photo and an open alert; 1# is fine."""

    def __init__(self, project: models.Project, people: dict[str, models.User]) -> None:
        self.project = project
        self.people = people
        self.now = timezone.now()
        self.today = today_of(project, self.now)
        self.late_building = factories.BuildingFactory.create(
            project=project, code="3#", name="3# 厂房", name_en="Plant building 3#", order=1
        )
        self.fine_building = factories.BuildingFactory.create(
            project=project, code="1#", name="1# 厂房", name_en="Plant building 1#", order=0
        )
        self.late = self._milestone(self.late_building, "主体结构封顶", "Topping out", -LATE_DAYS)
        self.fine = self._milestone(self.fine_building, "竣工验收", "Completion acceptance", 90)
        self.alert = models.Alert.objects.create(
            project=project,
            milestone=self.late,
            kind=AlertKind.OVERDUE,
            planned_finish=self.today - datetime.timedelta(days=LATE_DAYS),
            opened_at=self.now - datetime.timedelta(days=8),
        )
        self.photo = self._photo()

    def _milestone(
        self, building: models.Building, name: str, name_en: str, days: int
    ) -> models.Milestone:
        activity = factories.MilestoneFactory.create(
            project=self.project,
            building=building,
            name=name,
            name_en=name_en,
            planned_finish=self.today + datetime.timedelta(days=days),
        )
        return models.Milestone.objects.get(pk=activity.pk)

    def _photo(self) -> models.Photo:
        photo = factories.PhotoFactory.create(
            project=self.project,
            building=self.late_building,
            uploaded_by=self.people["site_manager"],
            state=PhotoState.READY,
            caption="东南角",
            taken_at=self.now - datetime.timedelta(hours=20),
            taken_at_source=TakenAtSource.EXIF_OFFSET,
        )
        for name in ("320", "960", "2048"):
            key = default_storage.save(f"renditions/{photo.pk}-{name}.webp", ContentFile(webp()))
            models.Rendition.objects.create(
                photo=photo, name=name, width=32, height=24, size_bytes=1, storage_key=key
            )
        return photo

    def delivery(self, user: models.User) -> models.AlertDelivery:
        """The row that tells `user` of the alert."""
        return models.AlertDelivery.objects.create(
            project=self.project,
            alert=self.alert,
            milestone=self.late,
            kind=self.alert.kind,
            recipient=user,
            channel=Channel.EMAIL,
            occurrence=self.today,
            next_at=self.now,
            deadline_at=self.now + datetime.timedelta(days=1),
            created_at=self.now,
        )

    def token(self, role: str = "official") -> str:
        """The token in that person's mail."""
        return signing.sign_token_make(self.delivery(self.people[role]))


def webp() -> bytes:
    """A small picture as the photo worker writes them."""
    kept = io.BytesIO()
    Image.new("RGB", (32, 24), (90, 120, 160)).save(kept, "WEBP")
    return kept.getvalue()


@pytest.fixture
def plan(project: models.Project, people: dict[str, models.User]) -> Plan:
    project.name, project.name_en = "歌尔虚拟现实全球智能制造基地", "Goertek VR base"
    project.notice = "示例数据\nSample data"
    project.save()
    return Plan(project, people)


@pytest.fixture
def computed(plan: Plan) -> dict[str, models.Activity]:
    """A(10) → B(5) of 3# beside the milestones, computed; A begins on the first of the plan."""
    made = {
        code: factories.ActivityFactory.create(
            project=plan.project,
            building=plan.late_building,
            code=code,
            name=f"工序 {code}",
            name_en=f"Work {code}",
            wbs=f"3.{place}",
            duration_days=days,
        )
        for place, (code, days) in enumerate({"A": 10, "B": 5}.items(), start=1)
    }
    models.Project.objects.filter(pk=plan.project.pk).update(
        planned_start=plan.today - datetime.timedelta(days=3)
    )
    models.Link.objects.create(project=plan.project, predecessor=made["A"], successor=made["B"])
    planning.schedule_compute(project=plan.project, options={}, now=plan.now)
    return made


@pytest.fixture
def pages(settings: Settings, tmp_path: Path) -> Path:
    """A build of the pages in which the board is one line of script."""
    settings.PAGES_DIR = tmp_path / "dist"
    manifest = '{"src/board/main.tsx": {"file": "assets/b-1.js", "css": ["assets/b-2.css"]}}'
    for name, text in {
        ".vite/manifest.json": manifest,
        "assets/b-1.js": "console.log(1)",
        "assets/b-2.css": "body {}",
    }.items():
        path = settings.PAGES_DIR / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return Path(settings.PAGES_DIR)


@pytest.fixture
def kept(settings: Settings) -> str:
    """One mail that is shown in development; return its file's name."""
    settings.DEBUG = True
    message = EmailMessage()
    message["Subject"] = "【逾期】主体结构封顶 3#"
    message["From"] = "topout@localhost"
    message["To"] = "official@topout.example"
    message["Date"] = "Wed, 25 Nov 2026 02:30:42 +0000"
    message.set_content("晚了 6 个工作日")
    message.add_alternative('<p onclick="x()">late</p><img src="cid:photo@topout">', "html")
    html = message.get_body(("html",))
    assert html is not None
    html.add_related(webp(), "image", "webp", cid="<photo@topout>")
    folder = Path(settings.MAIL_DIR)
    folder.mkdir(parents=True)
    (folder / "one.eml").write_bytes(bytes(message))
    (folder.parent / "secret.eml").write_bytes(b"Subject: secret\n\n")
    return "one.eml"


class Visitor:
    """Somebody with a browser: signs in by the form and complains of what the console says."""

    def __init__(self, browser: Browser, base: str) -> None:
        self.browser = browser
        self.base = base
        self.contexts: list[BrowserContext] = []
        self.complaints: list[str] = []

    def visit(
        self,
        user: models.User,
        *,
        language: str = "en",
        width: int = 1440,
        height: int = 900,
        path: str = "/",
        workers: Literal["allow", "block"] = "allow",
    ) -> Page:
        """Return the page after signing in and waiting for the board."""
        context = self.browser.new_context(
            viewport={"width": width, "height": height},
            has_touch=width < 640,
            service_workers=workers,
        )
        self.contexts.append(context)
        context.add_cookies([{"name": "django_language", "value": language, "url": self.base}])
        page = self.tab(context)
        page.goto(self.base + path)
        self.sign_in(page, user)
        page.wait_for_selector(SHOWN)
        return page

    def tab(self, context: BrowserContext) -> Page:
        """Return another tab of the same browser; it is still empty."""
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.on("console", lambda said: self._hear(said.type, said.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        return page

    def sign_in(self, page: Page, user: models.User) -> None:
        """Fill in the form that the tab shows."""
        page.fill("#id_username", user.username)
        page.fill("#id_password", factories.PASSWORD)
        page.click("main button[type=submit]")

    def _hear(self, kind: str, text: str) -> None:
        if kind in {"error", "warning"}:
            self.complaints.append(text)


@pytest.fixture
def visitor(chromium: Browser, live_server: LiveServer) -> Iterator[Visitor]:
    somebody = Visitor(chromium, live_server.url)
    with UnderWay() as under_way:
        yield somebody
        for context in somebody.contexts:
            context.close()
        under_way.wait()
