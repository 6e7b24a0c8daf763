from django.apps import AppConfig


class ApiKeyConfig(AppConfig):
    name = "apps.api_key"
    label = "api_key"
    verbose_name = "API keys"
    default_auto_field = "django.db.models.BigAutoField"
