"""The OpenAPI 3.1 schema: what an operation takes, answers and refuses."""

from collections.abc import Iterator
from typing import Any

import django_filters.rest_framework
from django.conf import settings
from django.utils.translation import gettext as _
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import OpenApiParameter

from projects.api.base import BULK_MAX
from projects.api.examples import BODY, examples_add, one_or_many
from projects.api.pagination import PAGE_SIZE, PAGE_SIZE_MAX
from projects.api.permissions import PUBLIC, rule_of
from projects.api.problems import MEDIA_TYPE, TITLES
from projects.models import IdempotencyKey
from projects.models.project import Versioned

# one stable code that a caller may meet under each status
CODES = {
    400: "unknown_parameter",
    401: "not_authenticated",
    403: "permission_denied",
    404: "not_found",
    405: "method_not_allowed",
    406: "not_acceptable",
    409: "already_exists",
    410: "upload_gone",
    411: "length_required",
    412: "precondition_failed",
    413: "too_large",
    415: "unsupported_media_type",
    416: "range_not_satisfiable",
    422: "idempotency_key_reused",
    428: "precondition_required",
    429: "throttled",
    460: "checksum_mismatch",
    503: "unavailable",
    507: "storage_full",
}
FAULT = {
    "type": "object",
    "required": ["pointer", "location", "code", "detail"],
    "properties": {
        "pointer": {"type": "string", "description": "JSON pointer (RFC 6901) to the value."},
        "location": {"$ref": "#/components/schemas/FaultLocationEnum"},
        "code": {"type": "string", "description": "Stable word for programs."},
        "detail": {"type": "string", "description": "For people, in their language."},
    },
}
FAULT_LOCATION = {"type": "string", "enum": ["body", "query", "header"]}
PROBLEM = {
    "type": "object",
    "description": "The one shape of every error (RFC 9457).",
    "required": ["type", "title", "status", "detail", "code", "request_id"],
    "properties": {
        "type": {"type": "string", "format": "uri", "examples": ["urn:topout:problem:not_found"]},
        "title": {"type": "string"},
        "status": {"type": "integer", "minimum": 400, "maximum": 599},
        "detail": {"type": "string"},
        "code": {"type": "string", "description": "Stable word for programs."},
        "request_id": {"type": "string", "description": "What the logs call this request."},
        "errors": {"type": "array", "items": {"$ref": "#/components/schemas/Fault"}},
    },
}


class BearerScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call] # untyped base
    """Says how a token is sent."""

    target_class = "projects.api.authentication.BearerAuthentication"
    name = "bearer"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:  # noqa: ARG002 - spectacular's signature
        """Describe the header."""
        return {"type": "http", "scheme": "bearer", "description": _("From POST auth/tokens/.")}


class SessionScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call] # untyped base
    """Says how a browser is known."""

    target_class = "projects.api.authentication.SessionAuthentication"
    name = "session"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:  # noqa: ARG002 - spectacular's signature
        """Describe the cookie."""
        return {"type": "apiKey", "in": "cookie", "name": settings.SESSION_COOKIE_NAME}


