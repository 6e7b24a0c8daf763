from importlib import import_module

from django.apps import AppConfig


class LaunchHistoryConfig(AppConfig):
    name = "apps.launch_history"
    label = "launch_history"
    verbose_name = "Launch history"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        import_module(f"{self.name}.receivers")  # connects them; they need the models, which are there only now
