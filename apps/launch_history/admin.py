from django.contrib import admin
from django.db.models import Q

from apps.launch_history.models import LaunchHistory
from apps.registration.admin import of_learner_or_guid
from apps.registration.models import Registration
from bright.admin.filters import RelatedRecordFilter
from bright.admin.model_admin import OperatorAdmin


class OfRegistration(RelatedRecordFilter):
    title = parameter_name = "registration"
    column, model = "registration_id", Registration


@admin.register(LaunchHistory)
class LaunchHistoryAdmin(OperatorAdmin):
    list_display = ("created_at", "registration", "review", "exited_at", "launch_source", "remote_addr")
    list_select_related = ("registration",)
    list_filter = (OfRegistration,)
    search_fields = ("registration__registration_guid", "registration__learner_email")
    search_help_text = "A registration's whole guid, or a learner's whole address."

    def search_condition(self, term: str) -> Q:
        mine = Registration.objects.filter(of_learner_or_guid(term)).order_by("-pk").values_list("pk", flat=True)
        return Q(registration__in=list(mine[:1000]))
