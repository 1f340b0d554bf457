"""The pages as a Django app."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Plain pages and the shell of the built ones."""

    name = "web"
