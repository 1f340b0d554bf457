"""Room in the activities' pages."""

from django.db import migrations

# a computation that moves much writes most rows of a page anew: a page that is half empty takes
# them in, and no index has to learn where they are
ROOM = "ALTER TABLE projects_activity SET (fillfactor = 50)"


def room_leave(_apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(ROOM)


operations = [migrations.RunPython(room_leave, migrations.RunPython.noop)]
