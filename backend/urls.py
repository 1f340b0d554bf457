"""The map of the house."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("api/v1/", include("projects.api.urls")),
    path("admin/", admin.site.urls),
    path("", include("web.urls")),
]

handler400 = "projects.api.problems.bad_request"
handler403 = "projects.api.problems.forbidden"
handler404 = "projects.api.problems.page_not_found"
handler500 = "projects.api.problems.server_error"
