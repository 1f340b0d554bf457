"""docker-compose.yml against its specification, and against what the launcher and the tests run."""

import importlib.resources
import inspect
import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from django.conf import settings

from backend import gunicorn
from launcher import commands
from launcher.paths import ROOT
from projects.imaging import guard


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
    return loaded


@pytest.fixture(scope="module")
def specification() -> dict[str, Any]:
    folder = importlib.resources.files("check_jsonschema") / "builtin_schemas" / "vendor"
    loaded: dict[str, Any] = json.loads((folder / "compose-spec.json").read_text())
    return loaded


def test_it_follows_the_specification(
    compose: dict[str, Any], specification: dict[str, Any]
) -> None:
    kind = jsonschema.validators.validator_for(specification)
    assert [error.message for error in kind(specification).iter_errors(compose)] == []


def test_the_specification_would_notice(
    compose: dict[str, Any], specification: dict[str, Any]
) -> None:
    wrong = {**compose, "services": {"web": {"image": "topout", "comand": ["gunicorn"]}}}
    kind = jsonschema.validators.validator_for(specification)
    assert list(kind(specification).iter_errors(wrong))


@pytest.mark.parametrize("name", sorted(commands.PROCESSES))
def test_a_service_runs_what_the_launcher_runs(compose: dict[str, Any], name: str) -> None:
    assert tuple(compose["services"][name]["command"]) == commands.PROCESSES[name]


def test_one_shots_run_what_the_launcher_runs(compose: dict[str, Any]) -> None:
    assert tuple(compose["services"]["migrate"]["command"]) == commands.MIGRATE
    assert tuple(compose["services"]["static"]["command"]) == commands.STATIC


def test_the_image_starts_the_web_server() -> None:
    last = re.findall(r"^CMD (\[.*\])$", (ROOT / "Dockerfile").read_text(), re.MULTILINE)[-1]
    assert tuple(json.loads(last)) == commands.WEB


@pytest.mark.parametrize("name", sorted(commands.PROCESSES))
def test_nothing_starts_before_the_tables_are_there(compose: dict[str, Any], name: str) -> None:
    before = compose["services"][name]["depends_on"]
    assert before["migrate"]["condition"] == "service_completed_successfully"


@pytest.mark.parametrize("name", ["SECRET_KEY", "POSTGRES_PASSWORD"])
def test_there_is_no_default_secret(compose: dict[str, Any], name: str) -> None:
    uses = re.findall(r"\$\{" + name + r"(.)(.)([^}]*)\}", json.dumps(compose))
    assert uses
    for colon, mark, message in uses:
        assert colon + mark == ":?", "it must refuse to start, not start with a guess"
        assert "secrets.token_urlsafe" in message or ".env.example" in message


def test_every_variable_is_explained(compose: dict[str, Any]) -> None:
    explained = set(re.findall(r"^([A-Z0-9_]+)=", (ROOT / ".env.example").read_text(), re.M))
    used = set(re.findall(r"(?<!\$)\$\{([A-Z0-9_]+)", json.dumps(compose)))
    assert used <= explained
    assert explained <= used, "explained, but nothing reads it"


def test_mounted_files_and_volumes_exist(compose: dict[str, Any]) -> None:
    for service in compose["services"].values():
        for mount in service.get("volumes", []):
            source = mount.partition(":")[0]
            if source.startswith("."):
                assert (ROOT / source).is_file()
            else:
                assert source in compose["volumes"]


def test_only_the_proxy_can_be_reached(compose: dict[str, Any]) -> None:
    assert [name for name, service in compose["services"].items() if "ports" in service] == [
        "proxy"
    ]


def test_media_pass_the_permission_check() -> None:
    block = _location((ROOT / "deploy" / "nginx.conf").read_text(), "/protected-media/")
    assert "internal;" in block


def test_a_claimed_address_is_overwritten() -> None:
    said = (ROOT / "deploy" / "nginx.conf").read_text()
    assert "\n    proxy_set_header X-Forwarded-For $remote_addr;" in said
    assert "$proxy_add_x_forwarded_for" not in said
    # one header of a location's own would take the place of all of the server's
    blocks = re.findall(r"\n    location [^{]*{(.*?)\n    }", said, re.DOTALL)
    assert len(blocks) > 4
    assert not any("proxy_set_header" in block for block in blocks)


ONE_SHOTS = {"static", "migrate"}


def test_everything_that_stays_says_whether_it_is_well(compose: dict[str, Any]) -> None:
    silent = {name for name, said in compose["services"].items() if "healthcheck" not in said}
    assert silent == ONE_SHOTS
    for name in ONE_SHOTS:
        assert compose["services"][name]["restart"] == "no"


def test_what_we_wrote_cannot_write_where_it_should_not(compose: dict[str, Any]) -> None:
    for name in {*commands.PROCESSES, *ONE_SHOTS, "proxy"}:
        service = compose["services"][name]
        assert service["read_only"] is True, name
        assert "/tmp" in service["tmpfs"], name
        assert service["cap_drop"] == ["ALL"], name
        assert service["security_opt"] == ["no-new-privileges:true"], name


def test_a_volume_of_ours_belongs_to_the_user_of_the_image(compose: dict[str, Any]) -> None:
    made = re.findall(r"install -d -o topout -g topout (.*)", (ROOT / "Dockerfile").read_text())
    folders = set(made[0].split())
    mounted = {mount.split(":")[1] for mount in compose["services"]["web"]["volumes"]}
    assert mounted <= folders


def test_a_greedy_photo_fails_alone(compose: dict[str, Any]) -> None:
    limits = inspect.signature(guard.photo_render_guarded).parameters
    photos = compose["services"]["worker-photos"]
    assert int(photos["mem_limit"].removesuffix("m")) >= limits["memory_mb"].default + 256
    longest = limits["wall_s"].default + guard.GRACE_SECONDS
    assert int(photos["stop_grace_period"].removesuffix("s")) > longest


def test_a_stop_lets_requests_and_mails_end(compose: dict[str, Any]) -> None:
    for name, seconds in {
        "web": gunicorn.graceful_timeout,
        "worker": settings.EMAIL_BUDGET_SECONDS + settings.EMAIL_TAKEN_SECONDS,
    }.items():
        assert int(compose["services"][name]["stop_grace_period"].removesuffix("s")) > seconds


def test_the_image_gets_every_folder_it_needs() -> None:
    let_in = {
        line[1:] for line in (ROOT / ".dockerignore").read_text().splitlines() if line[:1] == "!"
    }
    packages = {item.parent.name for item in ROOT.glob("*/__init__.py")} - {"tests", "bench"}
    assert packages | {"locale", "deploy", "manage.py", "requirements.lock"} <= let_in


def test_the_lock_names_no_index() -> None:
    assert "://" not in (ROOT / "requirements.lock").read_text()


def test_the_lock_has_the_chosen_versions() -> None:
    assert (
        _versions(ROOT / "requirements.txt").items()
        <= _versions(ROOT / "requirements.lock").items()
    )


def _versions(file: Path) -> Mapping[str, str]:
    found = re.findall(r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==([^\s;\\]+)", file.read_text(), re.M)
    return {re.sub(r"[-_.]+", "-", name).lower(): version for name, version in found}


def _location(text: str, path: str) -> str:
    return str(re.findall(r"location " + re.escape(path) + r" \{(.*?)\n    \}", text, re.DOTALL)[0])
