"""The console's admin site. ConsoleAdminConfig makes it `django.contrib.admin.site`."""

from typing import Any

from django.contrib.admin import AdminSite
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.urls import reverse

from apps.console import dashboard

# Groups of models on the front page, in order. A model that is not named here comes under the last.
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


class ConsoleSite(AdminSite):
    site_header = site_title = "Bright"
    index_title = "Console"
    site_url = None  # our own header links to the start page

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        shown = dashboard.dashboard_context(lambda model: self._registry[model].has_view_permission(request))
        return super().index(request, {**(extra_context or {}), **shown})

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[Any]:
        """Models grouped as in GROUPS; on the page of a single app, Django's own list."""
        app_list = super().get_app_list(request, app_label)
        return app_list if app_label else group_models(app_list)


def group_models(app_list: list[Any]) -> list[Any]:
    """Django's app list with its models regrouped as in GROUPS."""
    pages = {page["model"]._meta.label_lower: page for app in app_list for page in app["models"]}
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
