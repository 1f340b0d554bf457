"""For tests with real commits: the flush after them must leave no rows of Django's own behind.

With the apps named it makes no content types anew, under ids that other tests know otherwise; and
it cascades: knox's own table, which ours replaces, refers to the users and would refuse it on
PostgreSQL.
"""

import pytest
from django.apps import apps

WITH_COMMITS = pytest.mark.django_db(
    transaction=True, available_apps=[config.name for config in apps.get_app_configs()]
)
