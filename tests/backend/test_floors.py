"""Versions below which a known fault is open (reliability.md 2.6), and pins that are exact."""

import re
from importlib import metadata
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FLOORS = {
    "Pillow": (13, 0, 0),
    "djangorestframework": (3, 18, 2),
    "Django": (5, 2, 19),
    "celery": (5, 6, 0),
}


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", version)[:3])


@pytest.mark.parametrize("package", FLOORS)
def test_what_is_installed_is_not_below_its_floor(package: str) -> None:
    assert _numbers(metadata.version(package)) >= FLOORS[package]


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_every_requirement_is_exact_and_says_what_it_is_for(name: str) -> None:
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    asked = [line for line in lines if line.strip() and not line.startswith(("#", "-r"))]
    assert asked
    loose = [line for line in asked if not re.fullmatch(r"[\w.\[\],-]+==[\w.]+( +#.*)?", line)]
    assert loose == []
