"""How the schedule's tests ask, and when."""

import datetime
from typing import Any

from rest_framework.test import APIClient

from projects import models

NOW = datetime.datetime(2026, 3, 5, 4, 0, tzinfo=datetime.UTC)


def url(project: models.Project) -> str:
    return f"/api/v1/projects/{project.pk}/schedule/"


def change(client: APIClient, path: str, body: dict[str, Any]) -> Any:
    before = client.get(path)
    return client.patch(path, body, headers={"If-Match": before["ETag"]})
