"""Only what the admin's forms say; no change to the database."""

import datetime
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('realm', '0001_initial'),
    ]

    operations = [
        migrations.AlterField(
            model_name='realm',
            name='cors_origins',
            field=models.TextField(blank=True, help_text='Origins whose pages may call the API with a key, one per line; empty: any.'),
        ),
        migrations.AlterField(
            model_name='realm',
            name='longest_key_lifetime',
            field=models.DurationField(default=datetime.timedelta(days=1), help_text="The longest lifetime that may be asked for a learner's API key."),
        ),
        migrations.AlterField(
            model_name='realm',
            name='user_key_lifetime',
            field=models.DurationField(default=datetime.timedelta(seconds=600), help_text="How long a learner's API key is valid unless another time is asked for."),
        ),
    ]
