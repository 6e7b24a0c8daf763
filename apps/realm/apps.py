from django.apps import AppConfig


class RealmConfig(AppConfig):
    name = "apps.realm"
    label = "realm"
    default_auto_field = "django.db.models.BigAutoField"
