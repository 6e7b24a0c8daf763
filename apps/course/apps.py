from django.apps import AppConfig


class CourseConfig(AppConfig):
    name = "apps.course"
    label = "course"
    verbose_name = "Courses"
    default_auto_field = "django.db.models.BigAutoField"
