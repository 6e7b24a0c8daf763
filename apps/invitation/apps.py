from django.apps import AppConfig


class InvitationConfig(AppConfig):
    name = "apps.invitation"
    label = "invitation"
    verbose_name = "Invitations"
    default_auto_field = "django.db.models.BigAutoField"
