"""Alerts: opened and closed by the scan, told by deliveries, ended by a signature."""

from projects.services.alerts.acknowledge import alert_acknowledge
from projects.services.alerts.answer import alert_comment, alert_promise
from projects.services.alerts.deliver import DeliveryCounts, deliveries_deliver
from projects.services.alerts.divert import deliveries_divert
from projects.services.alerts.held import (
    deliveries_drop,
    deliveries_release,
    deliveries_retry,
)
from projects.services.alerts.ping import dead_man_ping
from projects.services.alerts.reconcile import alerts_reconcile, alerts_reconcile_daily
from projects.services.alerts.rules import alert_rule_store, alert_rules_delete
from projects.services.alerts.scan import alerts_scan
from projects.services.alerts.senders import Senders
from projects.services.alerts.watch import (
    AlertAges,
    alarm_raise,
    alert_ages,
    scan_is_late,
    watch_look,
)

__all__ = [
    "AlertAges",
    "DeliveryCounts",
    "Senders",
    "alarm_raise",
    "alert_acknowledge",
    "alert_ages",
    "alert_comment",
    "alert_promise",
    "alert_rule_store",
    "alert_rules_delete",
    "alerts_reconcile",
    "alerts_reconcile_daily",
    "alerts_scan",
    "dead_man_ping",
    "deliveries_deliver",
    "deliveries_divert",
    "deliveries_drop",
    "deliveries_release",
    "deliveries_retry",
    "scan_is_late",
    "watch_look",
]
