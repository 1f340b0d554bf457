"""Settings, top to bottom; every value that an operator may change comes through env.py."""

import datetime
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

from backend import channels, content_policy, env, logs, media, openapi

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = Path(env.text("DATA_DIR", str(BASE_DIR / "var"))).resolve()

# --- who we are -----------------------------------------------------------------------------
DEBUG = env.flag("DEBUG", default=False)
SECRET_KEY = env.text("SECRET_KEY")
if not SECRET_KEY:
    raise ImproperlyConfigured(
        "SECRET_KEY is not set. Make one with: "
        'python3 -c "import secrets; print(secrets.token_urlsafe(64))"'
    )
PUBLIC_URL = env.text("PUBLIC_URL", "http://localhost:8000").rstrip("/")
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]")
CSRF_TRUSTED_ORIGINS = env.words("CSRF_TRUSTED_ORIGINS", PUBLIC_URL)

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_structlog",
    "rest_framework",
    "django_filters",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "knox",
    "axes",
    "csp",
    "backend.apps.BackendConfig",
    "projects.apps.ProjectsConfig",
    "web.apps.WebConfig",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_structlog.middlewares.RequestMiddleware",
    "projects.api.middleware.ProblemMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "backend.urls"
WSGI_APPLICATION = "backend.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

# --- state ----------------------------------------------------------------------------------
DATABASES = {
    "default": env.database("DATABASE_URL", default=f"sqlite:///{DATA_DIR}/topout.sqlite3")
}

REDIS_URL = env.text("REDIS_URL")
# one process holds web, worker and beat: queues and cache live in its memory
EMBEDDED = not REDIS_URL
CACHES: dict[str, dict[str, object]] = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
    if EMBEDDED
    else {
        "BACKEND": "projects.cache.ForgivingRedisCache",
        "LOCATION": REDIS_URL,
        # a silent Redis may cost a request no more than a blink
        "OPTIONS": {"socket_connect_timeout": 0.05, "socket_timeout": 0.05},
    }
}

