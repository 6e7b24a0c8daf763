from django.contrib import admin
from django.db.models import Q

from apps.realm.admin import RealmFilter, every_realm
from apps.tagging.models import Tag
from bright.admin.model_admin import OperatorAdmin

KINDS = ("course", "learner", "registration")


@admin.register(Tag)
class TagAdmin(OperatorAdmin):
    list_display = ("name", "kind", "tagged_id", "realm")
    list_select_related = ("realm",)
    list_filter = (RealmFilter,)
    search_fields = ("name",)
    search_help_text = "A whole tag."

    def search_condition(self, term: str) -> Q:
        """Names all realms and kinds, so that the index tag_by_name is used."""
        return Q(realm_id__in=every_realm(), kind__in=KINDS, name=term)
