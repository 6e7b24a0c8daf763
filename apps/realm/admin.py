from django.contrib import admin

from apps.realm.models import Realm
from bright.admin import OperatorAdmin


@admin.register(Realm)
class RealmAdmin(OperatorAdmin):
    list_display = ("name", "realm_guid", "user_key_lifetime", "created_at")
    search_fields = ("name", "realm_guid")
    exclude = ("secret_hash",)
    editable = ("name", "cors_origins", "user_key_lifetime", "longest_key_lifetime")
