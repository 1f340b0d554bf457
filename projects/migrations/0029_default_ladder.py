"""Every rule gets the default levels; who is told of an open alert already stays told."""

from django.db import migrations

LEVELS = (
    (("responsible", ""), ("lead_unit", ""), ("role", "site_manager"), ("role", "planner")),
    (("supervising_unit", ""), ("role", "project_admin")),
    (("role", "official"),),
)


def ladder_add(apps, schema_editor):
    recipient = apps.get_model("projects", "AlertRecipient")
    rules = apps.get_model("projects", "AlertRule").objects.order_by("pk")
    recipient.objects.bulk_create(
        recipient(rule=rule, level=level, whom=whom, role=role)
        for rule in rules
        for level, named in enumerate(LEVELS, start=1)
        for whom, role in named
    )
    open_alerts = apps.get_model("projects", "Alert").objects.filter(closed_at__isnull=True)
    open_alerts.update(level=len(LEVELS))


class Migration(migrations.Migration):
    dependencies = [("projects", "0028_ladder")]
    operations = [migrations.RunPython(ladder_add, migrations.RunPython.noop)]
