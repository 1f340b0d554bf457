"""The production settings with the peers of `list_milestones` beside our API."""

from backend.settings import *  # noqa: F403 - a settings module is its names

ROOT_URLCONF = "bench._peers"
