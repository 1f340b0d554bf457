"""Mend what crosses projects, which the next migration makes impossible.

Services never wrote such rows; a hand in the admin could, by moving an activity to another
project. A reference that may be empty is emptied, a copied project is copied anew, and a link or an
assignment goes: the schedule never counted it.
"""

import logging

from django.db import migrations
from django.db.models import Count, F, Max, OuterRef, Q, Subquery

EMPTIED = (
    ("activity", "building"),
    ("activity", "calendar"),
    ("activity", "latest_photo"),
    ("baselineactivity", "activity"),
    ("photo", "building"),
    ("photo", "activity"),
)
COPIED = (
    ("alert", "milestone"),
    ("baselineactivity", "baseline"),
    ("progressentry", "activity"),
    ("resourcecapacity", "resource"),
)
REMOVED = (
    ("assignment", "activity"),
    ("assignment", "resource"),
    ("link", "predecessor"),
    ("link", "successor"),
)


def mend(apps, _schema_editor):
    """Leave nothing that names a row of another project."""
    for name, field in COPIED:
        model, rows = _crossing(apps, name, field)
        theirs = model._meta.get_field(field).related_model.objects.filter(pk=OuterRef(field))
        _tell(name, field, rows.update(project_id=Subquery(theirs.values("project_id")[:1])))
    for name, field in REMOVED:
        _tell(name, field, _crossing(apps, name, field)[1].delete()[0])
    photographed = list(_crossing(apps, "photo", "activity")[1].values_list("activity", flat=True))
    for name, field in EMPTIED:
        _tell(name, field, _crossing(apps, name, field)[1].update(**{field: None}))
    _recount(apps, photographed)
    foreign = apps.get_model("projects", "Project").objects.exclude(calendar__project=F("pk"))
    _tell("project", "calendar", foreign.filter(calendar__isnull=False).update(calendar=None))


def _crossing(apps, name, field):
    model = apps.get_model("projects", name)
    elsewhere = model.objects.exclude(**{f"{field}__project": F("project")})
    ids = elsewhere.filter(**{f"{field}__isnull": False}).values("pk")
    return model, model.objects.filter(pk__in=ids)


def _recount(apps, ids):
    activities = apps.get_model("projects", "Activity").objects.filter(pk__in=ids)
    shown = ~Q(photos__state="rejected")
    counted = activities.annotate(n=Count("photos", filter=shown), last=Max("photos", filter=shown))
    for row in counted:
        activities.filter(pk=row.pk).update(photo_count=row.n, latest_photo=row.last)


def _tell(name, field, count):
    if count:
        logging.getLogger(__name__).warning(
            "mended %s rows of %s whose %s lay in another project", count, name, field
        )


class Migration(migrations.Migration):

    dependencies = [
        ('projects', '0020_kept_ranges'),
    ]

    operations = [
        migrations.RunPython(mend, migrations.RunPython.noop),
    ]
