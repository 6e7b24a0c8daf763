from importlib import import_module

from django.apps import AppConfig


class CourseProviderConfig(AppConfig):
    name = "apps.course_provider"
    label = "course_provider"
    verbose_name = "Course providers"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # Connects the receiver of the SCORM engine's signal. It needs the models, which are loaded by now.
        import_module(f"{self.name}.providers.embedded")
