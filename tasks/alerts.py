"""Jobs around alerts; `manage.py scan_overdue` and `deliver_alerts` do the same by hand."""

from celery import shared_task
from django.utils import timezone
from django.utils.translation import gettext as _

from projects.services import alerts
from tasks.doorbell import ring
from tasks.lookout import Lookout

# of this process; `backend.sending` starts them in a worker
senders = alerts.Senders()


@shared_task
def scan_overdue() -> None:
    """Open and close alerts as of now, let somebody deliver, give a sign of life."""
    now = timezone.now()
    run = alerts.alerts_scan(now=now)
    if run.held:
        detail = _("%(count)d deliveries at once are held; release them in the administration.")
        words = {"count": run.first_messages}
        alerts.alarm_raise(about="storm", detail=detail % words, now=now)
    if alerts.deliveries_divert(now=now) or run.deliveries_made:
        ring(deliver_alerts)
    alerts.dead_man_ping()


@shared_task
def deliver_alerts() -> None:
    """Have this process's senders look at once; where it has none, send what is due here."""
    if not senders.wake():
        alerts.deliveries_deliver()


@shared_task
def reconcile_alerts() -> None:
    """Close the day's account of the alerts, unless it is closed already."""
    alerts.alerts_reconcile_daily(now=timezone.now())


# of this process, as its senders are
lookout = Lookout(scan_overdue, senders.wake)
