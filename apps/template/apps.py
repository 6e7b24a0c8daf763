from django.apps import AppConfig


class TemplateConfig(AppConfig):
    name = "apps.template"
    label = "template"
    verbose_name = "Templates"
    default_auto_field = "django.db.models.BigAutoField"
