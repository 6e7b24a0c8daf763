from django.apps import AppConfig


class UserConfig(AppConfig):
    name = "apps.user"
    label = "user"
    verbose_name = "People"
    default_auto_field = "django.db.models.BigAutoField"
