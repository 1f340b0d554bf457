"""Baselines, what is computed and analysed, rules of lights."""

import django.core.validators
import django.db.models.deletion
import projects.models.one_project
from django.conf import settings
from django.db import migrations, models

operations = [
    migrations.CreateModel(
        name='Baseline',
        fields=[
            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ('updated_at', models.DateTimeField(auto_now=True, verbose_name='changed')),
            ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='version')),
            ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='created')),
            ('project', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='baselines', to='projects.project', verbose_name='project')),
            ('name', models.CharField(max_length=100, verbose_name='name')),
            ('note', models.TextField(blank=True, max_length=4000, verbose_name='note')),
            ('taken_at', models.DateTimeField(verbose_name='taken')),
            ('taken_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='taken by')),
            ('data_date', models.DateField(null=True, verbose_name='data date')),
            ('is_current', models.BooleanField(default=False, verbose_name='current')),
            ('computation', models.PositiveIntegerField(verbose_name='number of computations')),
            ('finish', models.BigIntegerField(verbose_name='finish')),
            ('network', models.BinaryField(verbose_name='network')),
        ],
        options={
            'verbose_name': 'baseline',
            'verbose_name_plural': 'baselines',
            'ordering': ('project_id', 'id'),
            'constraints': [models.UniqueConstraint(fields=('project', 'name'), name='baseline_name_in_project'), models.UniqueConstraint(fields=('project', 'id'), name='baseline_in_project'), models.UniqueConstraint(condition=models.Q(('is_current', True)), fields=('project',), name='one_current_baseline')],
        },
    ),
    migrations.CreateModel(
        name='BaselineActivity',
        fields=[
            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ('baseline', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.CASCADE, related_name='activities', to='projects.baseline', verbose_name='baseline')),
            ('project', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='projects.project', verbose_name='project')),
            ('activity', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='projects.activity', verbose_name='activity')),
            ('number', models.BigIntegerField(verbose_name='number')),
            ('code', models.CharField(max_length=40, verbose_name='code')),
            ('name', models.CharField(max_length=200, verbose_name='name')),
            ('name_en', models.CharField(blank=True, max_length=200, verbose_name='English name')),
            ('kind', models.CharField(choices=[('task', 'activity'), ('level_of_effort', 'level of effort'), ('start_milestone', 'start milestone'), ('finish_milestone', 'finish milestone'), ('inspection_milestone', 'inspection milestone')], max_length=24, verbose_name='kind')),
            ('start', models.BigIntegerField(verbose_name='start')),
            ('finish', models.BigIntegerField(verbose_name='finish')),
            ('weight', models.DecimalField(decimal_places=3, max_digits=9, verbose_name='weight')),
            ('budget_cny', models.DecimalField(decimal_places=2, max_digits=16, null=True, verbose_name='budget (yuan)')),
        ],
        options={
            'verbose_name': 'baseline activity',
            'verbose_name_plural': 'baseline activities',
            'ordering': ('baseline_id', 'number'),
            'constraints': [models.UniqueConstraint(fields=('baseline', 'number'), name='activity_once_in_baseline'), projects.models.one_project.OneProject(field='baseline', name='baseline_line_of_its_project'), projects.models.one_project.OneProject(field='activity', name='baseline_activity_of_its_project')],
        },
    ),
    migrations.CreateModel(
        name='Computation',
        fields=[
            ('project', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='+', serialize=False, to='projects.project', verbose_name='project')),
            ('answer', models.BinaryField(verbose_name='answer')),
            ('network', models.BinaryField(null=True, verbose_name='network')),
        ],
        options={
            'verbose_name': 'computation',
            'verbose_name_plural': 'computations',
        },
    ),
    migrations.CreateModel(
        name='Analysis',
        fields=[
            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ('project', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='analyses', to='projects.project', verbose_name='project')),
            ('kind', models.CharField(choices=[('risk', 'risk'), ('levelling', 'levelling')], db_default='risk', default='risk', max_length=10, verbose_name='kind')),
            ('state', models.CharField(choices=[('waiting', 'waits'), ('running', 'runs'), ('done', 'done'), ('failed', 'failed'), ('cancelled', 'cancelled'), ('adopted', 'adopted')], default='waiting', max_length=10, verbose_name='state')),
            ('progress', models.PositiveSmallIntegerField(default=0, validators=[django.core.validators.MaxValueValidator(100)], verbose_name='percent')),
            ('asked_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='asked by')),
            ('asked_at', models.DateTimeField(verbose_name='asked')),
            ('finished_at', models.DateTimeField(null=True, verbose_name='finished')),
            ('attempts', models.PositiveSmallIntegerField(default=0, verbose_name='attempts')),
            ('lease_until', models.DateTimeField(null=True, verbose_name='held until')),
            ('lease_token', models.UUIDField(null=True, verbose_name='held by')),
            ('mark', models.CharField(max_length=32, verbose_name='plan')),
            ('request', models.BinaryField(verbose_name='request')),
            ('network', models.BinaryField(verbose_name='network')),
            ('resources', models.BinaryField(null=True, verbose_name='resources')),
            ('ranges', models.BinaryField(null=True, verbose_name='ranges')),
            ('inputs', models.CharField(blank=True, db_default='', default='', max_length=32, verbose_name='question')),
            ('answer', models.BinaryField(null=True, verbose_name='answer')),
            ('problem', models.CharField(blank=True, max_length=40, verbose_name='problem')),
        ],
        options={
            'verbose_name': 'analysis',
            'verbose_name_plural': 'analyses',
            'ordering': ('project_id', '-id'),
            'constraints': [models.UniqueConstraint(condition=models.Q(('state', 'adopted')), fields=('project',), name='one_levelling_adopted'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'adopted'), _negated=True), ('kind', 'levelling'), _connector='OR'), name='only_levellings_are_adopted')],
            'indexes': [models.Index(condition=models.Q(('state__in', ('waiting', 'running'))), fields=['lease_until'], name='analysis_due')],
        },
    ),
    migrations.CreateModel(
        name='ForecastDay',
        fields=[
            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ('project', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='projects.project', verbose_name='project')),
            ('day', models.DateField(verbose_name='day')),
            ('finishes', models.JSONField(default=dict, verbose_name='expected finishes')),
        ],
        options={
            'verbose_name': 'forecast of a day',
            'verbose_name_plural': 'forecasts by day',
            'ordering': ('project_id', '-day'),
            'constraints': [models.UniqueConstraint(fields=('project', 'day'), name='one_forecast_a_day')],
        },
    ),
    migrations.CreateModel(
        name='LightRule',
        fields=[
            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ('name', models.CharField(max_length=40, verbose_name='name')),
            ('version', models.PositiveIntegerField(validators=[django.core.validators.MinValueValidator(1)], verbose_name='version')),
            ('title', models.CharField(max_length=200, verbose_name='title')),
            ('title_en', models.CharField(max_length=200, verbose_name='English title')),
            ('text', models.TextField(max_length=4000, verbose_name='text')),
            ('text_en', models.TextField(max_length=4000, verbose_name='English text')),
            ('source', models.CharField(max_length=1000, verbose_name='source')),
            ('weak_source', models.BooleanField(default=False, verbose_name='the source is no official document')),
            ('closes', models.CharField(choices=[('finish', 'the finish'), ('start', 'the start')], default='finish', max_length=10, verbose_name='ends with')),
            ('bands', models.JSONField(verbose_name='bands')),
            ('made_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='made by')),
            ('made_at', models.DateTimeField(verbose_name='made')),
        ],
        options={
            'verbose_name': 'light rule',
            'verbose_name_plural': 'light rules',
            'ordering': ('name', 'version'),
            'constraints': [models.UniqueConstraint(fields=('name', 'version'), name='light_rule_version_once'), models.CheckConstraint(condition=models.Q(('version__gte', 1)), name='light_rule_version_from_1')],
        },
    ),
]
