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
    """Kinds of planned work; the last three have no duration and are milestones.

    A level of effort (hammock) takes its dates from what it is linked to and drives nobody.
    """

    TASK = "task", _("activity")
    LEVEL_OF_EFFORT = "level_of_effort", _("level of effort")
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


class LinkKind(models.TextChoices):
    """From which end of the predecessor to which end of the successor."""

    FS = "FS", _("finish to start")
    SS = "SS", _("start to start")
    FF = "FF", _("finish to finish")
    SF = "SF", _("start to finish")


class LagClock(models.TextChoices):
    """Whose calendar counts a link's lag; `default` is the project's profile's choice."""

    DEFAULT = "default", _("as the profile says")
    PREDECESSOR = "predecessor", _("predecessor's calendar")
    SUCCESSOR = "successor", _("successor's calendar")
    PROJECT = "project", _("project's calendar")
    ELAPSED = "elapsed", _("24 hours a day")


class Constraint(models.TextChoices):
    """What a date demands of an activity; the mandatory ones win over logic, the others bend."""

    ASAP = "asap", _("as soon as possible")
    SNET = "snet", _("start no earlier than")
    SNLT = "snlt", _("start no later than")
    FNET = "fnet", _("finish no earlier than")
    FNLT = "fnlt", _("finish no later than")
    MSO = "mso", _("must start on")
    MFO = "mfo", _("must finish on")
    MANDATORY_START = "mandatory_start", _("mandatory start")
    MANDATORY_FINISH = "mandatory_finish", _("mandatory finish")
    ALAP = "alap", _("as late as possible")


UNDATED = (Constraint.ASAP, Constraint.ALAP)


class PercentBasis(models.TextChoices):
    """What a percentage says: how much of the duration is over, or how much work is in place."""

    DURATION = "duration", _("of the duration")
    PHYSICAL = "physical", _("of the work in place")


class Profile(models.TextChoices):
    """Whose habits the computation follows."""

    TOPOUT = "topout", "Topout"
    P6 = "p6", "Primavera P6"
    MSPROJECT = "msproject", "Microsoft Project"


class ProgressMode(models.TextChoices):
    """How the remaining work of started activities is placed."""

    RETAINED_LOGIC = "retained_logic", _("retained logic")
    OVERRIDE = "progress_override", _("progress override")
    ACTUAL_DATES = "actual_dates", _("actual dates")


class CriticalBy(models.TextChoices):
    """What makes an activity critical."""

    FLOAT = "float", _("total float up to a threshold")
    LONGEST_PATH = "longest_path", _("on the longest path")


class QualityPolicy(models.TextChoices):
    """What a bad assessment means where a baseline is to be frozen."""

    OFF = "off", _("not assessed")
    WARN = "warn", _("warns")
    REFUSE = "refuse", _("refuses")


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


class UploadState(models.TextChoices):
    """How far an upload in pieces has come."""

    RECEIVING = "receiving", _("receiving")
    STORED = "stored", _("stored")
    REFUSED = "refused", _("refused")


class TakenAtSource(models.TextChoices):
    """Where a photo's capture time comes from; nothing is defaulted in silence."""

    EXIF_OFFSET = "exif_offset", _("camera clock with its UTC offset")
    EXIF_PROJECT_ZONE = "exif_project_zone", _("camera clock, project's time zone assumed")
    DEVICE = "device", _("phone's clock, sent with the upload")
    UNKNOWN = "unknown", _("only the time of the upload is known")


class ContactEvent(models.TextChoices):
    """What happened to a person's addresses."""

    ADDED = "added", _("an address was added")
    REMOVED = "removed", _("an address was removed")
    ROUTES = "routes", _("the ways for grave alerts were changed")


class StatutoryStep(models.TextChoices):
    """What a line of the plan is before the law: what starts a clock, or what a clock asks for."""

    NONE = "", _("none")
    COMPLETION = "completion_acceptance", _("completion acceptance")
    COMPLETION_FILING = "completion-filing", _("filing of the completion acceptance")
    FIRE_FILING = "fire-filing", _("fire filing")
    JOINT_ACCEPTANCE = "joint-acceptance-application", _("application for joint acceptance")


class Works(models.TextChoices):
    """Special works need fire acceptance; for ordinary ones a fire filing is enough."""

    ORDINARY = "ordinary", _("ordinary")
    SPECIAL = "special", _("special")


class CompareWith(models.TextChoices):
    """What lateness is measured from."""

    PLAN = "current_plan", _("current plan")
    BASELINE = "baseline", _("baseline")


class RuleEnd(models.TextChoices):
    """What ends a light rule's interest."""

    FINISH = "finish", _("the finish")
    START = "start", _("the start")


class LightColour(models.TextChoices):
    """Colours of the shipped light rules."""

    GREEN = "green", _("green")
    BLUE = "blue", _("blue")
    YELLOW = "yellow", _("yellow")
    ORANGE = "orange", _("orange")
    RED = "red", _("red")
    GREY = "grey", _("no date")
