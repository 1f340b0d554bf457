"""The board's shell: who gets it, what it carries, and what waits for the build."""

import json
import re
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.test import Client
from pytest_django.fixtures import Settings

from projects import models
from tests import factories

pytestmark = pytest.mark.django_db


def test_a_stranger_is_sent_to_sign_in(client: Client, pages: Path) -> None:
    answer = client.get("/?light=red")

    assert answer.status_code == 302
    assert answer["Location"] == "/sign-in/?next=/%3Flight%3Dred"


def test_the_shell_links_the_built_files_and_carries_its_start(
    client: Client, people: dict[str, models.User], pages: Path
) -> None:
    client.force_login(people["official"])

    answer = client.get("/", headers={"Accept-Language": "en"})

    text = answer.content.decode()
    assert '<script type="module" src="/static/pages/assets/b-1.js">' in text
    assert 'href="/static/pages/assets/b-2.css"' in text
    boot = json.loads(text.split('<script id="boot" type="application/json">')[1].split("<")[0])
    assert boot["language"] == "en"
    assert len(boot["csrf"]) > 20
    assert boot["urls"]["admin"] == ""
    assert boot["urls"]["mail"] == ""


def test_a_part_of_the_script_has_one_address_also_where_static_files_are_renamed(
    client: Client, people: dict[str, models.User], pages: Path, settings: Settings
) -> None:
    """The parts import one another by the names of the build: by another name they run twice."""
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
    }
    names = ("pages/assets/b-1.js", "pages/assets/b-2.css", "web/icon.svg")
    renamed = {name: f"renamed/{name}" for name in names}
    staticfiles_storage.hashed_files = renamed  # type: ignore[attr-defined] # of the class above
    client.force_login(people["official"])

    text = client.get("/").content.decode()
    assert "/static/renamed/web/icon.svg" in text
    assert 'src="/static/pages/assets/b-1.js"' in text
    assert re.search(settings.WHITENOISE_IMMUTABLE_FILE_TEST, "/static/pages/assets/b-1.js")
    assert re.search(settings.WHITENOISE_IMMUTABLE_FILE_TEST, "/static/a/base.0123456789ab.css")
    assert not re.search(settings.WHITENOISE_IMMUTABLE_FILE_TEST, "/static/a/base.css")


@pytest.mark.parametrize(
    ("path", "title"),
    [
        ("/alerts/", "Alerts"),
        ("/alerts/7/", "Alert"),
        ("/me/contacts/", "How I am told"),
        ("/projects/7/alert-rules/", "Alert rules"),
        ("/projects/7/destinations/", "Groups and systems"),
    ],
)
def test_the_other_pages_of_the_script_have_titles_and_are_for_who_signed_in(
    client: Client, people: dict[str, models.User], pages: Path, path: str, title: str
) -> None:
    assert client.get(path)["Location"] == f"/sign-in/?next={path}"
    client.force_login(people["official"])

    answer = client.get(path, headers={"Accept-Language": "en"})

    assert f"<title>{title} · Topout</title>" in answer.content.decode()
    assert client.post(path).status_code == 405


def test_no_script_may_be_inline_and_nobody_may_frame_or_cache_the_page(
    client: Client, people: dict[str, models.User], pages: Path
) -> None:
    client.force_login(people["official"])

    answer = client.get("/")

    policy = answer["Content-Security-Policy"]
    assert "script-src 'self'" in policy
    assert "unsafe-inline" not in policy.split("script-src")[1].split(";")[0]
    assert "frame-ancestors 'none'" in policy
    assert answer["X-Frame-Options"] == "DENY"
    assert "no-store" in answer["Cache-Control"]
    assert "X-Request-ID" in answer


def test_a_page_that_is_not_built_yet_asks_again_by_itself(
    client: Client, people: dict[str, models.User], settings: Settings, tmp_path: Path
) -> None:
    settings.PAGES_DIR = tmp_path / "nothing"
    client.force_login(people["official"])

    answer = client.get("/")

    assert answer.status_code == 503
    assert answer["Retry-After"] == "3"
    assert '<meta http-equiv="refresh" content="3">' in answer.content.decode()


def test_a_build_that_ends_while_the_server_runs_is_seen_at_once(
    client: Client, people: dict[str, models.User], pages: Path
) -> None:
    client.force_login(people["official"])
    manifest = pages / ".vite" / "manifest.json"
    said = manifest.read_text(encoding="utf-8")
    manifest.write_text("{", encoding="utf-8")
    assert client.get("/").status_code == 503

    manifest.write_text(said, encoding="utf-8")

    assert client.get("/").status_code == 200


def test_styles_of_shared_parts_are_linked_before_the_pages_own(
    client: Client, people: dict[str, models.User], pages: Path
) -> None:
    client.force_login(people["official"])
    entry = {"file": "assets/b-1.js", "css": ["assets/b-2.css"], "imports": ["_light"]}
    # parts may need one another
    light = {"file": "assets/l.js", "css": ["assets/l.css"], "imports": ["src/board/main.tsx"]}
    built = {"src/board/main.tsx": entry, "_light": light}
    (pages / ".vite" / "manifest.json").write_text(json.dumps(built))

    page = client.get("/").content.decode()

    assert 0 < page.index("/assets/l.css") < page.index("/assets/b-2.css")


