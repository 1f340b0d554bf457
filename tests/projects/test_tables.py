"""The tables as the migrations leave them: what the models name is there."""

import pytest
from django.apps import apps
from django.db import connection
from django.db.models import Model, UniqueConstraint

MODELS = [model for model in apps.get_app_config("projects").get_models() if not model._meta.proxy]


@pytest.mark.django_db
@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_named_index_and_unique_constraint_exists(model: type[Model]) -> None:
    unique = [each for each in model._meta.constraints if isinstance(each, UniqueConstraint)]
    named = {each.name for each in (*unique, *model._meta.indexes)}
    with connection.cursor() as cursor:
        found = connection.introspection.get_constraints(cursor, model._meta.db_table)
    assert named <= set(found)
