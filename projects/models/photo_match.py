"""Photos that show the same picture: what they are found by, and the flags."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from projects.models.evidence_words import MatchKind
from projects.models.one_project import OneProject
from projects.models.photo import Photo
from projects.models.project import Project

BANDS = ("band0", "band1", "band2", "band3")


class PhotoPrint(models.Model):
    """A photo's grey picture at 64 × 64; `compared_at` is null until it was looked for."""

    photo = models.OneToOneField(
        Photo, primary_key=True, on_delete=models.CASCADE, related_name="print"
    )
    pixels = models.BinaryField(_("pixels"))
    compared_at = models.DateTimeField(_("compared"), null=True, blank=True)

    class Meta:
        verbose_name = _("photo print")
        verbose_name_plural = _("photo prints")
        indexes = (
            models.Index(
                fields=("photo",), condition=Q(compared_at__isnull=True), name="photo_to_compare"
            ),
        )

    def __str__(self) -> str:
        return f"{self.photo_id}"


class PhotoHash(models.Model):
    """A 64-bit hash of one view of a photo, with its four 16-bit parts to be found by.

    `value` is the hash as a signed number. Two hashes that differ in at most seven bits share a
    part but for one bit, so that a search is a few index look-ups however many there are.
    """

    photo = models.ForeignKey(Photo, on_delete=models.CASCADE, related_name="hashes")
    view = models.PositiveSmallIntegerField(_("view"))
    value = models.BigIntegerField(_("hash"))
    band0 = models.PositiveIntegerField()
    band1 = models.PositiveIntegerField()
    band2 = models.PositiveIntegerField()
    band3 = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("photo hash")
        verbose_name_plural = _("photo hashes")
        constraints = (
            models.UniqueConstraint(fields=("photo", "view"), name="photo_hash_once_a_view"),
        )
        indexes = tuple(
            models.Index(
                fields=(band,), include=("photo", "view", "value"), name=f"photo_hash_{band}"
            )
            for band in BANDS
        )

    def __str__(self) -> str:
        return f"{self.photo_id} {self.view}"


class PhotoMatch(models.Model):
    """A flag: two photos show the same picture. It rejects nothing; a planner may settle it.

    `project` is the later photo's and `earlier_project` the earlier one's; who is not in both
    does not see the flag. `score` is their likeness, 0 to 1, `distance` the bits by which the
    nearest two hashes differ.
    """

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="+")
    photo = models.ForeignKey(
        Photo,
        verbose_name=_("photo"),
        on_delete=models.CASCADE,
        related_name="matches",
        db_constraint=False,
    )
    earlier_project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="+")
    earlier = models.ForeignKey(
        Photo,
        verbose_name=_("earlier photo"),
        on_delete=models.CASCADE,
        related_name="later_matches",
        db_constraint=False,
    )
    kind = models.CharField(_("kind"), max_length=10, choices=MatchKind.choices)
    distance = models.PositiveSmallIntegerField(_("distance (bits)"))
    score = models.FloatField(_("likeness"))
    found_at = models.DateTimeField(_("found"))
    settled_at = models.DateTimeField(_("settled"), null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("settled by"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    settled_reason = models.CharField(_("reason"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("photo match")
        verbose_name_plural = _("photo matches")
        ordering = ("-found_at", "-id")
        constraints = (
            models.UniqueConstraint(fields=("photo", "earlier"), name="photo_match_once"),
            OneProject(field="photo", name="photo_match_of_its_project"),
            OneProject(
                field="earlier",
                project="earlier_project",
                name="photo_match_earlier_of_its_project",
            ),
            models.CheckConstraint(
                condition=Q(photo__gt=F("earlier")), name="photo_match_in_order"
            ),
            models.CheckConstraint(
                condition=Q(settled_at__isnull=True, settled_by__isnull=True, settled_reason="")
                | Q(settled_at__isnull=False, settled_by__isnull=False) & ~Q(settled_reason=""),
                name="photo_match_settled_whole",
            ),
        )
        indexes = (
            models.Index(fields=("project", "-found_at", "-id"), name="photo_match_by_project"),
        )

    def __str__(self) -> str:
        return f"{self.photo_id} = {self.earlier_id}"
