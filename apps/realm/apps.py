from django.apps import AppConfig


class RealmConfig(AppConfig):
    name = "apps.realm"
    label = "realm"
    verbose_name = "Realms"
    default_auto_field = "django.db.models.BigAutoField"
