"""Who takes part: invented functions, no real person."""

import dataclasses
import os
import secrets
from pathlib import Path

from projects.models import User
from projects.models.words import Language, Role

MAIL_DOMAIN = "topout.example"
LIST_NAME = "demo-users.txt"


@dataclasses.dataclass(frozen=True, kw_only=True)
class Person:
    """One demo account; `family` and `given` make a function, not a name."""

    username: str
    family: str
    given: str
    language: Language = Language.CHINESE
    role: Role | None = None
    unit: str = ""


PEOPLE = (
    Person(
        username="site",
        family="现场",
        given="经理",
        role=Role.SITE_MANAGER,
        unit="施工总承包项目部（示例）",
    ),
    Person(
        username="planner",
        family="计划",
        given="工程师",
        language=Language.ENGLISH,
        role=Role.PLANNER,
        unit="建设单位工程部（示例）",
    ),
    Person(
        username="official",
        family="专班",
        given="督办员",
        role=Role.OFFICIAL,
        unit="项目推进专班（示例）",
    ),
    Person(username="admin", family="系统", given="管理员"),
    Person(username="stranger", family="外部", given="人员"),
)
Cast = dict[str, User]


def people_seed(*, password: str) -> tuple[Cast, dict[str, str]]:
    """Return the cast, and the passwords set now, by user name.

    `password` fixes all of them, also on accounts that are already there; without it a new
    account gets one of its own and an old one keeps what it has.
    """
    cast: Cast = {}
    told: dict[str, str] = {}
    for person in PEOPLE:
        user = User.objects.filter(username=person.username).first()
        chosen = password or ("" if user else secrets.token_urlsafe(9))
        user = user or _user_made(person)
        if chosen and not user.check_password(chosen):
            user.set_password(chosen)
            user.save()
            told[person.username] = chosen
        cast[person.username] = user
    return cast, told


def _user_made(person: Person) -> User:
    administrator = person.username == "admin"
    return User(
        username=person.username,
        email=f"{person.username}@{MAIL_DOMAIN}",
        last_name=person.family,
        first_name=person.given,
        language=person.language,
        is_staff=administrator,
        is_superuser=administrator,
    )


def passwords_keep(*, folder: Path, told: dict[str, str]) -> Path:
    """Add the passwords to a file that only its owner can read; return its path."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / LIST_NAME
    known: dict[str, str] = {}
    if path.exists():
        lines = path.read_text(encoding="utf-8").splitlines()
        known = dict(line.split("\t", 1) for line in lines if "\t" in line)
    text = "".join(f"{name}\t{word}\n" for name, word in (known | told).items())
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
    path.chmod(0o600)  # a file that was there keeps its old mode otherwise
    return path
