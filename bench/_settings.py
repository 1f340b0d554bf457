"""The production settings with what we are measured against beside our API and pages."""

from backend.settings import *  # noqa: F403 - a settings module is its names
from backend.settings import BASE_DIR, STATICFILES_DIRS

ROOT_URLCONF = "bench._peers"
CHARTS = BASE_DIR / "bench" / "peers" / "dist"
if CHARTS.is_dir():
    STATICFILES_DIRS = [*STATICFILES_DIRS, ("peers", CHARTS)]
