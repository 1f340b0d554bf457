"""The web server of a house, and a caller that writes down what each answer was."""

import http.client
import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from launcher import commands, processes
from launcher.processes import Running
from tests.faults.house import House
from tests.faults.seeds import QUIET

TIMEOUT_SECONDS = 60
ACTIVITIES = "/api/v1/activities/"

# where no other recipient of a rule is a member, the planner is told of what he writes
SITE = """
from projects.models import AuthToken
from projects.models.words import Role
from tests import factories
project = factories.ProjectFactory.create(code="SITE")
user = factories.MembershipFactory.create(project=project, role=Role.{role}).user
token, text = AuthToken.objects.create(user=user)
AuthToken.objects.filter(pk=token.pk).update(session_hash=user.get_session_auth_hash())
print(project.pk, text)
"""


@dataclass(frozen=True)
class Answer:
    """A status and after how many seconds it came; 0 = the line was cut without one."""

    status: int
    seconds: float
    body: bytes
    # nobody listened: nothing of the request was taken
    refused: bool = False


@dataclass(frozen=True)
class Site:
    """A project and the token of one of its people."""

    project: int
    token: str


def site_seed(house: House, *, role: str = "PLANNER") -> Site:
    """Lay a project without officials, whose one member may write."""
    project, token = house.run(SITE.format(role=role) + QUIET).split()[-2:]
    return Site(int(project), token)


class Web:
    """A web server on a port of its own."""

    def __init__(
        self,
        house: House,
        site: Site,
        *,
        name: str = "web",
        application: str = commands.WEB[-1],
        **env: str,
    ) -> None:
        self.house = house
        self.site = site
        self.port = processes.port_free()
        self._name = name
        self._words = (*commands.WEB[:-1], application)
        self._env = {"WEB_WORKERS": "1", **env, "PORT": str(self.port)}
        self.running = self.start()

    def start(self) -> Running:
        """Start it (again) and see it listen."""
        self.running = self.house.start(self._name, *self._words, **self._env)
        processes.wait_until(
            lambda: processes.port_taken("127.0.0.1", self.port),
            what=self._name,
            seconds=TIMEOUT_SECONDS,
            watched=self.running,
        )
        return self.running

    def ready(self) -> None:
        """Wait until the application is loaded."""
        self.house.wait(lambda: self.ask("GET", "/healthz/").status == 200)

    def ask(
        self, method: str, path: str, body: object = None, headers: Mapping[str, str] | None = None
    ) -> Answer:
        """Send one request on a line of its own; a body that is not bytes goes as JSON."""
        sent = body if isinstance(body, bytes | None) else json.dumps(body).encode()
        words = {
            "Authorization": f"Bearer {self.site.token}",
            "Content-Type": "application/json",
            **(headers or {}),
        }
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=TIMEOUT_SECONDS)
        began = time.monotonic()
        try:
            line.request(method, path, sent, words)
            answer = line.getresponse()
            return Answer(answer.status, time.monotonic() - began, answer.read())
        except ConnectionRefusedError:
            return Answer(0, time.monotonic() - began, b"", refused=True)
        except (OSError, http.client.HTTPException):
            return Answer(0, time.monotonic() - began, b"")
        finally:
            line.close()

    def milestone(self, code: str, *, key: str = "", **values: Any) -> Answer:
        """Write a milestone that is long overdue."""
        row = {
            "project": self.site.project,
            "code": code,
            "name": code,
            "kind": "finish_milestone",
            "planned_finish": "2026-03-02",
            **values,
        }
        return self.ask("POST", ACTIVITIES, row, {"Idempotency-Key": key} if key else None)
