from django.apps import AppConfig


class StartConfig(AppConfig):
    name = "apps.start"
    label = "start"
    verbose_name = "Start page"
    default_auto_field = "django.db.models.BigAutoField"
