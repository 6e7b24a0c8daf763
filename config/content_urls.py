"""URLs of the content host, which serves courses to learners' browsers: no session, no cookie, no API."""

from django.urls import include, path

from config import error_pages, health

urlpatterns = [
    path("", include("apps.scorm.urls")),
    path("livez", health.livez),
    path("", health.content_host),
]

handler400, handler403 = error_pages.bad_request, error_pages.permission_denied
handler404, handler500 = error_pages.not_found, error_pages.server_error
