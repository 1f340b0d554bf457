"""Edits that never overwrite an edit not seen: ETag, If-Match and the version column."""

import re

from django.db.models import F
from django.http import HttpRequest

from projects.api.refusals import PreconditionFailed, PreconditionRequired
from projects.models.project import Versioned

VERSION = re.compile(r'"([0-9]{1,10})"')


def etag_of(version: int) -> str:
    """Return the ETag of a version; strong, because If-Match compares strongly (RFC 9110)."""
    return f'"{version}"'


def match_check(*, request: HttpRequest, row: Versioned) -> None:
    """Refuse unless If-Match names the row's version; `*` names none and so is no protection."""
    header = request.headers.get("If-Match", "").strip()
    if not header or header == "*":
        raise PreconditionRequired
    tags = [VERSION.fullmatch(tag.strip()) for tag in header.split(",")]
    if row.version not in [int(tag.group(1)) for tag in tags if tag]:
        raise PreconditionFailed


def version_take(*, row: Versioned) -> None:
    """Take the row's next version by conditional UPDATE: of many at once exactly one gets it."""
    taken = type(row)._base_manager.filter(pk=row.pk, version=row.version)
    if not taken.update(version=F("version") + 1):
        raise PreconditionFailed
