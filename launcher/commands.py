"""The one table of what runs: the launcher, the image, docker-compose.yml and the tests use it."""

WEB = ("gunicorn", "-c", "backend/gunicorn.py", "backend.wsgi:application")
_APP = ("celery", "-A", "backend.celery")
# Celery's own default would silence the line that each job writes
_LOUD = ("-l", "INFO")
_WORKER = (*_APP, "worker", *_LOUD, "--without-gossip", "--without-mingle")
_BEAT = (*_APP, "beat", *_LOUD)

WORKER = (*_WORKER, "-n", "default@%h", "-Q", "default,alerts", "-P", "threads", "-c", "4")
# a photo worker decodes in child processes with limits of their own
PHOTOS = (*_WORKER, "-n", "photos@%h", "-Q", "photos", "-P", "threads", "-c", "1")
# one analysis at a time; a search may take minutes, and nothing else waits in this queue
ANALYSES = (*_WORKER, "-n", "analyses@%h", "-Q", "analyses", "-P", "threads", "-c", "1")
# where beat notes what it did last is of no worth: every job looks at state
BEAT = (*_BEAT, "--scheduler", "celery.beat:Scheduler")

# by the name that docker-compose.yml gives to the service
PROCESSES = {
    "web": WEB,
    "worker": WORKER,
    "worker-photos": PHOTOS,
    "worker-analyses": ANALYSES,
    "beat": BEAT,
}

MIGRATE = ("python", "manage.py", "migrate", "--noinput")
WORDS = ("python", "manage.py", "words")
STATIC = ("python", "manage.py", "collectstatic", "--noinput")
SCHEMA = (
    "python",
    "manage.py",
    "spectacular",
    "--format",
    "openapi-json",
    "--file",
    "web/schema.json",
)
