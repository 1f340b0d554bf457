"""The fixed vocabularies of the domain (product.md 2), shared by tables, API and pages."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Language(models.TextChoices):
    """Languages in which Topout speaks to people."""

    CHINESE = "zh-hans", "简体中文"
    ENGLISH = "en", "English"


class Role(models.TextChoices):
    """What a member may do in one project."""

    SITE_MANAGER = "site_manager", _("site manager")
    PLANNER = "planner", _("planner")
    OFFICIAL = "official", _("official")
    VIEWER = "viewer", _("viewer")
    PROJECT_ADMIN = "project_admin", _("project administrator")


class ActivityKind(models.TextChoices):
    """Kinds of planned work; the last three have no duration and are milestones."""

    TASK = "task", _("activity")
    START_MILESTONE = "start_milestone", _("start milestone")
    FINISH_MILESTONE = "finish_milestone", _("finish milestone")
    INSPECTION_MILESTONE = "inspection_milestone", _("inspection milestone")


MILESTONE_KINDS = (
    ActivityKind.START_MILESTONE,
    ActivityKind.FINISH_MILESTONE,
    ActivityKind.INSPECTION_MILESTONE,
)


class DurationClock(models.TextChoices):
    """Which days an activity's duration counts."""

    WORKING = "working", _("working days")
    CALENDAR = "calendar", _("calendar days")


class ActivityState(models.TextChoices):
    """How far the evidence for a milestone goes; going back is a new entry with a reason."""

    PLANNED = "planned", _("planned")
    CLAIMED = "claimed", _("claimed")
    EVIDENCED = "evidenced", _("evidenced")
    ACCEPTED = "accepted", _("accepted")


class EvidencePolicy(models.TextChoices):
    """The state at which a milestone counts as reached."""

    CLAIMED = "claimed", _("reached when claimed")
    EVIDENCED = "evidenced", _("reached when photos show it")
    ACCEPTED = "accepted", _("reached when accepted")


class Move(models.TextChoices):
    """What a progress entry does."""

    REPORT = "report", _("progress report")
    CLAIM = "claim", _("claimed as reached")
    EVIDENCE = "evidence", _("evidence complete")
    ACCEPT = "accept", _("accepted")
    REOPEN = "reopen", _("reopened")
    WITHDRAW = "withdraw", _("evidence withdrawn")


class PhotoState(models.TextChoices):
    """Life of a photo after its receipt."""

    PROCESSING = "processing", _("processing")
    READY = "ready", _("ready")
    REJECTED = "rejected", _("rejected")


class TakenAtSource(models.TextChoices):
    """Where a photo's capture time comes from; nothing is defaulted in silence."""

    EXIF_OFFSET = "exif_offset", _("camera clock with its UTC offset")
    EXIF_PROJECT_ZONE = "exif_project_zone", _("camera clock, project's time zone assumed")
    UNKNOWN = "unknown", _("unknown")


class AlertKind(models.TextChoices):
    """What an alert rule watches."""

    DUE_SOON = "due_soon", _("due soon")
    OVERDUE = "overdue", _("overdue")


class Channel(models.TextChoices):
    """How a person is told."""

    EMAIL = "email", _("e-mail")


class DeliveryState(models.TextChoices):
    """Life of one delivery (reliability.md 3.2); the last three are final."""

    PENDING = "pending", _("waiting")
    SENDING = "sending", _("being sent")
    HELD = "held", _("held")
    SENT = "sent", _("sent")
    DEAD = "dead", _("given up")
    CANCELLED = "cancelled", _("cancelled")


class ErrorClass(models.TextChoices):
    """How a failed attempt is judged (reliability.md 3.5)."""

    TRANSIENT = "transient", _("try again later")
    AMBIGUOUS = "ambiguous", _("may have arrived")
    PERMANENT = "permanent", _("refused for good")
    CONFIGURATION = "configuration", _("channel misconfigured")
    BUG = "bug", _("could not be written")


class LightColour(models.TextChoices):
    """Colours of the shipped light rules."""

    GREEN = "green", _("green")
    YELLOW = "yellow", _("yellow")
    ORANGE = "orange", _("orange")
    RED = "red", _("red")
    GREY = "grey", _("no date")
