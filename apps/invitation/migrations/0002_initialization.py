"""Seats call it `initialization`, as the rest of the code does: two columns and an index change their names."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("invitation", "0001_initial")]

    operations = [
        migrations.RemoveIndex(model_name="seat", name="seat_set_up_due"),
        migrations.RenameField("seat", "set_up_due_at", "initialization_due_at"),
        migrations.RenameField("seat", "set_up_errors", "initialization_errors"),
        migrations.AddIndex(
            model_name="seat",
            index=models.Index(
                fields=["initialization_due_at"],
                name="seat_initialization_due",
                condition=models.Q(initialization_due_at__isnull=False),
            ),
        ),
    ]
