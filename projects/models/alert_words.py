"""The words of alerts: kinds, who is told, by what, and what becomes of it."""

from django.db import models
from django.utils.translation import gettext_lazy as _


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
