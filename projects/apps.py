"""The domain as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProjectsConfig(AppConfig):
    """Tables, services and API of the domain."""

    name = "projects"
    verbose_name = _("Topout")
    default_auto_field = "django.db.models.BigAutoField"
