"""0001 to 0045 in one: a new database has its tables in seconds.

A database that is on the way takes the steps of old, which lead to the same tables; a test holds
the two beside one another. They go once a release has brought every installation past them.
"""

from django.db import migrations

from projects.migrations.whole import (
    alerts,
    circles,
    deliveries,
    first_rows,
    measures,
    people,
    photos,
    plans,
    room,
)

REPLACED = (
    "0001_initial",
    "0002_default_alert_rules",
    "0003_photo_version_evidence_withdrawn",
    "0004_leaner_alert_rows",
    "0005_notice_limit",
    "0006_schedule",
    "0007_photos_counted",
    "0008_computed_network",
    "0009_baselines",
    "0010_budgets",
    "0011_analyses",
    "0012_resources",
    "0013_light_rule",
    "0014_levelling",
    "0015_compared_finish",
    "0016_forecast_slip",
    "0017_statutory_steps",
    "0018_calendar_hours",
    "0019_room_for_forecasts",
    "0020_kept_ranges",
    "0021_one_project_repair",
    "0022_one_project",
    "0023_light_rules",
    "0024_one_current_baseline_again",
    "0025_channels",
    "0026_alert_life",
    "0027_send_budget",
    "0028_ladder",
    "0029_default_ladder",
    "0030_contacts",
    "0031_summaries",
    "0032_deeds_of_administrators",
    "0033_watch_alarm_subjects",
    "0034_contact_codes",
    "0035_more_alert_kinds",
    "0036_default_rules_of_all_kinds",
    "0037_areas_on_the_ground",
    "0038_photo_grades",
    "0039_photo_drawing",
    "0040_photo_matches",
    "0041_uploads",
    "0042_viewpoints",
    "0043_asked_evidence",
    "0044_forecast_days",
    "0045_seen_on_site",
)


class Migration(migrations.Migration):
    initial = True
    replaces = [("projects", name) for name in REPLACED]
    dependencies = [("auth", "0012_alter_user_first_name_max_length")]
    operations = [
        *people.operations,
        *plans.operations,
        *measures.operations,
        *photos.operations,
        *alerts.operations,
        *deliveries.operations,
        *circles.operations,
        *room.operations,
        *first_rows.operations,
    ]
