"""What Topout stores."""

from projects.models.access import AuthToken, IdempotencyKey
from projects.models.activity import Activity, Milestone
from projects.models.alert import Alert
from projects.models.alert_event import AlertEvent
from projects.models.alert_hours import AlertHours
from projects.models.alert_rule import AlertRecipient, AlertRule
from projects.models.analysis import Analysis
from projects.models.baseline import Baseline, BaselineActivity
from projects.models.breaker import Breaker
from projects.models.computation import Computation
from projects.models.contact import AlertRoute, Contact
from projects.models.contact_code import ContactCode, ContactNotice
from projects.models.delivery import AlertDelivery, DeliveryAttempt
from projects.models.forecast_day import ForecastDay
from projects.models.light_rule import LightRule
from projects.models.link import Link
from projects.models.photo import Photo, Rendition
from projects.models.photo_match import PhotoHash, PhotoMatch, PhotoPrint
from projects.models.progress import ProgressEntry
from projects.models.project import Building, Calendar, CalendarException, Membership, Project
from projects.models.reconciliation import Reconciliation
from projects.models.resource import Assignment, Resource, ResourceCapacity
from projects.models.send_budget import SendBudget
from projects.models.summary import SummaryDelivery
from projects.models.upload import Upload
from projects.models.user import User
from projects.models.viewpoint import Viewpoint
from projects.models.watch import ScannerRun, WatchAlarm

__all__ = [
    "Activity",
    "Alert",
    "AlertDelivery",
    "AlertEvent",
    "AlertHours",
    "AlertRecipient",
    "AlertRoute",
    "AlertRule",
    "Analysis",
    "Assignment",
    "AuthToken",
    "Baseline",
    "BaselineActivity",
    "Breaker",
    "Building",
    "Calendar",
    "CalendarException",
    "Computation",
    "Contact",
    "ContactCode",
    "ContactNotice",
    "DeliveryAttempt",
    "ForecastDay",
    "IdempotencyKey",
    "LightRule",
    "Link",
    "Membership",
    "Milestone",
    "Photo",
    "PhotoHash",
    "PhotoMatch",
    "PhotoPrint",
    "ProgressEntry",
    "Project",
    "Reconciliation",
    "Rendition",
    "Resource",
    "ResourceCapacity",
    "ScannerRun",
    "SendBudget",
    "SummaryDelivery",
    "Upload",
    "User",
    "Viewpoint",
    "WatchAlarm",
]
