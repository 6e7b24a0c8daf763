from django.apps import AppConfig


class ScormConfig(AppConfig):
    name = "apps.scorm"
    label = "scorm"
    default_auto_field = "django.db.models.BigAutoField"
