"""The rule that one baseline is current, which PostgreSQL lost with an index beside it."""

from django.db import migrations

NAME = "one_current_baseline"


def restore(apps, schema_editor):
    """Add the rule where it is missing; of several current baselines the newest stays so.

    When a foreign key gives up its own index, Django removes every other index of that column
    alone that is none of the model's `indexes`, a conditional unique constraint among them.
    """
    baseline = apps.get_model("projects", "Baseline")
    connection = schema_editor.connection
    with connection.cursor() as cursor:
        if NAME in connection.introspection.get_constraints(cursor, baseline._meta.db_table):
            return
    current = baseline.objects.filter(is_current=True).order_by("project_id", "-pk")
    newest = {}
    for row in current:
        newest.setdefault(row.project_id, row.pk)
    current.exclude(pk__in=newest.values()).update(is_current=False)
    rule = next(each for each in baseline._meta.constraints if each.name == NAME)
    schema_editor.add_constraint(baseline, rule)


class Migration(migrations.Migration):

    dependencies = [
        ("projects", "0023_light_rules"),
    ]

    operations = [
        migrations.RunPython(restore, migrations.RunPython.noop),
    ]
