from django.contrib import admin

from apps.realm_user.models import RealmUser
from bright.admin import OperatorAdmin


@admin.register(RealmUser)
class RealmUserAdmin(OperatorAdmin):
    list_display = ("user", "realm", "realm_role_id", "created_at")
    list_select_related = ("user", "realm")
    list_filter = ("realm_role_id",)
    search_fields = ("user__email",)
    editable = ("realm_role_id", "custom")
