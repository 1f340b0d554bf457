"""The schema for programs and the pages for people; both are public."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django.utils import translation
from django.utils.cache import patch_vary_headers
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView
from rest_framework.request import Request
from rest_framework.response import Response

from projects.api import query
from projects.api.permissions import PUBLIC, Rule

# the code does not change while the process lives, so neither does its description
_made: dict[str, Any] = {}


def _generated(generator: Any) -> Any:
    return generator.get_schema(request=None, public=True)


class SchemaView(SpectacularAPIView):
    """OpenAPI 3.1 as YAML or JSON."""

    roles: ClassVar[Mapping[str, Rule]] = {"get": PUBLIC}
    metadata_class = None

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Take no parameter beside `format` and `lang`."""
        super().initial(request, *args, **kwargs)
        query.query_check(request, known=("format", "lang"))

    def _get_schema_response(self, request: Request) -> Response:  # noqa: ARG002 - spectacular's
        language = translation.get_language() or ""
        if language not in _made:
            _made[language] = _generated(self.generator_class())
        response = Response(_made[language])
        patch_vary_headers(response, ("Accept-Language",))
        return response


class DocsView(SpectacularSwaggerSplitView):
    """Swagger UI; its script comes from a URL, so the Content-Security-Policy stays strict."""

    roles: ClassVar[Mapping[str, Rule]] = {"get": PUBLIC}
    metadata_class = None
    url_name = "api:schema"

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Take no parameter beside `script` and `lang`."""
        super().initial(request, *args, **kwargs)
        query.query_check(request, known=("script", "lang"))
