"""How levellings are asked for in tests, and what the stored dates then use."""

import datetime
from typing import Any

from rest_framework.test import APIClient

from projects import models
from tests.projects.api.schedule.plans import url

Found = dict[str, models.Activity]


def needs(resource: models.Resource, found: Found, **units: int) -> None:
    """Say how many units activities need, by their codes."""
    for code, count in units.items():
        models.Assignment.objects.create(
            project=resource.project, activity=found[code], resource=resource, units=count
        )


def asked(client: APIClient, project: models.Project, **body: Any) -> Any:
    body = {"mode": "extend", "time_limit_s": 0, **body}
    return client.post(f"{url(project)}levelling/", body)


def proposed(client: APIClient, project: models.Project, **body: Any) -> Any:
    said = asked(client, project, **body)
    assert said.status_code in (201, 202), said.content
    return said.json()


def adopted(client: APIClient, levelling: Any) -> Any:
    mark = levelling["answer"]["proposal"]
    return client.post(f"/api/v1/levellings/{levelling['id']}/adopt/", {"proposal": mark})


def overloads(project: models.Project) -> list[tuple[str, str]]:
    """Days on which more is used than there is, from stored dates, Monday to Friday."""
    wrong = []
    for resource in project.resources.all():
        used: dict[datetime.date, int] = {}
        for each in resource.assignments.select_related("activity"):
            first, last = dates_of(each.activity)
            for place in range((last - first).days + 1):
                day = first + datetime.timedelta(days=place)
                if day.weekday() < 5:
                    used[day] = used.get(day, 0) + each.units
        for day, units in used.items():
            since = [row for row in resource.capacities.all() if row.since <= day]
            if units > (since[-1].capacity if since else resource.capacity):
                wrong.append((resource.code, str(day)))
    return wrong


def dates_of(activity: models.Activity) -> tuple[datetime.date, datetime.date]:
    activity.refresh_from_db()
    start, finish = activity.forecast_start, activity.forecast_finish
    assert start is not None
    assert finish is not None
    whole = datetime.date.fromordinal
    return whole(start // 1440), whole((finish - 1) // 1440)
