"""What names a table that needed this one first."""

import django.db.models.deletion
import projects.models.one_project
from django.db import migrations, models

operations = [
    migrations.AddField(
        model_name='project',
        name='calendar',
        field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='projects.calendar', verbose_name='calendar'),
    ),
    migrations.AddField(
        model_name='activity',
        name='latest_photo',
        field=models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='projects.photo', verbose_name='latest photo'),
    ),
    migrations.AddConstraint(
        model_name='photo',
        constraint=models.UniqueConstraint(fields=('project', 'id'), name='photo_in_project'),
    ),
    migrations.AddConstraint(
        model_name='calendar',
        constraint=models.UniqueConstraint(fields=('project', 'id'), name='calendar_in_project'),
    ),
    migrations.AddConstraint(
        model_name='project',
        constraint=projects.models.one_project.OneProject(field='calendar', name='project_by_a_calendar_of_its_own', project='id'),
    ),
    migrations.AddConstraint(
        model_name='activity',
        constraint=projects.models.one_project.OneProject(field='latest_photo', name='activity_seen_in_its_project'),
    ),
]
