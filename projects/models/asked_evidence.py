"""What a milestone asks of the photos that are to show it, beside how many."""

from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from projects.models.evidence_words import EvidenceGrade, PhotosWithin

ASKED = ("photos_grade_least", "photos_age_most_days", "photos_within")


class AskedEvidence(models.Model):
    """Only photos that meet all of it count; what is empty asks for nothing.

    `photos_age_most_days` is the most days from the capture to the day that the milestone is
    claimed to be reached on; a photo whose capture time is unknown has no age that meets it.
    """

    photos_grade_least = models.CharField(
        _("least evidence grade"),
        max_length=10,
        choices=EvidenceGrade.choices,
        blank=True,
        default="",
        db_default="",
    )
    photos_age_most_days = models.PositiveSmallIntegerField(
        _("most days before the claim"),
        null=True,
        blank=True,
        validators=[MaxValueValidator(3650)],
    )
    photos_within = models.CharField(
        _("photos taken within"),
        max_length=10,
        choices=PhotosWithin.choices,
        blank=True,
        default="",
        db_default="",
    )

    class Meta:
        abstract = True
