"""A default rule for every kind, with the default levels: a new project alerts without set-up."""

from django.db import migrations

LEVELS = (
    (("responsible", ""), ("lead_unit", ""), ("role", "site_manager"), ("role", "planner")),
    (("supervising_unit", ""), ("role", "project_admin")),
    (("role", "official"),),
)
KINDS = ("claimed", "no_report", "progress_gap", "start_missed", "statutory")


def rules_add(apps, schema_editor):
    rules = apps.get_model("projects", "AlertRule").objects
    recipients = apps.get_model("projects", "AlertRecipient").objects
    for kind in KINDS:
        grave = kind == "statutory"
        rule, made = rules.get_or_create(
            project=None,
            kind=kind,
            defaults={"repeat_days": int(grave), "severity": "high" if grave else "normal"},
        )
        if made:
            recipients.bulk_create(
                recipients.model(rule=rule, level=level, whom=whom, role=role)
                for level, named in enumerate(LEVELS, start=1)
                for whom, role in named
            )


def rules_remove(apps, schema_editor):
    apps.get_model("projects", "AlertRule").objects.filter(kind__in=KINDS).delete()


class Migration(migrations.Migration):
    dependencies = [("projects", "0035_more_alert_kinds")]
    operations = [migrations.RunPython(rules_add, rules_remove)]
