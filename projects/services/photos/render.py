"""Making the sizes of a photo, in a limited child process, safely repeatable."""

import datetime
import tempfile
import uuid
from pathlib import Path

import structlog
from django.conf import settings
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from projects.errors import RuleBroken
from projects.imaging import PhotoRefused, RenderedSize, RenderResult, photo_render_guarded
from projects.models import Photo, Rendition
from projects.models.words import PhotoState
from projects.services.photos.original import original_local
from projects.services.photos.reuse import print_store
from projects.services.progress import evidence_withdraw
from projects.storage import incoming_folder

log = structlog.get_logger(__name__)

ATTEMPTS_MOST = 5
# a photo may be refused for good, or its process may have been killed by a limit of the moment
PASSING = ("render_failed", "render_timeout")
FULL = "storage_full"


def photos_due(*, now: datetime.datetime, most: int = 100) -> list[int]:
    """Ids of photos that wait for their sizes, or whose worker died."""
    rows = Photo.objects.filter(state=PhotoState.PROCESSING, render_next_at__lte=now)
    return list(rows.order_by("render_next_at").values_list("pk", flat=True)[:most])


def photo_render(*, photo_id: int, now: datetime.datetime) -> PhotoState | None:
    """Make a photo's sizes; returns its state, None when another worker has it.

    The attempt is counted at the claim, so that a photo that kills its worker ends as rejected
    (`render_failed`) after five tries. The original stays whatever happens.
    """
    try:
        # on the store's volume, where a link works and where the sweep finds what a kill leaves
        volume = incoming_folder()
    except RuleBroken as full:
        # no attempt of the photo's: it is not its fault
        log.warning("render_put_off", photo=photo_id, code=full.code)
        return None
    token = _claimed(photo_id, now)
    if token is None:
        return None
    photo = Photo.objects.get(pk=photo_id)
    if photo.render_attempts > ATTEMPTS_MOST:
        return _rejected(photo, token, "render_failed", now)
    try:
        with tempfile.TemporaryDirectory(prefix="render-", dir=volume) as folder:
            result = photo_render_guarded(original_local(photo, Path(folder)), Path(folder))
            rows = [_stored(photo, size.name, size) for size in result.sizes]
    except (PhotoRefused, RuleBroken) as refused:
        return _refused(photo, token, refused.code, now)
    return _ready(photo, token, rows, result)


def _refused(
    photo: Photo, token: uuid.UUID, code: str, now: datetime.datetime
) -> PhotoState | None:
    """Put it off where another try may succeed, else reject it."""
    if code == FULL:
        # not the photo's fault: the attempt does not count
        mine = Photo.objects.filter(pk=photo.pk, render_lease_token=token)
        mine.update(render_attempts=F("render_attempts") - 1)
    elif code not in PASSING or photo.render_attempts >= ATTEMPTS_MOST:
        return _rejected(photo, token, code, now)
    log.warning("render_put_off", photo=photo.pk, code=code)
    return None


def rendition_key(sha256: str, name: str) -> str:
    """The address of a size, derived from the original's."""
    return f"renditions/{sha256[:2]}/{sha256}-{name}.webp"


def _claimed(photo_id: int, now: datetime.datetime) -> uuid.UUID | None:
    token = uuid.uuid4()
    taken = Photo.objects.filter(
        pk=photo_id, state=PhotoState.PROCESSING, render_next_at__lte=now
    ).update(
        render_lease_token=token,
        render_next_at=now + datetime.timedelta(seconds=settings.PHOTO_LEASE_SECONDS),
        render_attempts=F("render_attempts") + 1,
    )
    return token if taken else None


def _stored(photo: Photo, name: str, size: RenderedSize) -> Rendition:
    key = rendition_key(photo.sha256, name)
    default_storage.put(key, size.path)  # type: ignore[attr-defined] # both our storages have it
    return Rendition(
        photo=photo,
        name=name,
        width=size.width,
        height=size.height,
        size_bytes=size.size_bytes,
        storage_key=key,
    )


@transaction.atomic
def _ready(
    photo: Photo, token: uuid.UUID, rows: list[Rendition], result: RenderResult
) -> PhotoState | None:
    state = _finish(photo, token, PhotoState.READY, difference_hash=f"{result.dhash:016x}")
    if state is not None:
        Rendition.objects.filter(photo=photo).delete()
        Rendition.objects.bulk_create(rows)
        print_store(photo=photo, pixels=result.pixels)
    return state


@transaction.atomic
def _rejected(
    photo: Photo, token: uuid.UUID, code: str, now: datetime.datetime
) -> PhotoState | None:
    """A photo that cannot be shown proves nothing: its milestone loses the evidence with it."""
    state = _finish(photo, token, PhotoState.REJECTED, reject_code=code)
    # its milestone may have changed while it was being rendered
    photo.refresh_from_db(fields=["activity"])
    if state is not None and photo.activity is not None:
        said = {"photo": photo.pk, "code": code}
        evidence_withdraw(
            milestone=photo.activity,
            user=photo.uploaded_by,
            reason=_("Photo %(photo)s was rejected: %(code)s.") % said,
            now=now,
        )
    return state


def _finish(
    photo: Photo, token: uuid.UUID, state: PhotoState, **values: object
) -> PhotoState | None:
    """Write the result where the lease is still ours."""
    mine = Photo.objects.filter(pk=photo.pk, render_lease_token=token)
    written = mine.update(state=state, render_lease_token=None, render_next_at=None, **values)
    return state if written else None
