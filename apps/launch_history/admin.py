from django.contrib import admin
from django.db.models import Q

from apps.launch_history.models import LaunchHistory
from apps.registration.admin import learner_or_guid_is
from apps.registration.models import Registration
from bright.admin.filters import RelatedRecordFilter
from bright.admin.model_admin import OperatorAdmin


class RegistrationFilter(RelatedRecordFilter):
    title = parameter_name = "registration"
    column, model = "registration_id", Registration


@admin.register(LaunchHistory)
class LaunchHistoryAdmin(OperatorAdmin):
    list_display = ("created_at", "registration", "review", "exited_at", "launch_source", "remote_addr")
    list_select_related = ("registration",)
    list_filter = (RegistrationFilter,)
    search_fields = ("registration__registration_guid", "registration__learner_email")
    search_help_text = "A complete registration_guid, or a learner's complete e-mail address."

    def search_condition(self, term: str) -> Q:
        matching = Registration.objects.filter(learner_or_guid_is(term)).order_by("-pk").values_list("pk", flat=True)
        return Q(registration__in=list(matching[:1000]))
