"""An upgraded home keeps what was queued, and who may see it, under the model's new name."""

import pytest
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connection


@pytest.mark.django_db(transaction=True)
def test_queued_work_and_permissions_survive_the_models_new_name():
    def codenames():
        permissions = Permission.objects.filter(content_type__app_label="outbox")
        return sorted(permissions.exclude(codename__endswith="heartbeat").values_list("codename", "content_type_id"))

    call_command("migrate", "outbox", "0002", verbosity=0)
    try:
        before = codenames()
        assert [name for name, _ in before] == [f"{action}_promise" for action in ("add", "change", "delete", "view")]
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO outbox_promise (task, arguments, due_at, created_at) VALUES ('a', '[]', now(), now())"
            )
    finally:
        call_command("migrate", "outbox", verbosity=0)
    assert codenames() == [(name.replace("promise", "outboxmessage"), pk) for name, pk in before]
    (pk,) = {pk for _, pk in before}
    assert ContentType.objects.get(pk=pk).model == "outboxmessage"
    with connection.cursor() as cursor:
        cursor.execute("SELECT task FROM outbox_outboxmessage")
        assert cursor.fetchall() == [("a",)]
