from importlib import import_module

from django.apps import AppConfig


class RegistrationConfig(AppConfig):
    name = "apps.registration"
    label = "registration"
    verbose_name = "Registrations"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        import_module(f"{self.name}.receivers")  # connects them; they need the models, which are there only now
