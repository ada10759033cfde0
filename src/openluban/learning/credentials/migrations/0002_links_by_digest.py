"""Links to shared awards are found by a digest; their secrets leave the database."""

from hashlib import sha256
from typing import Any

from django.db import migrations, models


def forget_secrets(apps: Any, _schema: Any) -> None:
    """Put the digest where the secret stood: a link that somebody has goes on working."""
    for sharing in apps.get_model("credentials", "Sharing").objects.all():
        sharing.digest = sha256(sharing.digest.encode()).hexdigest()
        sharing.save(update_fields=["digest"])


class Migration(migrations.Migration):
    dependencies = [("credentials", "0001_initial")]

    operations = [
        migrations.RenameField("sharing", "secret", "digest"),
        migrations.AddField(
            "sharing", "seed", models.CharField(blank=True, default="", max_length=32)
        ),
        migrations.RunPython(forget_secrets, migrations.RunPython.noop),
    ]
