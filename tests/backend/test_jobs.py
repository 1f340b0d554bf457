"""The timetable: every entry names a job that exists, and a late tick does not pile up."""

from django.conf import settings

from backend import embedded
from backend.celery import app
from launcher import commands


def test_every_entry_names_a_registered_job() -> None:
    app.loader.import_default_modules()
    named = {entry["task"] for entry in app.conf.beat_schedule.values()}
    assert named <= set(app.tasks)


def test_a_tick_expires_before_or_with_the_next() -> None:
    for name, entry in app.conf.beat_schedule.items():
        assert entry["options"]["expires"] <= entry["schedule"], name


def test_no_job_is_lost_with_its_worker() -> None:
    assert settings.CELERY_TASK_ACKS_LATE
    assert settings.CELERY_TASK_REJECT_ON_WORKER_LOST
    assert settings.CELERY_WORKER_PREFETCH_MULTIPLIER == 1
    assert settings.CELERY_ACCEPT_CONTENT == ["json"]


def test_every_job_goes_to_a_queue_that_some_worker_takes() -> None:
    app.loader.import_default_modules()
    ours = [name for name in app.tasks if name.startswith("tasks.")]
    asked = {name: app.amqp.router.route({}, name)["queue"].name for name in ours}
    workers = [line[line.index("-Q") + 1] for line in commands.PROCESSES.values() if "-Q" in line]
    taken = [queue for queues in workers for queue in queues.split(",")]
    assert len(taken) == len(set(taken)), "nobody but one kind of worker takes a queue"
    assert set(asked.values()) <= set(taken)
    assert set(embedded.QUEUES.split(",")) == set(taken)


def test_what_takes_minutes_has_a_worker_of_its_own() -> None:
    """An alert behind an analysis would wait for it."""
    app.loader.import_default_modules()
    queues: dict[str, set[str]] = {}
    for name in app.tasks:
        if name.startswith("tasks."):
            queue = app.amqp.router.route({}, name)["queue"].name
            queues.setdefault(queue, set()).add(name)
    assert queues["analyses"] == {"tasks.analyses.analyse", "tasks.analyses.analyse_waiting"}
    line = commands.ANALYSES
    assert line[line.index("-Q") + 1] == "analyses"
