from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig


class ConsoleConfig(AppConfig):
    """The operator's site: its templates and static files, and the admin pages that need several apps."""

    name = "apps.console"
    label = "console"
    verbose_name = "Console"


class ConsoleAdminConfig(AdminConfig):
    default_site = "apps.console.site.ConsoleSite"
