from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig


class ConsoleConfig(AppConfig):
    """Templates, static files, and the admin pages that only the top of the house can make."""

    name = "apps.console"
    label = "console"
    verbose_name = "Console"


class ConsoleAdminConfig(AdminConfig):
    default_site = "apps.console.site.Console"
