"""What pages may load and be framed by."""

from typing import Any

from csp.constants import NONE, SELF


def policy() -> dict[str, Any]:
    """Return django-csp's setting: everything from here, nothing from elsewhere."""
    return {
        "EXCLUDE_URL_PREFIXES": (),
        "DIRECTIVES": {
            "default-src": [SELF],
            "script-src": [SELF],
            # swagger-ui's own style sheet carries data: images; React writes style attributes
            "style-src": [SELF, "'unsafe-inline'"],
            "img-src": [SELF, "data:", "blob:"],
            "connect-src": [SELF],
            "frame-ancestors": [NONE],
            "base-uri": [NONE],
            "form-action": [SELF],
            "object-src": [NONE],
        },
    }