def test_built_files_are_served_for_a_year_and_nothing_beside_them(
    client: Client, pages: Path
) -> None:
    (pages / "secret.txt").write_text("secret", encoding="utf-8")

    answer = client.get("/static/pages/assets/b-1.js")

    assert b"".join(answer) == b"console.log(1)"
    assert answer["Cache-Control"] == "public, max-age=31536000, immutable"
    for path in ("../secret.txt", "%2e%2e/secret.txt", "%2e%2e/.vite/manifest.json", ""):
        assert client.get(f"/static/pages/assets/{path}").status_code in {400, 404}


def test_signing_in_speaks_the_persons_language(client: Client, pages: Path, db: None) -> None:
    factories.UserFactory.create(username="li", language="en")

    answer = client.post("/sign-in/", {"username": "li", "password": factories.PASSWORD})

    assert answer.status_code == 302
    assert answer["Location"] == "/"
    assert answer.cookies[django_settings.LANGUAGE_COOKIE_NAME].value == "en"


def test_signing_in_leaves_a_chosen_language_alone(client: Client, pages: Path, db: None) -> None:
    factories.UserFactory.create(username="li", language="en")
    client.cookies[django_settings.LANGUAGE_COOKIE_NAME] = "zh-hans"

    answer = client.post("/sign-in/", {"username": "li", "password": factories.PASSWORD})

    assert django_settings.LANGUAGE_COOKIE_NAME not in answer.cookies


def test_a_wrong_password_says_so_and_names_nobody(client: Client, db: None) -> None:
    factories.UserFactory.create(username="li")

    answer = client.post(
        "/sign-in/", {"username": "li", "password": "wrong"}, headers={"Accept-Language": "en"}
    )

    text = answer.content.decode()
    assert answer.status_code == 200
    assert 'role="alert"' in text
    assert "wrong" not in text.split("<main")[1]


def test_ten_wrong_passwords_lock_with_a_page_that_says_so(client: Client, db: None) -> None:
    factories.UserFactory.create(username="li")
    for _try in range(10):
        answer = client.post("/sign-in/", {"username": "li", "password": "wrong"})

    assert answer.status_code == 429
    assert answer["Retry-After"] == "900"
    assert "text/html" in answer["Content-Type"]
    right = {"username": "li", "password": factories.PASSWORD}
    assert client.post("/sign-in/", right).status_code == 429


def test_signing_in_does_not_lead_to_another_site(client: Client, db: None) -> None:
    factories.UserFactory.create(username="li")

    answer = client.post(
        "/sign-in/?next=https://evil.example/",
        {"username": "li", "password": factories.PASSWORD, "next": "https://evil.example/"},
    )

    assert answer["Location"] == "/"


def test_signing_out_is_a_post(client: Client, people: dict[str, models.User]) -> None:
    client.force_login(people["official"])

    assert client.get("/sign-out/").status_code == 405
    assert client.post("/sign-out/")["Location"] == "/sign-in/"
    assert client.get("/").status_code == 302


def test_the_language_can_be_switched_without_signing_in(client: Client, db: None) -> None:
    assert 'lang="zh-Hans"' in client.get("/sign-in/").content.decode()

    answer = client.post("/language/", {"language": "en", "next": "/sign-in/"})

    assert answer["Location"] == "/sign-in/"
    text = client.get("/sign-in/").content.decode()
    assert '<html lang="en">' in text
    assert "<h1>Sign in</h1>" in text


def test_a_form_without_its_token_is_refused_with_a_page(db: None) -> None:
    answer = Client(enforce_csrf_checks=True).post("/sign-in/", {"username": "a", "password": "b"})

    assert answer.status_code == 403
    assert "text/html" in answer["Content-Type"]


def test_the_chosen_appearance_is_in_the_page_and_nothing_else_is(client: Client, db: None) -> None:
    client.cookies["theme"] = "dark"
    assert 'data-theme="dark"' in client.get("/sign-in/").content.decode()

    client.cookies["theme"] = "x onload=y"
    assert "onload" not in client.get("/sign-in/").content.decode()


def test_an_address_that_is_not_there_gets_a_page(client: Client, db: None) -> None:
    answer = client.get("/nowhere/", headers={"Accept": "text/html", "Accept-Language": "en"})

    assert answer.status_code == 404
    assert "Not found" in answer.content.decode()


def test_the_service_worker_has_an_address_that_stays(
    client: Client, tmp_path: Path, settings: Settings
) -> None:
    settings.PAGES_DIR = tmp_path
    assert client.get("/push-worker.js").status_code == 404
    for name in (".vite", "assets"):
        (tmp_path / name).mkdir()
    built = {"src/push/worker.ts": {"file": "assets/push-1.js"}}
    (tmp_path / ".vite" / "manifest.json").write_text(json.dumps(built))
    (tmp_path / "assets" / "push-1.js").write_text("addEventListener")

    answer = client.get("/push-worker.js")

    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/javascript; charset=utf-8"
    assert answer["Cache-Control"] == "no-cache"
    assert b"".join(answer) == b"addEventListener"
