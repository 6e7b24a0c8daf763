"""The console's site: everywhere `django.contrib.admin.site`."""

from typing import Any

from django.contrib.admin import AdminSite
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.urls import reverse

from apps.console import dashboard

# What belongs together for an operator, in order; a record that is named nowhere comes under the last.
GROUPS = {
    "Learning": (
        "course.course", "registration.registration", "invitation.invitation", "launch_history.launchhistory",
        "upload.upload", "template.template", "stored_query.storedquery", "customer.customerendpoint", "tagging.tag",
    ),
    "Who has access": (
        "realm.realm", "course_provider.courseprovider", "api_key.apikey", "realm_user.realmuser", "user.user",
        "user.secondfactor", "axes.accessattempt",
    ),
    "The server": ("request_log.requestlog", "admin.logentry", "outbox.outboxmessage"),
}  # fmt: skip
NAMES = {
    "admin.logentry": "Audit",
    "api_key.apikey": "API keys",
    "axes.accessattempt": "Wrong passwords",
    "outbox.outboxmessage": "Outbox",
    "user.user": "People",
}


class Console(AdminSite):
    site_header = site_title = "Bright"
    index_title = "Console"
    site_url = None  # our header has the start page

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        return super().index(request, {**(extra_context or {}), **dashboard.facts()})

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[Any]:
        """The records by what an operator does with them; Django's own grouping for one room's page."""
        rooms = super().get_app_list(request, app_label)
        return rooms if app_label else grouped(rooms)


def grouped(rooms: list[Any]) -> list[Any]:
    pages = {page["model"]._meta.label_lower: page for room in rooms for page in room["models"]}
    for label, name in NAMES.items():
        if label in pages:
            pages[label]["name"] = name
    groups = [(title, [pages.pop(label) for label in labels if label in pages]) for title, labels in GROUPS.items()]
    groups[-1][1].extend(pages.values())
    home = reverse("admin:index")
    return [
        {"name": title, "app_label": title.lower().replace(" ", "-"), "app_url": home, "models": models}
        for title, models in groups
        if models
    ]
