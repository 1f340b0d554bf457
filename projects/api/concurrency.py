"""Edits that never overwrite an edit not seen: ETag, If-Match and the version column."""

import re

from django.db.models import F
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework.exceptions import APIException

from projects.models.project import Stamped

VERSION = re.compile(r'"([0-9]{1,10})"')


class PreconditionRequired(APIException):
    """A change came without If-Match."""

    status_code = 428
    default_code = "precondition_required"
    default_detail = gettext_lazy("Send If-Match with the ETag that you read.")


class PreconditionFailed(APIException):
    """The row changed since the caller read it."""

    status_code = 412
    default_code = "precondition_failed"
    default_detail = gettext_lazy("Somebody else changed this since you read it.")


def etag_of(version: int) -> str:
    """Return the ETag of a version; strong, because If-Match compares strongly (RFC 9110)."""
    return f'"{version}"'


def match_check(*, request: HttpRequest, row: Stamped) -> None:
    """Refuse unless If-Match names the row's version; `*` names none and so is no protection."""
    header = request.headers.get("If-Match", "").strip()
    if not header or header == "*":
        raise PreconditionRequired
    tags = [VERSION.fullmatch(tag.strip()) for tag in header.split(",")]
    if row.version not in [int(tag.group(1)) for tag in tags if tag]:
        raise PreconditionFailed


def version_take(*, row: Stamped) -> None:
    """Take the row's next version by conditional UPDATE: of many at once exactly one gets it."""
    taken = type(row)._base_manager.filter(pk=row.pk, version=row.version)
    if not taken.update(version=F("version") + 1):
        raise PreconditionFailed(_("Somebody else changed this since you read it."))
