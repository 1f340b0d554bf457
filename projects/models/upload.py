"""A photo on its way in pieces: what was announced, how far it came, what became of it."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from projects.models.activity import Activity
from projects.models.one_project import OneProject
from projects.models.photo import Photo
from projects.models.project import Building, Project
from projects.models.words import UploadState


class Upload(models.Model):
    """An upload that may break off anywhere and goes on from `offset` (tus 1.0).

    The bytes lie in a file named by the id; its length is the truth and `offset` follows it. A
    stored upload names its photo. A refused one says why in `reject_code` and keeps no bytes;
    `expired` and `terminated` may be begun anew under the same `client_upload_id`. What the phone
    says of the picture (`captured_at`, place) is its word and no evidence.
    """

    id = models.UUIDField(_("id"), primary_key=True, default=uuid.uuid4, editable=False)
    project = models.ForeignKey(
        Project, verbose_name=_("project"), on_delete=models.CASCADE, related_name="uploads"
    )
    building = models.ForeignKey(
        Building,
        verbose_name=_("building"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        db_constraint=False,
    )
    activity = models.ForeignKey(
        Activity,
        verbose_name=_("activity"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        db_constraint=False,
    )
    photo = models.ForeignKey(
        Photo,
        verbose_name=_("photo"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        db_constraint=False,
    )
    uploader = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("uploaded by"),
        on_delete=models.CASCADE,
        related_name="+",
    )
    client_upload_id = models.UUIDField(_("client upload id"))
    sha256 = models.CharField(_("SHA-256"), max_length=64)
    length = models.PositiveBigIntegerField(_("size (bytes)"))
    offset = models.PositiveBigIntegerField(_("received (bytes)"), default=0)
    original_name = models.CharField(_("file name"), max_length=255, blank=True)
    mime_type = models.CharField(_("content type"), max_length=40, blank=True)
    caption = models.CharField(_("caption"), max_length=500, blank=True)
    captured_at = models.DateTimeField(_("captured, by the phone's clock"), null=True, blank=True)
    captured_offset_min = models.SmallIntegerField(
        _("the phone's offset from UTC (minutes)"), default=0
    )
    latitude = models.FloatField(_("latitude"), null=True, blank=True)
    longitude = models.FloatField(_("longitude"), null=True, blank=True)
    position_accuracy_m = models.FloatField(_("accuracy of the place (m)"), null=True, blank=True)
    state = models.CharField(
        _("state"), max_length=10, choices=UploadState.choices, default=UploadState.RECEIVING
    )
    reject_code = models.CharField(_("reason of rejection"), max_length=40, blank=True)
    created_at = models.DateTimeField(_("created"))
    expires_at = models.DateTimeField(_("expires"))

    class Meta:
        verbose_name = _("upload")
        verbose_name_plural = _("uploads")
        ordering = ("-created_at", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("project", "uploader", "client_upload_id"), name="upload_once"
            ),
            OneProject(field="building", name="upload_of_a_building_of_its_project"),
            OneProject(field="activity", name="upload_of_an_activity_of_its_project"),
            OneProject(field="photo", name="upload_of_a_photo_of_its_project"),
            models.CheckConstraint(
                condition=Q(length__gte=1, offset__lte=F("length")), name="upload_within_length"
            ),
            models.CheckConstraint(
                condition=Q(state=UploadState.REFUSED) | Q(reject_code=""),
                name="upload_refused_for_a_reason",
            ),
        )
        indexes = (
            models.Index(fields=("expires_at",), name="upload_by_expiry"),
            models.Index(
                fields=("uploader",),
                condition=Q(state=UploadState.RECEIVING),
                name="upload_open_of_a_person",
            ),
        )

    def __str__(self) -> str:
        return f"{self.pk} {self.offset}/{self.length}"
