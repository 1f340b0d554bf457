"""The OpenAPI 3.1 schema: what an operation takes, answers and refuses."""

from typing import Any

from drf_spectacular.openapi import AutoSchema


class ProblemAutoSchema(AutoSchema):  # type: ignore[no-untyped-call] # spectacular carries few types
    """Describes an operation with its real refusals."""


def add_problem_responses(
    result: dict[str, Any], generator: Any, request: Any, public: bool
) -> dict[str, Any]:
    """Add the shape of errors to every operation."""
    return result