class ProblemAutoSchema(AutoSchema):
    """Describes an operation with the headers, parameters and refusals it really has."""

    def get_operation(self, *args: Any, **kwargs: Any) -> dict[str, Any] | None:
        """Add what every operation can answer beside its success."""
        operation: dict[str, Any] | None = super().get_operation(*args, **kwargs)
        if operation is not None:
            for status in self._refusals(operation):
                operation["responses"].setdefault(str(status), _refusal(status))
            for status, response in operation["responses"].items():
                if status.startswith("2"):
                    response.setdefault("headers", {}).update(self._headers(status))
            if getattr(self.view, "bulk", False) and self._action == "create":
                for body in (operation["requestBody"], operation["responses"]["201"]):
                    one_or_many(body["content"][BODY], most=BULK_MAX)
        return operation

    def get_auth(self) -> list[dict[str, Any]]:
        """An action for everybody wants no credentials."""
        auths: list[dict[str, Any]] = super().get_auth()
        return [{}, *auths] if rule_of(self.view) == PUBLIC else auths

    def _is_list_view(self, serializer: Any = None) -> bool:
        """Say that an answer without pages, such as the board, is no list of itself."""
        unpaged = getattr(self.view, "pagination_class", None) is None
        return bool(super()._is_list_view(serializer)) and not unpaged

    def get_filter_backends(self) -> list[Any]:
        """Describe the view's filters by the library's own backend."""
        if self._action != "list" or getattr(self.view, "filterset_class", None) is None:
            return []
        return [django_filters.rest_framework.DjangoFilterBackend]

    def get_override_parameters(self) -> list[Any]:
        """Describe the parameters and headers that the machinery takes."""
        return list(self._own_parameters())

    def _own_parameters(self) -> Iterator[OpenApiParameter]:
        known: list[str] = getattr(self.view, "known_parameters", list)()
        if "cursor" in known:
            yield _query("cursor", _("From `next` or `previous` of another page."))
            size = {"type": "integer", "minimum": 1, "maximum": PAGE_SIZE_MAX, "default": PAGE_SIZE}
            yield _query("page_size", _("Rows a page."), size)
        if "ordering" in known:
            yield _query("ordering", self._orderings())
        if "search" in known:
            words = {"type": "string", "maxLength": 200}
            yield _query("search", _("Text within names and codes."), words)
        if "fields" in known:
            yield _query("fields", _("Only these fields, by comma, such as `id,name`."))
        yield from self._header_parameters()

    def _header_parameters(self) -> Iterator[OpenApiParameter]:
        if self._versioned and self.method in ("PATCH", "DELETE"):
            yield OpenApiParameter(
                "If-Match",
                {"type": "string"},
                OpenApiParameter.HEADER,
                required=True,
                description=_("The ETag that you read; another version is refused with 412."),
            )
        if self.method == "POST" and rule_of(self.view) != PUBLIC:
            yield OpenApiParameter(
                "Idempotency-Key",
                {"type": "string", "minLength": 1, "maxLength": 100},
                OpenApiParameter.HEADER,
                description=_(
                    "The same write under the same key is done once within %(days)s days."
                )
                % {"days": IdempotencyKey.KEPT_FOR.days},
            )

    def _orderings(self) -> str:
        names = ", ".join(sorted(getattr(self.view, "ordering_columns", {})))
        return _("By comma, `-` for downwards: %(names)s.") % {"names": names}

    @property
    def _action(self) -> str:
        return getattr(self.view, "action", None) or ""

    @property
    def _versioned(self) -> bool:
        rows = getattr(self.view, "queryset", None)
        return rows is not None and issubclass(rows.model, Versioned)

    def _headers(self, status: str) -> dict[str, Any]:
        text = {"type": "string"}
        shown = self._action in ("retrieve", "create", "partial_update")
        found: dict[str, Any] = {}
        if self._versioned and shown and status in ("200", "201"):
            found["ETag"] = {"schema": text, "description": _("Version for If-Match.")}
        if status == "201" and self._action == "create" and rule_of(self.view) != PUBLIC:
            found["Location"] = {"schema": text, "description": _("URL of the new row.")}
        return found

    def _refusals(self, operation: dict[str, Any]) -> Iterator[int]:
        yield from (400, 405, 406, 503)
        if rule_of(self.view) != PUBLIC:
            yield from (401, 403)
        else:
            yield from (401, 429)
        yield from getattr(self.view, "refusals", {}).get(self._action, ())
        if "{" in self.path:
            yield 404
        if "206" in operation["responses"]:
            yield 416
        if "multipart/form-data" in operation.get("requestBody", {}).get("content", {}):
            yield 507
        yield from self._refusals_of_change()

    def _refusals_of_change(self) -> Iterator[int]:
        if self.method in ("POST", "PATCH"):
            yield from (409, 413, 415)
        if self.method == "POST":
            yield 422
        if self.method == "DELETE":
            yield from (404, 409)
        if self._versioned and self.method in ("PATCH", "DELETE"):
            yield from (412, 428)


def _query(name: str, description: str, schema: dict[str, Any] | None = None) -> OpenApiParameter:
    return OpenApiParameter(name, schema or {"type": "string"}, description=description)


def _refusal(status: int) -> dict[str, Any]:
    code, title = CODES[status], str(TITLES[status])
    example = {
        "type": f"urn:topout:problem:{code}",
        "title": title,
        "status": status,
        "detail": title,
        "code": code,
        "request_id": "6f1c2e0a-6a53-4b7e-9d0f-0a4c3f1f7c11",
    }
    shape = {"$ref": "#/components/schemas/Problem"}
    return {
        "description": title,
        "content": {MEDIA_TYPE: {"schema": shape, "example": example}},
        **({"headers": _retry_header()} if status in (429, 503) else {}),
        **({"headers": _challenge_header()} if status == 401 else {}),
    }


def _retry_header() -> dict[str, Any]:
    return {"Retry-After": {"schema": {"type": "integer"}, "description": _("Seconds.")}}


def _challenge_header() -> dict[str, Any]:
    return {"WWW-Authenticate": {"schema": {"type": "string"}, "description": "Bearer"}}


def add_problem_responses(result: dict[str, Any], **_spectacular: Any) -> dict[str, Any]:
    """Add the shape of errors and examples, and close request bodies against unknown names."""
    schemas = result.setdefault("components", {}).setdefault("schemas", {})
    schemas |= {"Problem": PROBLEM, "Fault": FAULT, "FaultLocationEnum": FAULT_LOCATION}
    for name, schema in schemas.items():
        if name.endswith("Request") and schema.get("type") == "object":
            schema["additionalProperties"] = False
    examples_add(result)
    result["info"]["description"] = _about()
    return result


def _about() -> str:
    return "\n\n".join(
        (
            _("Dates are `YYYY-MM-DD`, instants are UTC with offset, names are English."),
            _("Unknown fields and unknown query parameters are refused with 400."),
            _(
                "Lists come in pages by `cursor`. A change needs `If-Match` with the ETag read; "
                "a POST may carry `Idempotency-Key`."
            ),
            _("What is not yours is 404, the same as what does not exist."),
            _("Every error is `application/problem+json` with a stable `code`."),
        )
    )
