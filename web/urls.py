"""Addresses of the pages."""

from django.contrib.auth.views import LogoutView
from django.urls import URLPattern, path
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.i18n import set_language

from web import health, mail, signing, site, views

app_name = "web"


def _page(address: str, name: str, title: Promise, part: str) -> URLPattern:
    """Return the address of a page that the board's script shows by a part of its own."""
    return path(address, views.built_page, {"title": title, "part": part}, name=name)


urlpatterns = [
    path("", views.board_page, name="board"),
    _page("alerts/", "inbox", _("Alerts"), "alerts/Inbox"),
    _page("alerts/<int:pk>/", "alert", _("Alert"), "alerts/AlertPage"),
    _page("wall/", "wall", _("Wall screen"), "wall/Wall"),
    _page("projects/<int:pk>/", "project", _("Project"), "project/ProjectHome"),
    _page("projects/<int:pk>/photos/", "photos", _("Photos"), "album/PhotosPage"),
    _page("projects/<int:pk>/alert-rules/", "alert-rules", _("Alert rules"), "rules/RulesPage"),
    _page(
        "projects/<int:pk>/destinations/",
        "destinations",
        _("Groups and systems"),
        "destinations/DestinationsPage",
    ),
    path("projects/<int:pk>/gantt/", views.gantt_page, {"title": _("Gantt chart")}, name="gantt"),
    _page("me/contacts/", "contacts", _("How I am told"), "contacts/ContactsPage"),
    path("site/", site.site, name="site"),
    path("site/worker.js", site.worker, name="site-worker"),
    path("site/manifest.webmanifest", site.manifest, name="site-manifest"),
    path("site/icon-<int:size>.png", site.icon, name="site-icon"),
    path("sign-in/", views.SignIn.as_view(), name="sign-in"),
    path("sign-out/", LogoutView.as_view(), name="sign-out"),
    path("language/", set_language, name="language"),
    path("sign/<str:token>/", signing.sign, name="sign"),
    path("sign/<str:token>/photo/", signing.sign_photo, name="sign-photo"),
    path("dev/mail/", mail.mails, name="mails"),
    path("dev/mail/<str:name>/", mail.mail, name="mail"),
    path("push-worker.js", views.push_worker, name="push-worker"),
    path("healthz/", health.healthz, name="healthz"),
    path("healthz/alerts", health.healthz_alerts, name="healthz-alerts"),
    path("static/pages/assets/<path:path>", views.built_file, name="built-file"),
]
