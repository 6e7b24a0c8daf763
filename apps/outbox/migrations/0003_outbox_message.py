"""Promise becomes OutboxMessage. Django renames the table and the content type, but not the permissions."""

from django.db import migrations

ACTIONS = ("add", "change", "delete", "view")


def rename_permissions(apps, model_name, verbose_name, new_model_name, new_verbose_name):
    # Which of its two names the content type has by now depends on the order of the operations: codenames are unique.
    permissions = apps.get_model("auth", "Permission").objects.filter(content_type__app_label="outbox")
    for action in ACTIONS:
        permissions.filter(codename=f"{action}_{model_name}").update(
            codename=f"{action}_{new_model_name}", name=f"Can {action} {new_verbose_name}"
        )


def to_outbox_message(apps, schema_editor):
    rename_permissions(apps, "promise", "promise", "outboxmessage", "outbox message")


def to_promise(apps, schema_editor):
    rename_permissions(apps, "outboxmessage", "outbox message", "promise", "promise")


class Migration(migrations.Migration):
    dependencies = [("outbox", "0002_heartbeat"), ("auth", "0012_alter_user_first_name_max_length")]

    operations = [
        migrations.RenameModel("Promise", "OutboxMessage"),
        migrations.RenameIndex("outboxmessage", new_name="outbox_message_due", old_name="promise_due"),
        migrations.RunPython(to_outbox_message, to_promise),
    ]
