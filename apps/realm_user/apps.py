from django.apps import AppConfig


class RealmUserConfig(AppConfig):
    name = "apps.realm_user"
    label = "realm_user"
    verbose_name = "Realm users"
    default_auto_field = "django.db.models.BigAutoField"
