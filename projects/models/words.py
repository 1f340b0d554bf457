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


class TakenAtSource(models.TextChoices):
    """Where a photo's capture time comes from; nothing is defaulted in silence."""

    EXIF_OFFSET = "exif_offset", _("camera clock with its UTC offset")
    EXIF_PROJECT_ZONE = "exif_project_zone", _("camera clock, project's time zone assumed")
    UNKNOWN = "unknown", _("unknown")


class AlertKind(models.TextChoices):
    """What an alert rule watches."""

    CLAIMED = "claimed", _("claimed without evidence")
    DUE_SOON = "due_soon", _("due soon")
    FORECAST_SLIP = "forecast_slip", _("will be late")
    NO_REPORT = "no_report", _("nothing reported")
    OVERDUE = "overdue", _("overdue")
    PROGRESS_GAP = "progress_gap", _("behind the planned progress")
    START_MISSED = "start_missed", _("not started")
    STATUTORY = "statutory", _("legal limit runs out")


# about a milestone's own date
DATED = (AlertKind.OVERDUE, AlertKind.DUE_SOON, AlertKind.FORECAST_SLIP)
# of a milestone's open alerts the last one is shown where there is room for one
BY_GRAVITY = (
    AlertKind.NO_REPORT,
    AlertKind.START_MISSED,
    AlertKind.DUE_SOON,
    AlertKind.CLAIMED,
    AlertKind.PROGRESS_GAP,
    AlertKind.FORECAST_SLIP,
    AlertKind.OVERDUE,
    AlertKind.STATUTORY,
)


class Severity(models.TextChoices):
    """How grave an alert is: what a person chooses channels and hours by."""

    HIGH = "high", _("grave")
    NORMAL = "normal", _("ordinary")


class RecipientKind(models.TextChoices):
    """How a rule says who is told: three as the milestone names them, one a project's contact."""

    ROLE = "role", _("everybody in a role")
    UNIT = "unit", _("everybody of a unit")
    USER = "user", _("one user")
    RESPONSIBLE = "responsible", _("the responsible person")
    LEAD_UNIT = "lead_unit", _("the lead unit")
    SUPERVISING_UNIT = "supervising_unit", _("the supervising unit")
    CONTACT = "contact", _("a group or a system")


class ClosedWhy(models.TextChoices):
    """Why an alert is not true any more; empty while it is, and where nobody wrote it down."""

    REACHED = "reached", _("the milestone is reached")
    MOVED = "moved", _("the date was moved, or is none any more")
    OVERDUE = "overdue", _("the day is over: an alert of its own follows")
    ON_TIME = "on_time", _("expected on time again")
    STARTED = "started", _("the work has begun")
    EVIDENCED = "evidenced", _("the evidence is there")
    REOPENED = "reopened", _("the claim was taken back")
    REPORTED = "reported", _("somebody reported")
    CAUGHT_UP = "caught_up", _("as far as planned again")


class AlertDeed(models.TextChoices):
    """What people or the ladder did about an alert."""

    PROMISED = "promised", _("promised a date")
    COMMENTED = "commented", _("commented")
    CLIMBED = "climbed", _("climbed to the next level")
    RELEASED = "released", _("released held messages")
    DROPPED = "dropped", _("dropped held messages")
    RETRIED = "retried", _("sent what was given up again")


class Channel(models.TextChoices):
    """How a person is told."""

    EMAIL = "email", _("e-mail")
    SMS = "sms", _("text message")
    WECOM_APP = "wecom_app", _("WeCom")
    WECOM_ROBOT = "wecom_robot", _("WeCom group robot")
    DINGTALK = "dingtalk", _("DingTalk group robot")
    FEISHU = "feishu", _("Feishu group robot")
    WEB_PUSH = "web_push", _("browser notification")
    WEBHOOK = "webhook", _("webhook")
    INBOX = "inbox", _("inbox")


class ContactEvent(models.TextChoices):
    """What happened to a person's addresses."""

    ADDED = "added", _("an address was added")
    REMOVED = "removed", _("an address was removed")
    ROUTES = "routes", _("the ways for grave alerts were changed")


class DeliveryState(models.TextChoices):
    """Life of one delivery (reliability.md 3.2); the last three are final."""

    PENDING = "pending", _("waiting")
    SENDING = "sending", _("being sent")
    HELD = "held", _("held")
    BUNDLED = "bundled", _("waiting in a digest")
    SENT = "sent", _("sent")
    DEAD = "dead", _("given up")
    CANCELLED = "cancelled", _("cancelled")


class SummaryKind(models.TextChoices):
    """Mails that tell everything at once, beside the single messages."""

    DAILY = "daily", _("daily summary")
    WEEKLY = "weekly", _("weekly report")


class ErrorClass(models.TextChoices):
    """How a failed attempt is judged (reliability.md 3.5)."""

    TRANSIENT = "transient", _("try again later")
    AMBIGUOUS = "ambiguous", _("may have arrived")
    PERMANENT = "permanent", _("refused for good")
    CONFIGURATION = "configuration", _("channel misconfigured")
    BUG = "bug", _("could not be written")


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
