"""URLs of the content host, which serves courses to learners' browsers: no session, no cookie, no API."""

from django.urls import include, path

from config import health

urlpatterns = [
    path("", include("apps.scorm.urls")),
    path("livez", health.livez),
    path("", health.content_host),
]
