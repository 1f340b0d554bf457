"""A photo's evidence grade, and what it is made from beside the file's own time and place."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from projects.models.evidence_words import EvidenceGrade, SitePlace


class Graded(models.Model):
    """Facts of the device and the file, the grade they give, and whether it must be given anew.

    `device_*` is what the phone said of the moment and the place of capture, sent with the
    upload. Accuracies are metres, `direction_deg` degrees clockwise from north, `clock_ahead_s`
    seconds that the camera's or the phone's clock was ahead of the upload. `metadata_stripped`
    is null where the file was not looked at yet. `grade` is empty until it was given;
    `grade_due` says that what it depends on has changed.
    """

    device_taken_at = models.DateTimeField(_("taken by the phone's clock"), null=True, blank=True)
    device_latitude = models.FloatField(_("latitude by the phone"), null=True, blank=True)
    device_longitude = models.FloatField(_("longitude by the phone"), null=True, blank=True)
    device_accuracy_m = models.FloatField(_("accuracy by the phone (m)"), null=True, blank=True)
    position_accuracy_m = models.FloatField(_("accuracy (m)"), null=True, blank=True)
    direction_deg = models.FloatField(_("direction (degrees)"), null=True, blank=True)
    clock_ahead_s = models.PositiveIntegerField(
        _("clock ahead of the upload (s)"), default=0, db_default=0
    )
    metadata_stripped = models.BooleanField(_("without camera data"), null=True, blank=True)
    editor = models.CharField(_("edited by"), max_length=60, blank=True, default="", db_default="")
    grade = models.CharField(
        _("evidence grade"),
        max_length=10,
        choices=EvidenceGrade.choices,
        blank=True,
        default="",
        db_default="",
    )
    grade_reasons = models.JSONField(_("reasons of the grade"), default=list, blank=True)
    site_place = models.CharField(
        _("place on the site"),
        max_length=10,
        choices=SitePlace.choices,
        default=SitePlace.UNKNOWN,
        db_default=SitePlace.UNKNOWN,
    )
    site_distance_m = models.FloatField(_("metres outside"), null=True, blank=True)
    grade_due = models.BooleanField(_("to be graded"), default=True, db_default=True)

    class Meta:
        abstract = True


def graded_constraints() -> tuple[models.CheckConstraint, ...]:
    """A position by the phone is whole or not there."""
    whole = Q(device_latitude__isnull=True, device_longitude__isnull=True) | Q(
        device_latitude__isnull=False, device_longitude__isnull=False
    )
    return (models.CheckConstraint(condition=whole, name="photo_device_position_whole"),)


def graded_indexes() -> tuple[models.Index, ...]:
    """What a job looks for every minute: photos whose grade is due."""
    return (models.Index(fields=("id",), condition=Q(grade_due=True), name="photo_to_grade"),)
