"""The Celery app and the timetable. Jobs look at state, never at the hour they were started."""

import os

from celery import Celery
from django_structlog.celery.steps import DjangoStructLogInitStep

from backend.sending import SendersStep
from backend.warming import KernelStep

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "backend.settings")

app = Celery("topout")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.steps["worker"].add(DjangoStructLogInitStep)
app.steps["worker"].add(KernelStep)
app.steps["worker"].add(SendersStep)
app.autodiscover_tasks(["tasks"], related_name=None)

app.conf.beat_schedule = {
    # what is overdue or due soon by now; also makes up for every scan that was missed
    "scan-overdue": {
        "task": "tasks.alerts.scan_overdue",
        "schedule": 60.0,
        "options": {"expires": 55},
    },
    # finds deliveries whose bell was lost
    "deliver-alerts": {
        "task": "tasks.alerts.deliver_alerts",
        "schedule": 10.0,
        "options": {"expires": 10},
    },
    # once a day it counts; the other times it finds that done
    "reconcile-alerts": {
        "task": "tasks.alerts.reconcile_alerts",
        "schedule": 1800.0,
        "options": {"expires": 1800},
    },
    # whose hour it is by his own clock; also makes up for ticks that were missed
    "send-summaries": {
        "task": "tasks.summaries.send_summaries",
        "schedule": 60.0,
        "options": {"expires": 55},
    },
    # finds photos whose bell was lost, and those whose worker died
    "render-photos": {
        "task": "tasks.photos.render_photos",
        "schedule": 30.0,
        "options": {"expires": 30},
    },
    # photos whose grade is due: new ones, and all of a site whose boundary was drawn anew
    "grade-photos": {
        "task": "tasks.photos.grade_photos",
        "schedule": 20.0,
        "options": {"expires": 20},
    },
    # photos that nobody compared yet: their worker died, or they came before prints
    "compare-photos": {
        "task": "tasks.photos.compare_photos",
        "schedule": 60.0,
        "options": {"expires": 55},
    },
    # finds analyses whose bell was lost, and those whose worker died
    "analyse": {
        "task": "tasks.analyses.analyse_waiting",
        "schedule": 30.0,
        "options": {"expires": 30},
    },
    # word of changed addresses, each sent once; half a minute late is soon enough
    "contact-notices": {
        "task": "tasks.contacts.send_contact_notices",
        "schedule": 30.0,
        "options": {"expires": 30},
    },
    # uploads that never became a photo, answers kept for repeated writes, old scanner runs
    "sweep": {"task": "tasks.upkeep.sweep", "schedule": 3600.0, "options": {"expires": 3600}},
}
