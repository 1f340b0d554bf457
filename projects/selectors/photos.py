"""Reading photos and where their bytes lie."""

from django.core.files.storage import default_storage
from django.db.models import QuerySet

from projects.models import Photo, Rendition


def photos_listed() -> QuerySet[Photo]:
    """Photos with everything a row of a list shows, in one query."""
    return Photo.objects.select_related("uploaded_by")


def rendition_find(*, photo: Photo, name: str) -> Rendition | None:
    """Return one size of a photo; None while there is none."""
    return Rendition.objects.filter(photo=photo, name=name).first()


def bytes_link(key: str) -> str:
    """Return where the bytes can be had without us, for minutes; empty: we send them."""
    return str(default_storage.link_to(key))  # type: ignore[attr-defined] # both our storages have it
