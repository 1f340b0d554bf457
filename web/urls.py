"""Addresses of the pages."""

from django.contrib.auth.views import LogoutView
from django.urls import path
from django.utils.translation import gettext_lazy as _
from django.views.i18n import set_language

from web import health, mail, signing, site, views

app_name = "web"
urlpatterns = [
    path("", views.board_page, name="board"),
    path("alerts/", views.built_page, {"title": _("Alerts")}, name="inbox"),
    path("alerts/<int:pk>/", views.built_page, {"title": _("Alert")}, name="alert"),
    path("wall/", views.built_page, {"title": _("Wall screen")}, name="wall"),
    path("projects/<int:pk>/", views.built_page, {"title": _("Project")}, name="project"),
    path("projects/<int:pk>/photos/", views.built_page, {"title": _("Photos")}, name="photos"),
    path(
        "projects/<int:pk>/alert-rules/",
        views.built_page,
        {"title": _("Alert rules")},
        name="alert-rules",
    ),
    path(
        "projects/<int:pk>/destinations/",
        views.built_page,
        {"title": _("Groups and systems")},
        name="destinations",
    ),
    path("projects/<int:pk>/gantt/", views.gantt_page, {"title": _("Gantt chart")}, name="gantt"),
    path("me/contacts/", views.built_page, {"title": _("How I am told")}, name="contacts"),
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
