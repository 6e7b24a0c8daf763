"""The content host's URLs. No cookies, no sessions: the credential is in the path."""

from django.urls import path

from apps.scorm.content.views import course_file
from apps.scorm.player import views

urlpatterns = [
    path("play/<str:token>/", views.play),
    path("play/<str:token>/start", views.start),
    path("play/<str:token>/end", views.end),
    path("play/<str:token>/state", views.state),
    path("commit/<str:token>", views.commit),
    path("c/<str:signed>/<path:name>", course_file),
]
