"""Words of the evidence that a photo is."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class EvidenceGrade(models.TextChoices):
    """How far a photo proves when and where it was taken, from least to most."""

    DOUBTFUL = "doubtful", _("doubtful: something contradicts it")
    WEAK = "weak", _("weak: neither time nor place is shown")
    FAIR = "fair", _("fair: time or place is shown in part")
    STRONG = "strong", _("strong: time and place are shown")


GRADES_RISING = tuple(EvidenceGrade)


class SitePlace(models.TextChoices):
    """Where a photo was taken, measured against the building's footprint and the site boundary."""

    BUILDING = "building", _("at the building")
    SITE = "site", _("on the site")
    NEAR = "near", _("near the site")
    OUTSIDE = "outside", _("outside the site")
    UNKNOWN = "unknown", _("unknown")


class ReasonWeight(models.TextChoices):
    """What a reason does to a grade."""

    FOR = "for", _("speaks for it")
    MISSING = "missing", _("is missing")
    AGAINST = "against", _("speaks against it")


class GradeReason(models.TextChoices):
    """Why a photo has its grade."""

    TIME_CAMERA = "time_camera_offset", _("capture time: the camera's clock with its UTC offset")
    TIME_CAMERA_ZONE = (
        "time_camera_zone_assumed",
        _("capture time: the camera's clock, the project's time zone assumed"),
    )
    TIME_DEVICE = "time_device", _("capture time: the phone's clock, sent with the upload")
    TIME_UPLOAD_ONLY = "time_upload_only", _("capture time unknown, only that of the upload is")
    CLOCK_AHEAD = "clock_ahead", _("the clock was ahead of the upload")
    CLOCKS_DISAGREE = "clocks_disagree", _("the camera's clock and the phone's disagree")
    UPLOADED_LATE = "uploaded_late", _("uploaded days after it was taken")
    PLACE_BUILDING = "place_building", _("taken at the building")
    PLACE_SITE = "place_site", _("taken inside the site boundary")
    PLACE_NEAR = "place_near", _("taken near the site boundary")
    PLACE_OUTSIDE = "place_outside", _("taken outside the site boundary")
    PLACE_UNKNOWN = "place_unknown", _("no position")
    BOUNDARY_UNKNOWN = "boundary_unknown", _("the project has no site boundary to compare with")
    POSITION_DEVICE = "position_device", _("position by the phone, not by the file")
    POSITIONS_DISAGREE = "positions_disagree", _("the file's position and the phone's disagree")
    METADATA_STRIPPED = "metadata_stripped", _("the file has no camera data, as after a chat app")
    CHAT_APP = "chat_app", _("the file's name is that of a chat app")
    EDITED = "edited", _("changed by an editing program")


class MatchKind(models.TextChoices):
    """How two photos are the same picture."""

    IDENTICAL = "identical", _("the same file")
    WHOLE = "whole", _("the same picture")
    PART = "part", _("a part of the same picture")


class PhotosWithin(models.TextChoices):
    """Within what the photos of a milestone must have been taken."""

    SITE = "site", _("the site boundary")
    BUILDING = "building", _("the building's footprint")
