"""On the app host. Sites write these URLs into their pages, so they must not change."""

from django.urls import path

from apps.embedder import views

urlpatterns = [
    path("bright.js", views.bright_js, name="bright-js"),
    path("bright.js.map", views.bright_js_map, name="bright-js-map"),
    path("bright.d.ts", views.bright_d_ts, name="bright-types"),
]
