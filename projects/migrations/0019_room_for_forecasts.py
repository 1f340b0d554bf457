"""Room in the activities' pages, and the last answers of computations compressed."""

import zlib

from django.db import migrations

# a computation that moves much writes most rows of a page anew: a page that is half empty takes
# them in, and no index has to learn where they are
ROOM = "ALTER TABLE projects_activity SET (fillfactor = 50)"
NO_ROOM = "ALTER TABLE projects_activity RESET (fillfactor)"


def _only_on_postgresql(statement):
    def operation(_apps, schema_editor):
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(statement)

    return operation


def compressed(change):
    def operation(apps, _schema_editor):
        computations = apps.get_model("projects", "Computation").objects
        for row in computations.only("answer").iterator(chunk_size=10):
            row.answer = change(bytes(row.answer))
            row.save(update_fields=["answer"])

    return operation


class Migration(migrations.Migration):

    dependencies = [
        ("projects", "0018_calendar_hours"),
    ]

    operations = [
        migrations.RunPython(_only_on_postgresql(ROOM), _only_on_postgresql(NO_ROOM)),
        migrations.RunPython(
            compressed(lambda said: zlib.compress(said, 1)), compressed(zlib.decompress)
        ),
    ]
