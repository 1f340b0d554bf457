"""Sign for an alert from a mail's link: a plain form, for the window of any chat app.

The token in the address is the permission. Looking never signs: mail scanners follow links.
"""

import datetime

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from projects.models import Alert, Photo, Rendition
from projects.models.words import PhotoState
from projects.selectors.alert_words import compared_label, headline_of
from projects.selectors.alerts import working_days_late
from projects.selectors.calendars import today_of
from projects.selectors.late_words import expected_of
from projects.services import alerts
from projects.signing import SignRequest, sign_token_read

PHOTO_NAME = "960"
COMMENT_MAX = 4000


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sign(request: HttpRequest, token: str) -> HttpResponse:
    """Show the alert and its form; a POST signs. A dead link is answered with 404 or 410."""
    asked = sign_token_read(token)
    now = timezone.now()
    if request.method == "POST":
        comment = request.POST.get("comment", "").strip()[:COMMENT_MAX]
        alerts.alert_acknowledge(alert=asked.alert, user=asked.user, comment=comment, now=now)
        return redirect("web:sign", token=token)
    with translation.override(asked.user.language):
        response = render(request, "web/sign.html", _context(asked, token, now))
    # The address is the permission: no link on the page may tell it to anybody else. Not
    # "no-referrer": browsers then send the form with `Origin: null`, which CSRF refuses.
    response["Referrer-Policy"] = "same-origin"
    return response


@never_cache
@require_safe
def sign_photo(request: HttpRequest, token: str) -> FileResponse:  # noqa: ARG001 - a view's signature
    """Answer the photo of the page behind the same token."""
    photo = _photo_of(sign_token_read(token).alert)
    rendition = _rendition_of(photo) if photo else None
    if rendition is None:
        raise Http404
    return FileResponse(default_storage.open(rendition.storage_key), content_type="image/webp")


def _context(asked: SignRequest, token: str, now: datetime.datetime) -> dict[str, object]:
    alert = asked.alert
    project = alert.project
    photo = _photo_of(alert)
    late = working_days_late(alert, today_of(project, now))
    return {
        "alert": alert,
        "token": token,
        "user": asked.user,
        "milestone": alert.milestone,
        "building": alert.milestone.building,
        "project": project,
        "compared": compared_label(alert),
        "zone": project.time_zone,
        "days_late": late,
        "headline": headline_of(alert, late),
        "expected": expected_of(alert.milestone),
        "photo": photo if photo and _rendition_of(photo) else None,
        "comment_max": COMMENT_MAX,
    }


def _photo_of(alert: Alert) -> Photo | None:
    """The last photo of the alert's building, or of its milestone where there is no building."""
    photos = Photo.objects.filter(project_id=alert.project_id, state=PhotoState.READY)
    if alert.milestone.building_id:
        photos = photos.filter(building_id=alert.milestone.building_id)
    else:
        photos = photos.filter(activity_id=alert.milestone_id)
    return photos.order_by("-stored_at", "-id").first()


def _rendition_of(photo: Photo) -> Rendition | None:
    return photo.renditions.filter(name=PHOTO_NAME).first()
