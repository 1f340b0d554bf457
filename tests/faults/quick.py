"""The Celery app with a timetable that is quick enough to watch: every entry once a second."""

from backend.celery import app

app.conf.beat_schedule = {
    name: {**entry, "schedule": 1.0} for name, entry in app.conf.beat_schedule.items()
}

__all__ = ["app"]
