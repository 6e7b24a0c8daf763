from django.apps import AppConfig


class RequestLogConfig(AppConfig):
    name = "apps.request_log"
    label = "request_log"
    verbose_name = "Request log"
    default_auto_field = "django.db.models.BigAutoField"
