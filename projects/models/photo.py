"""Site photos: the original, never changed, and the sizes made from it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from projects.models.activity import Activity
from projects.models.drawings import DrawingField
from projects.models.graded import Graded, graded_constraints, graded_indexes
from projects.models.one_project import OneProject, in_project_once
from projects.models.project import Building, Project, Versioned
from projects.models.viewpoint import Viewpoint
from projects.models.words import PhotoState, TakenAtSource


class Photo(Graded, Versioned):
    """One upload, kept byte for byte under its content address.

    Capture time says where it comes from (`taken_at_source`, `taken_at_zone`); position and
    the original's metadata are shown only to those who may see them. `render_*` columns let a
    worker claim the row (lease) and count attempts, so that no photo is lost or loops. `version`
    counts what people change (caption, drawing, place in the plan), not what the worker finds out.
    """

    project = models.ForeignKey(
        Project,
        verbose_name=_("project"),
        on_delete=models.CASCADE,
        related_name="photos",
        db_index=False,
    )
    building = models.ForeignKey(
        Building,
        verbose_name=_("building"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="photos",
        db_constraint=False,
    )
    activity = models.ForeignKey(
        Activity,
        verbose_name=_("activity"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="photos",
        db_constraint=False,
    )
    viewpoint = models.ForeignKey(
        Viewpoint,
        verbose_name=_("viewpoint"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="photos",
        db_constraint=False,
    )
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("uploaded by"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    client_upload_id = models.UUIDField(_("client upload id"))
    sha256 = models.CharField(_("SHA-256"), max_length=64)
    size_bytes = models.PositiveBigIntegerField(_("size (bytes)"))
    original_name = models.CharField(_("file name"), max_length=255, blank=True)
    mime_type = models.CharField(_("content type"), max_length=40)
    width = models.PositiveIntegerField(_("width (px)"))
    height = models.PositiveIntegerField(_("height (px)"))
    orientation = models.PositiveSmallIntegerField(_("EXIF orientation"), default=1)
    caption = models.CharField(_("caption"), max_length=500, blank=True)
    drawing = DrawingField(_("drawing"))
    stored_at = models.DateTimeField(_("stored"))
    taken_at = models.DateTimeField(_("taken"), null=True, blank=True)
    taken_at_source = models.CharField(
        _("capture time from"),
        max_length=20,
        choices=TakenAtSource.choices,
        default=TakenAtSource.UNKNOWN,
    )
    taken_at_zone = models.CharField(_("capture time zone"), max_length=64, blank=True)
    latitude = models.FloatField(_("latitude"), null=True, blank=True)
    longitude = models.FloatField(_("longitude"), null=True, blank=True)
    altitude_m = models.FloatField(_("altitude (m)"), null=True, blank=True)
    camera_make = models.CharField(_("camera make"), max_length=100, blank=True)
    camera_model = models.CharField(_("camera model"), max_length=100, blank=True)
    difference_hash = models.CharField(_("difference hash"), max_length=16, blank=True)
    state = models.CharField(
        _("state"), max_length=10, choices=PhotoState.choices, default=PhotoState.PROCESSING
    )
    reject_code = models.CharField(_("reason of rejection"), max_length=40, blank=True)
    render_attempts = models.PositiveSmallIntegerField(_("render attempts"), default=0)
    render_next_at = models.DateTimeField(_("next render attempt"), null=True, blank=True)
    render_lease_token = models.UUIDField(null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("photo")
        verbose_name_plural = _("photos")
        ordering = ("-stored_at", "-id")
        constraints = (
            models.UniqueConstraint(fields=("project", "sha256"), name="photo_once_in_project"),
            in_project_once("photo_in_project"),
            OneProject(field="building", name="photo_of_a_building_of_its_project"),
            OneProject(field="activity", name="photo_of_an_activity_of_its_project"),
            OneProject(field="viewpoint", name="photo_from_a_viewpoint_of_its_project"),
            models.UniqueConstraint(
                fields=("project", "uploaded_by", "client_upload_id"), name="photo_upload_once"
            ),
            models.CheckConstraint(
                condition=Q(taken_at__isnull=True, taken_at_source=TakenAtSource.UNKNOWN)
                | Q(taken_at__isnull=False) & ~Q(taken_at_source=TakenAtSource.UNKNOWN),
                name="photo_time_has_a_source",
            ),
            *graded_constraints(),
        )
        indexes = (
            models.Index(fields=("project", "-stored_at", "-id"), name="photo_by_project"),
            models.Index(fields=("activity", "-stored_at", "-id"), name="photo_by_activity"),
            models.Index(fields=("building", "-stored_at", "-id"), name="photo_by_building"),
            models.Index(fields=("project", "grade", "-stored_at", "-id"), name="photo_by_grade"),
            *graded_indexes(),
            models.Index(
                fields=("render_next_at",),
                condition=Q(state=PhotoState.PROCESSING),
                name="photo_to_render",
            ),
        )

    def __str__(self) -> str:
        return f"{self.pk} {self.sha256[:8]}"


class Rendition(models.Model):
    """One size of a photo: upright WebP without metadata. `name` is the long edge in pixels."""

    photo = models.ForeignKey(
        Photo, verbose_name=_("photo"), on_delete=models.CASCADE, related_name="renditions"
    )
    name = models.CharField(_("name"), max_length=10)
    width = models.PositiveIntegerField(_("width (px)"))
    height = models.PositiveIntegerField(_("height (px)"))
    size_bytes = models.PositiveIntegerField(_("size (bytes)"))
    storage_key = models.CharField(_("storage key"), max_length=200)

    class Meta:
        verbose_name = _("rendition")
        verbose_name_plural = _("renditions")
        ordering = ("photo_id", "id")
        constraints = (
            models.UniqueConstraint(fields=("photo", "name"), name="rendition_once_per_photo"),
        )

    def __str__(self) -> str:
        return f"{self.photo_id} {self.name}"
