"""Schemathesis reads the schema and tries what nobody thought of, as a planner."""

import collections
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from projects import models
from tests import factories
from tests.projects.api.asking import token_of
from tests.projects.api.stage import rows_in
from tests.projects.api.test_schema import operations, schema

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
# the bytes of an upload go as they are
schemathesis.serializer.alias("application/offset+octet-stream", "application/octet-stream")
EXAMPLES = 15
# the caller's own token must outlive the test
LEFT_OUT = {("/api/v1/auth/tokens/", "delete")}
NAMES = sorted(set(operations()) - LEFT_OUT)


@pytest.fixture(scope="module")
def described() -> Any:
    return schemathesis.openapi.from_dict(schema())


@pytest.fixture
def _one_connection() -> Iterator[None]:
    """Keep the test's transaction open between requests, as Django's own client does."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.django_db
@pytest.mark.usefixtures("_one_connection")
@pytest.mark.parametrize(("path", "method"), NAMES, ids=str)
def test_no_surprise(described: Any, path: str, method: str) -> None:
    project = factories.ProjectFactory.create()
    people = factories.cast(project)
    own = rows_in(project, people)
    token = token_of(people["planner"])
    operation = described[path][method]
    operation.app = get_wsgi_application()
    noun = path.split("/")[3]
    seen: collections.Counter[int] = collections.Counter()

    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        database=None,
        derandomize=True,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(data=st.data())
    def tried(data: Any) -> None:
        mode = data.draw(st.sampled_from([GenerationMode.POSITIVE, GenerationMode.NEGATIVE]))
        case = data.draw(operation.as_strategy(generation_mode=mode))
        if case.path_parameters and "id" in case.path_parameters and data.draw(st.booleans()):
            case.path_parameters["id"] = own.get(noun, 1)
        # its way to the application reads no gzip
        headers = {"Authorization": f"Bearer {token}", "Accept-Encoding": "identity"}
        response = case.call(headers=headers)
        seen[response.status_code] += 1
        case.validate_response(response, checks=CHECKS)

    tried()
    assert models.AuthToken.objects.exists()
    assert not any(status >= 500 for status in seen), seen
