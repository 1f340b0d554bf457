"""The schema is valid, complete and says what the API does; its page needs no foreign host."""

import functools
import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from drf_spectacular.generators import SchemaGenerator
from jsonschema import Draft202012Validator
from openapi_spec_validator import OpenAPIV31SpecValidator

from projects.api.base import BULK_MAX
from tests.projects.api.routes import ROUTES, RULES

pytestmark = pytest.mark.django_db
PROBLEM = "application/problem+json"


@functools.cache
def schema() -> Any:
    made = SchemaGenerator().get_schema(public=True)  # type: ignore[no-untyped-call] # untyped
    return json.loads(json.dumps(made, default=str))


def operations() -> dict[tuple[str, str], Any]:
    return {
        (path, method): operation
        for path, item in schema()["paths"].items()
        for method, operation in item.items()
        if method in ("get", "post", "patch", "delete", "put")
    }


def test_valid_openapi_31() -> None:
    assert schema()["openapi"].startswith("3.1")
    OpenAPIV31SpecValidator(schema()).validate()


def test_every_route_is_described() -> None:
    described = {(path.count("/"), method, path.split("/")[3]) for path, method in operations()}
    for route in ROUTES:
        # OpenAPI's generator leaves HEAD and OPTIONS to docs/uploads.md
        if route.noun not in ("schema", "docs") and route.method not in ("head", "options"):
            assert (route.path.count("/"), route.method, route.noun) in described, route


def test_every_refusal_has_the_one_shape() -> None:
    for name, operation in operations().items():
        for status, response in operation["responses"].items():
            if status.startswith(("4", "5")):
                shape = response["content"][PROBLEM]
                assert shape["schema"] == {"$ref": "#/components/schemas/Problem"}, name
                assert shape["example"]["status"] == int(status)


def test_refusals_by_kind_of_operation() -> None:
    for (path, method), operation in operations().items():
        statuses = set(operation["responses"])
        public = "anonymous" in RULES[path.split("/")[3]].get("create", ()) and method == "post"
        assert {"400", "405", "406", "503"} <= statuses
        assert public or {"401", "403"} <= statuses, path
        assert "{" not in path or "404" in statuses
        assert method != "post" or {"409", "413", "415", "422"} <= statuses
        headers = {each["name"] for each in operation.get("parameters", ())}
        if "If-Match" in headers:
            assert {"412", "428"} <= statuses
        # of an upload the offset says what the sender has seen
        assert method != "patch" or headers & {"If-Match", "Upload-Offset"}
        assert method != "post" or public or "Idempotency-Key" in headers


def test_operations_are_named_once_and_summed_up() -> None:
    names = [operation["operationId"] for operation in operations().values()]
    assert len(names) == len(set(names))
    assert all(operation.get("description") for operation in operations().values())


def test_writes_refuse_unknown_names() -> None:
    closed = [
        name
        for name, component in schema()["components"]["schemas"].items()
        if name.endswith("Request") and component.get("additionalProperties") is not False
    ]
    assert closed == []


def bodies() -> list[tuple[str, Any]]:
    """Every body of a request and of a success, with the name of its operation."""
    found = []
    for operation in operations().values():
        answers = [each for status, each in operation["responses"].items() if status[0] == "2"]
        for body in (operation.get("requestBody", {}), *answers):
            found += [
                (f"{operation['operationId']} {media}", content)
                for media, content in body.get("content", {}).items()
            ]
    return found


def test_every_body_has_examples_that_its_schema_allows() -> None:
    for name, content in bodies():
        examples = [each["value"] for each in content.get("examples", {}).values()]
        examples += [content["example"]] if "example" in content else []
        assert examples, name
        whole = {**content["schema"], "components": schema()["components"]}
        for example in examples:
            faults = list(Draft202012Validator(whole).iter_errors(example))
            assert not faults, (name, faults)


def test_every_choice_is_named_once() -> None:
    def inline(node: Any, path: str) -> Iterator[str]:
        if isinstance(node, dict):
            if "enum" in node and len(path.split("/")) > 2:
                yield path
            for key, value in node.items():
                yield from inline(value, f"{path}/{key}")
        elif isinstance(node, list):
            for index, value in enumerate(node):
                yield from inline(value, f"{path}/{index}")

    assert list(inline(schema()["components"]["schemas"], "")) == []


@pytest.mark.parametrize("noun", ["activities", "milestones"])
def test_many_rows_are_described_beside_one(noun: str) -> None:
    operation = operations()[f"/api/v1/{noun}/", "post"]
    for body in (operation["requestBody"], operation["responses"]["201"]):
        one, many = body["content"]["application/json"]["schema"]["oneOf"]
        assert many == {"type": "array", "items": one, "minItems": 1, "maxItems": BULK_MAX}
    examples = operation["requestBody"]["content"]["application/json"]["examples"].values()
    assert {type(each["value"]) for each in examples} == {dict, list}
    alone = operations()["/api/v1/buildings/", "post"]["requestBody"]["content"]
    assert "oneOf" not in alone["application/json"]["schema"]


def test_lists_describe_their_pages_and_filters() -> None:
    names = {each["name"] for each in operations()["/api/v1/milestones/", "get"]["parameters"]}
    assert {
        "cursor",
        "page_size",
        "ordering",
        "search",
        "fields",
        "project",
        "building",
        "state",
        "overdue",
        "due_soon",
        "planned_finish_after",
        "planned_finish_before",
        "responsible",
    } <= names


def test_security_schemes() -> None:
    schemes = schema()["components"]["securitySchemes"]
    assert {(each["type"], each.get("scheme")) for each in schemes.values()} == {
        ("http", "bearer"),
        ("apiKey", None),
    }


@pytest.mark.parametrize(
    ("query", "accept", "media"),
    [
        ("", "*/*", "application/vnd.oai.openapi"),
        ("?format=json", "*/*", "application/vnd.oai.openapi+json"),
        ("", "application/vnd.oai.openapi+json", "application/vnd.oai.openapi+json"),
        ("", "application/json", "application/json"),
    ],
)
def test_forms_of_the_schema(query: str, accept: str, media: str) -> None:
    response = Client().get(f"/api/v1/schema/{query}", headers={"Accept": accept})
    assert response.status_code == 200
    assert response["Content-Type"].split(";")[0] == media


def test_schema_speaks_the_callers_language() -> None:
    spoken = {
        Client()
        .get("/api/v1/schema/?format=json", headers={"Accept-Language": language})
        .json()["info"]["description"]
        for language in ("en", "zh-hans")
    }
    assert len(spoken) == 2


def test_page_loads_from_here_only_and_runs_no_inline_script() -> None:
    page = Client().get("/api/v1/docs/", headers={"Accept": "text/html"})
    text = page.content.decode()
    assert page.status_code == 200
    assert "://" not in text.replace("http://www.w3.org", "")
    assert "<script>" not in text
    assert "script-src 'self'" in page["Content-Security-Policy"]
    script = Client().get("/api/v1/docs/?script=")
    assert script["Content-Type"].startswith("application/javascript")
    assert "/api/v1/schema/" in script.content.decode()


def test_unknown_parameters_are_refused_here_too() -> None:
    for path in ("schema", "docs"):
        response = Client().get(f"/api/v1/{path}/?colour=red")
        assert (response.status_code, response["Content-Type"]) == (400, PROBLEM)