STORAGES = {
    "default": media.storage(DATA_DIR),
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
# the proxy serves media after our permission check (X-Accel-Redirect)
MEDIA_ACCEL = env.flag("MEDIA_ACCEL", default=False)
MEDIA_ROOT = media.root(DATA_DIR)
# below this much free space uploads are refused with 507
MEDIA_FLOOR_BYTES = env.number("MEDIA_FLOOR_MB", 256) * 1024 * 1024
# how long a worker may hold a photo before another may take it over; rendering ends within 70
PHOTO_LEASE_SECONDS = env.number("PHOTO_LEASE_SECONDS", 120)
UPLOAD_MAX_BYTES = env.number("UPLOAD_MAX_MB", 50) * 1024 * 1024
# how many lines a process waits for at once while they send a photo in pieces; the other threads
# of WEB_THREADS serve everybody else
UPLOAD_BODIES = max(env.number("WEB_THREADS", 4) // 2, 1)
# how much a process may keep of computed plans, so that an edit computes what it can reach
KEPT_PLANS_BYTES = env.number("KEPT_PLANS_MB", 64) * 1024 * 1024

STATIC_URL = "/static/"
# what carries a hash of its content in its name may be kept for ever: Vite's names, and Django's
WHITENOISE_IMMUTABLE_FILE_TEST = r"^/static/pages/assets/|\.[0-9a-f]{12}\.[^/]+$"
STATIC_ROOT = Path(env.text("STATIC_ROOT", str(DATA_DIR / "static")))
PAGES_DIR = BASE_DIR / "web" / "dist"
STATICFILES_DIRS = [("pages", PAGES_DIR)] if PAGES_DIR.is_dir() else []
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_TEMP_DIR = media.incoming(DATA_DIR)
FILE_UPLOAD_HANDLERS = ["projects.storage.HashingUploadHandler"]

# --- people ---------------------------------------------------------------------------------
AUTH_USER_MODEL = "projects.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "web:sign-in"
LOGIN_REDIRECT_URL = "web:board"
LOGOUT_REDIRECT_URL = "web:sign-in"
# our own token table stands in for knox's, whose migrations would make it as well
MIGRATION_MODULES = {"knox": None}
KNOX_TOKEN_MODEL = "projects.AuthToken"  # noqa: S105 - the name of a table
REST_KNOX = {
    "AUTH_HEADER_PREFIX": "Bearer",
    "TOKEN_TTL": datetime.timedelta(days=env.number("TOKEN_DAYS", 30)),
    "TOKEN_PREFIX": "topout_",
}
AXES_FAILURE_LIMIT = 10
AXES_COOLOFF_TIME = datetime.timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = ["username", "ip_address"]
AXES_RESET_ON_SUCCESS = True
AXES_HTTP_RESPONSE_CODE = 429
AXES_VERBOSE = False
AXES_LOCKOUT_CALLABLE = "projects.api.problems.locked_out"
# how many proxies in front of us write X-Forwarded-For; 0 = believe the socket
PROXIES = env.number("PROXIES", 0)
AXES_CLIENT_IP_CALLABLE = "projects.api.requests.client_address"

# --- the API --------------------------------------------------------------------------------
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "projects.api.authentication.BearerAuthentication",
        "projects.api.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["projects.api.permissions.DenyByDefault"],
    "DEFAULT_RENDERER_CLASSES": ["projects.api.renderers.OrjsonRenderer"],
    "DEFAULT_PARSER_CLASSES": ["projects.api.parsers.StrictJsonParser"],
    "DEFAULT_PAGINATION_CLASS": "projects.api.pagination.KeysetPagination",
    "DEFAULT_FILTER_BACKENDS": [],
    "DEFAULT_SCHEMA_CLASS": "projects.api.schema.ProblemAutoSchema",
    "EXCEPTION_HANDLER": "projects.api.problems.exception_handler",
    "NUM_PROXIES": PROXIES,
    "PAGE_SIZE": 50,
    "TEST_REQUEST_DEFAULT_FORMAT": "json",
    "UNAUTHENTICATED_USER": "django.contrib.auth.models.AnonymousUser",
    "COERCE_DECIMAL_TO_STRING": False,
}
SPECTACULAR_SETTINGS = openapi.SETTINGS

# --- words and time -------------------------------------------------------------------------
LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

# --- jobs: state is in the database, Redis only rings the bell (reliability.md 2.1) -----------
CELERY_BROKER_URL = REDIS_URL or "memory://"
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
# a full Redis refuses a command; a worker that ended for that would deliver nothing either
CELERY_BROKER_CHANNEL_ERROR_RETRY = True
CELERY_BROKER_TRANSPORT_OPTIONS = (
    {"polling_interval": 0.05}
    if EMBEDDED
    else {
        "visibility_timeout": 600,
        "unacked_restore_interval": 1,
        "socket_timeout": 5,
        "socket_connect_timeout": 1,
    }
)
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_TIME_LIMIT = 300
CELERY_TASK_SOFT_TIME_LIMIT = 240
CELERY_TASK_DEFAULT_QUEUE = "default"
CELERY_TASK_ROUTES = {
    f"tasks.{queue}.*": {"queue": queue} for queue in ("alerts", "photos", "analyses")
}
CELERY_TASK_PUBLISH_RETRY = False
CELERY_WORKER_CANCEL_LONG_RUNNING_TASKS_ON_CONNECTION_LOSS = True
CELERY_WORKER_SOFT_SHUTDOWN_TIMEOUT = 10
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TIMEZONE = "UTC"

# --- mail -----------------------------------------------------------------------------------
# smtp://user:password@host:port, smtps:// or smtp+tls://; empty = kept under DATA_DIR/mail
EMAIL_URL = env.text("EMAIL_URL")
MAIL_DIR = DATA_DIR / "mail"
DEFAULT_FROM_EMAIL = env.text("MAIL_FROM", "Topout <topout@localhost>")
# a connection, a banner or the answer to a command; and all of them together
EMAIL_REPLY_SECONDS = 15
EMAIL_BUDGET_SECONDS = 30
# the message and the answer to it: a server may look long at what it is about to take, and
# whoever leaves too early sends it twice
EMAIL_TAKEN_SECONDS = 60
# how long a worker may hold a delivery before another may take it over
ALERT_LEASE_SECONDS = 3 * (EMAIL_BUDGET_SECONDS + EMAIL_TAKEN_SECONDS)
# how many deliveries one worker has in hand at once; 0 = it waits for its queue's bells
ALERT_THREADS = env.number("ALERT_THREADS", 4)
# more than so many that wait for one person and channel go as one message; 0 = each by itself
ALERT_DIGEST_OVER = env.number("ALERT_DIGEST_OVER", 5)
# when a worker scans although nothing rang; beat rings every minute
ALERT_SCAN_LATE_SECONDS = 90
DEAD_MAN_URL = env.text("DEAD_MAN_URL")
# in which an alert waits for its next level, on the worked days of the official calendar; in
# minutes of the project's local day
OFFICE_HOURS = env.hours("OFFICE_HOURS", "09:00-12:00,13:00-18:00")

# --- messages by other ways than mail ---------------------------------------------------------
# host:port pairs that may be reached although they are private, or on another port than 80 or 443
OUTGOING_INTERNAL = [word.lower() for word in env.words("OUTGOING_INTERNAL")]
# a file of certificates to believe instead of the system's
OUTGOING_CA_FILE = env.text("OUTGOING_CA_FILE")
OUTGOING_CONNECT_SECONDS = 5
OUTGOING_READ_SECONDS = 15
# all requests of one message together; thrice that is less than ALERT_LEASE_SECONDS
OUTGOING_BUDGET_SECONDS = 30
WECOM = channels.wecom()
SMS = channels.sms()
# 32 bytes in base64url; empty = made of SECRET_KEY. Browsers subscribe to this very key
VAPID_PRIVATE_KEY = channels.vapid_key()
# whom a push service writes to when something is wrong: mailto: or https:
VAPID_SUBJECT = env.text("VAPID_SUBJECT", channels.mailto(DEFAULT_FROM_EMAIL))

# --- safety ---------------------------------------------------------------------------------
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "projects.api.problems.csrf_failure"
HTTPS = env.flag("HTTPS", default=PUBLIC_URL.startswith("https://"))
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
SECURE_SSL_REDIRECT = env.flag("SSL_REDIRECT", default=HTTPS)
# the container's own health check speaks plain HTTP
SECURE_REDIRECT_EXEMPT = [r"^healthz/"]
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
if PROXIES:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
CONTENT_SECURITY_POLICY = content_policy.policy()

# --- logs -----------------------------------------------------------------------------------
LOGGING = logs.logging(
    level=env.text("LOG_LEVEL", "INFO"), plain=env.flag("LOG_PLAIN", default=False)
)
DJANGO_STRUCTLOG_CELERY_ENABLED = True
# asking who it is would cost a query before any view, and break the log when the database is away;
# ProblemMiddleware says it once the view knows
DJANGO_STRUCTLOG_USER_ID_FIELD = ""
