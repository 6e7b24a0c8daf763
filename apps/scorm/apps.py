from django.apps import AppConfig


class ScormConfig(AppConfig):
    name = "apps.scorm"
    label = "scorm"
    verbose_name = "SCORM"
    default_auto_field = "django.db.models.BigAutoField"
