"""The data of `list_milestones`, laid by SQL: a million rows through the services take too long."""

import os
import tempfile
from urllib.parse import urlencode

import django
from django.utils import timezone

# as many days as a project lasts; several milestones share each
DAYS = 1000

ROWS = """
INSERT INTO projects_activity (
    created_at, updated_at, version, project_id, building_id, code, name, name_en, wbs, kind,
    duration_days, duration_clock, planned_finish, compared_finish, percent_complete, weight,
    lead_unit, supervising_unit, responsible_id, evidence_policy, photos_required, state,
    reached_at, overdue_at, due_soon_at)
SELECT now(), now(), 1, %(project)s, %(building)s, 'M' || n, '里程碑 ' || n,
    'Milestone ' || n, '',
    'finish_milestone', 0, 'working', day, day, 40.5, 1, '总包单位', '监理单位', %(user)s,
    'evidenced', 1,
    CASE WHEN n %% 4 = 0 THEN 'accepted' ELSE 'planned' END,
    CASE WHEN n %% 4 = 0 THEN now() END,
    (day + 1)::timestamp AT TIME ZONE 'Asia/Shanghai',
    (day - 3)::timestamp AT TIME ZONE 'Asia/Shanghai'
FROM (SELECT n, date '2025-06-01' + (n * 37 %% %(days)s) AS day
      FROM generate_series(1, %(rows)s) n) plan
"""
PHOTOS = """
INSERT INTO projects_photo (
    project_id, building_id, activity_id, uploaded_by_id, client_upload_id, sha256, size_bytes,
    original_name, mime_type, width, height, orientation, caption, stored_at, taken_at_source,
    taken_at_zone, camera_make, camera_model, difference_hash, state, reject_code, render_attempts,
    grade_reasons, version, updated_at)
SELECT project_id, building_id, id, %(user)s, gen_random_uuid(), md5(id || '-' || k) || md5('x'),
    1000, '', 'image/jpeg', 4000, 3000, 1, '', now() - k * interval '1 day', 'unknown', '', '', '',
    '', 'ready', '', 1, '[]', 1, now()
FROM projects_activity, generate_series(1, 3) k
WHERE project_id = %(project)s AND id %% 3 = 0
"""

COUNTED = """
UPDATE projects_activity SET photo_count = found.count, latest_photo_id = found.latest
FROM (SELECT activity_id, COUNT(*) AS count, MAX(id) AS latest FROM projects_photo
      WHERE project_id = %(project)s GROUP BY activity_id) found
WHERE id = found.activity_id
"""


def prepare(url: str) -> None:
    """Set Django up on the database and make its tables."""
    os.environ["DATABASE_URL"] = url
    os.environ.setdefault("SECRET_KEY", "only-for-benchmarks")
    # never the caller's folder: a benchmark clears up behind itself
    os.environ["DATA_DIR"] = tempfile.mkdtemp(prefix="topout-bench-")
    django.setup()
    from django.core.management import call_command  # noqa: PLC0415 - after set-up

    call_command("migrate", verbosity=0)


def seed(*, projects: int, rows_each: int, photos: bool = True) -> tuple[int, str]:
    """Lay projects with the China calendar; return the middle project's id and a member's token."""
    from django.db import connection  # noqa: PLC0415 - after set-up

    from projects.models import Building, Membership, Project, User  # noqa: PLC0415 - after set-up
    from projects.services import planning  # noqa: PLC0415 - after set-up
    from projects.services.planning.presets import preset_rows  # noqa: PLC0415 - after set-up

    user, _new = User.objects.get_or_create(username="bench")
    made = []
    first = Project.objects.count()
    for number in range(first, first + projects):
        project = Project.objects.create(code=f"P{number}", name=f"项目 {number}")
        building = Building.objects.create(project=project, code="1#", name="1# 厂房")
        Membership.objects.create(project=project, user=user, role="planner")
        rows = preset_rows(preset="china", years=None, today=timezone.now().date())
        calendar = planning.calendar_create(project=project, data={"name": "中国"}, exceptions=rows)
        planning.project_update(project=project, data={"calendar": calendar})
        values = {"project": project.pk, "building": building.pk, "user": user.pk}
        with connection.cursor() as cursor:
            # a million rows may take longer than any request is given
            cursor.execute("SET statement_timeout = 0")
            cursor.execute(ROWS, {**values, "rows": rows_each, "days": DAYS})
            if photos:
                cursor.execute(PHOTOS, values)
                cursor.execute(COUNTED, values)
        made.append(project.pk)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    return made[len(made) // 2], _token(user)


def queries_of(path: str, token: str) -> int:
    """Count the SQL statements of one answer, sign-in included, calendars known."""
    from django.db import connection  # noqa: PLC0415 - after set-up
    from django.test import Client  # noqa: PLC0415 - after set-up
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415 - after set-up

    client = Client(headers={"Authorization": f"Bearer {token}", "Host": "localhost"})
    client.get(path)
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(path)
    if answer.status_code != 200 or len(answer.json()["results"]) != 50:
        raise SystemExit(answer.content.decode())
    return len(captured)


def page_path(project: int, place: str) -> str:
    """Return the path of the first or of the last page of a project."""
    from django.db.models import F  # noqa: PLC0415 - after set-up
    from rest_framework.request import Request  # noqa: PLC0415 - after set-up
    from rest_framework.test import APIRequestFactory  # noqa: PLC0415 - after set-up

    from projects.api.milestones import MilestoneViewSet  # noqa: PLC0415 - after set-up
    from projects.api.pagination import KeysetPagination  # noqa: PLC0415 - after set-up
    from projects.models import Milestone  # noqa: PLC0415 - after set-up

    query = urlencode({"project": project})
    path = f"/api/v1/milestones/?{query}"
    if place == "first":
        return path
    rows = Milestone.objects.filter(project_id=project)
    order = (F("planned_finish").desc(), F("id").desc())
    before = rows.order_by(*order)[50]
    pages = KeysetPagination()
    pages.request = Request(APIRequestFactory().get(path))
    pages.page = [before]
    from projects.api.keyset import keys_of  # noqa: PLC0415 - after set-up

    pages.keys = keys_of(Milestone, MilestoneViewSet.ordering)
    pages.salt = pages._fingerprint(MilestoneViewSet.ordering)
    return f"{path}&{urlencode({'cursor': pages._cursor(before, 'f')})}"


def _token(user: object) -> str:
    from projects.models import AuthToken, User  # noqa: PLC0415 - after set-up

    assert isinstance(user, User)  # noqa: S101 - for the type
    made, text = AuthToken.objects.create(user=user)
    AuthToken.objects.filter(pk=made.pk).update(session_hash=user.get_session_auth_hash())
    return str(text)
