"""What every installation begins with: a rule for each kind of alert, with the default levels."""

from django.db import migrations

LEVELS = (
    (("responsible", ""), ("lead_unit", ""), ("role", "site_manager"), ("role", "planner")),
    (("supervising_unit", ""), ("role", "project_admin")),
    (("role", "official"),),
)
# kind, days between reminders, severity
RULES = (
    ("overdue", 1, "high"),
    ("due_soon", 0, "normal"),
    ("forecast_slip", 0, "normal"),
    ("claimed", 0, "normal"),
    ("no_report", 0, "normal"),
    ("progress_gap", 0, "normal"),
    ("start_missed", 0, "normal"),
    ("statutory", 1, "high"),
)


def rules_add(apps, schema_editor):
    rules = apps.get_model("projects", "AlertRule").objects
    recipients = apps.get_model("projects", "AlertRecipient").objects
    for kind, repeat_days, severity in RULES:
        rule = rules.create(kind=kind, repeat_days=repeat_days, severity=severity)
        recipients.bulk_create(
            recipients.model(rule=rule, level=level, whom=whom, role=role)
            for level, named in enumerate(LEVELS, start=1)
            for whom, role in named
        )


operations = [migrations.RunPython(rules_add, migrations.RunPython.noop)]
