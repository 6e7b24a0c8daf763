from django.apps import AppConfig


class EmbedderConfig(AppConfig):
    name = "apps.embedder"
    label = "embedder"
    verbose_name = "bright.js"
    default_auto_field = "django.db.models.BigAutoField"
