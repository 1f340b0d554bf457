"""Refusals that Django REST framework has no word for."""

from django.utils.translation import gettext_lazy as _
from rest_framework import exceptions


class QueryInvalid(exceptions.ValidationError):
    """A query parameter is unknown, repeated or wrong; `detail` is by parameter name."""

    location = "query"


class HeaderInvalid(exceptions.ValidationError):
    """A header makes no sense; `detail` is by header name."""

    location = "header"


def unknown_value(parameter: str, detail: str) -> QueryInvalid:
    """Refuse what a query parameter names."""
    return QueryInvalid({parameter: [exceptions.ErrorDetail(detail, "invalid_choice")]})


class TooLarge(exceptions.APIException):
    """The body is larger than the server takes."""

    status_code = 413
    default_code = "too_large"
    default_detail = _("The request is too large.")


class PreconditionRequired(exceptions.APIException):
    """A change came without If-Match."""

    status_code = 428
    default_code = "precondition_required"
    default_detail = _("Send If-Match with the ETag that you read.")


class PreconditionFailed(exceptions.APIException):
    """The row changed since the caller read it."""

    status_code = 412
    default_code = "precondition_failed"
    default_detail = _("Somebody else changed this since you read it.")


class RangeNotSatisfiable(exceptions.APIException):
    """The part asked for lies beyond the end."""

    status_code = 416
    default_code = "range_not_satisfiable"
    default_detail = _("The file is shorter than that.")

    def __init__(self, *, size: int) -> None:
        super().__init__()
        self.headers = {"Content-Range": f"bytes */{size}"}


class TokenExpired(exceptions.AuthenticationFailed):
    """The token was right once."""

    default_code = "token_expired"
    default_detail = _("The token has expired. Make a new one.")


class CsrfFailed(exceptions.PermissionDenied):
    """A browser's session came without the page's CSRF token."""

    default_code = "csrf_failed"
    default_detail = _("The CSRF token is missing or wrong.")


class WrongPassword(exceptions.AuthenticationFailed):
    """The one answer for no such user, a wrong password and a closed account."""

    default_code = "invalid_credentials"
    default_detail = _("The user name or the password is wrong.")


class ReauthenticationRequired(exceptions.PermissionDenied):
    """Addresses are changed by whoever knows the password now, not by who found a session."""

    default_code = "reauthentication_required"
    default_detail = _("Send your password with this change.")
