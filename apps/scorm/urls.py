"""What the content host routes for the engine. No cookies, no session: the credential is in the path."""

from django.urls import path

from apps.scorm.player import views

urlpatterns = [
    path("play/<str:token>/", views.play),
    path("play/<str:token>/start", views.start),
    path("play/<str:token>/end", views.end),
    path("commit/<str:token>", views.commit),
    path("c/<str:signed>/<path:name>", views.course_file),
]
