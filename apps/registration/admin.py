from django.contrib import admin
from django.http import HttpRequest

from apps.registration.models import Registration, RegistrationQuerySet
from bright.admin import OperatorAdmin


@admin.register(Registration)
class RegistrationAdmin(OperatorAdmin):
    list_display = (
        "registration_guid", "learner_id", "course", "complete", "success", "score", "active", "deleted", "launched_at",
    )  # fmt: skip
    list_select_related = ("course",)
    list_filter = ("complete", "success", "active")
    search_fields = ("=registration_guid", "=learner_email")
    search_help_text = "A registration guid, or a learner's whole address in lower case."
    ordering = ("-id",)
    exclude = ("dedup_key",)
    editable = ("custom", "fname", "lname")
    actions = ("deactivate", "activate", "crawl", "undelete")

    @admin.action(description="Deactivate: can't be launched, stays in reports")
    def deactivate(self, request: HttpRequest, registrations: RegistrationQuerySet) -> None:
        for registration in registrations:
            registration.deactivate()

    @admin.action(description="Activate")
    def activate(self, request: HttpRequest, registrations: RegistrationQuerySet) -> None:
        for registration in registrations:
            registration.activate()

    @admin.action(description="Ask the provider for the result now")
    def crawl(self, request: HttpRequest, registrations: RegistrationQuerySet) -> None:
        for registration in registrations.select_related("course_provider", "course"):
            registration.crawl()

    @admin.action(description="Bring deleted ones back")
    def undelete(self, request: HttpRequest, registrations: RegistrationQuerySet) -> None:
        for registration in registrations:
            registration.undelete()
