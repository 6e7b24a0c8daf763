"""The start page's URLs, on the app host."""

from django.urls import path

from apps.start import views

urlpatterns = [
    path("", views.page, name="start"),
    path("start/upload", views.upload, name="start-upload"),
    path("start/upload/<int:upload_id>/progress", views.upload_progress, name="start-upload-progress"),
    path("start/try", views.try_sample, name="start-try"),
    path("start/curl", views.curl, name="start-curl"),
    path("start/registrations", views.registrations, name="start-registrations"),
]
