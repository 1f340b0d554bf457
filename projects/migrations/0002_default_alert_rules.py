"""A new installation alerts correctly with no set-up: one default rule per kind."""

from django.db import migrations


def rules_add(apps, schema_editor):
    rule = apps.get_model("projects", "AlertRule")
    for kind, repeat_daily in (("overdue", True), ("due_soon", False)):
        rule.objects.get_or_create(
            project=None, kind=kind, defaults={"repeat_daily": repeat_daily}
        )


def rules_remove(apps, schema_editor):
    apps.get_model("projects", "AlertRule").objects.filter(project=None).delete()


class Migration(migrations.Migration):
    dependencies = [("projects", "0001_initial")]
    operations = [migrations.RunPython(rules_add, rules_remove)]
