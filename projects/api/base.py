"""What every view of the API stands on: rules, strict parameters, scope, versions, once-only."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

import django_filters
from django.db import transaction
from django.db.models import Model, QuerySet
from rest_framework.exceptions import NotFound, PermissionDenied
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import BaseSerializer
from rest_framework.viewsets import GenericViewSet

from projects.api import pagination, query
from projects.api.concurrency import etag_of, match_check, version_take
from projects.api.filters import filtered, known_filters
from projects.api.idempotency import once
from projects.api.permissions import MEMBERS, SIGNED_IN, Rule, allows, rule_of
from projects.api.renderers import StrictNegotiation
from projects.errors import RuleBroken
from projects.models import User
from projects.models.project import Versioned
from projects.models.words import Role
from projects.selectors.access import roles_of, rows_of, with_role

BULK_MAX = 1000

__all__ = ["ApiViewSet", "ChangeableViewSet", "ProjectScopedViewSet", "ReadScopedViewSet", "once"]


class ApiViewSet(GenericViewSet[Any]):
    """A view with a table of rules and no parameter it does not know.

    `roles` says by action who may: a set of roles, `SIGNED_IN` or `PUBLIC`. An action that is
    not in it is refused to everybody, and a test fails on it. `parameters` names the query
    parameters of an action beside those of lists.
    """

    roles: ClassVar[Mapping[str, Rule]] = {}
    parameters: ClassVar[Mapping[str, Sequence[str]]] = {}
    # statuses of an action that its kind does not tell
    refusals: ClassVar[Mapping[str, Sequence[int]]] = {}
    http_method_names = ["get", "head", "post", "patch", "delete"]
    metadata_class = None
    content_negotiation_class = StrictNegotiation
    filterset_class: ClassVar[type[django_filters.FilterSet] | None] = None
    search_columns: ClassVar[Sequence[str]] = ()
    # what a caller may order by, and the column it means
    ordering_columns: ClassVar[Mapping[str, str]] = {}
    ordering: ClassVar[Sequence[str]] = ("pk",)

    @classmethod
    def as_view(cls, actions: Any = None, **initkwargs: Any) -> Any:
        """Keep Django from redirecting a path without slash: a POST would lose its body."""
        view = super().as_view(actions, **initkwargs)
        view.should_append_slash = False  # type: ignore[attr-defined] # what Django's decorator sets
        return view

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """After sign-in and rule, look at the query string."""
        super().initial(request, *args, **kwargs)
        if self.action in self.action_map.values():
            query.query_check(request, known=self.known_parameters())

    def known_parameters(self) -> list[str]:
        """Return the query parameters that the current action takes."""
        known = list(self.parameters.get(self.action or "", ()))
        if self.action in ("list", "retrieve") and self.serializer_class is not None:
            known.append("fields")
        if self.action == "list":
            known += [*pagination.PARAMETERS, *self.filter_names()]
            known += ["ordering"] if self.ordering_columns else []
            known += ["search"] if self.search_columns else []
        return known

    def filter_names(self) -> list[str]:
        """Return the names of the list's filters."""
        return list(known_filters(self.filterset_class))

    def ordering_of(self, request: Request) -> Sequence[str]:
        """Return the columns that the list is ordered by."""
        return query.ordering_from(
            request, known=dict(self.ordering_columns), default=list(self.ordering)
        )

    def filter_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Apply the list's filters and its search."""
        if self.filterset_class is not None:
            queryset = filtered(
                queryset, filters=self.filterset_class, asked=self.request.query_params
            )
        return query.searched(queryset, self.request, columns=self.search_columns)

    def get_serializer(self, *args: Any, **kwargs: Any) -> BaseSerializer[Any]:
        """Slim an answer to the `fields` asked for."""
        serializer = super().get_serializer(*args, **kwargs)
        if "data" not in kwargs and self.action in ("list", "retrieve"):
            target: Any = getattr(serializer, "child", serializer)
            wanted = query.fields_from(self.request, known=target.fields)
            for name in set(target.fields) - (wanted or set(target.fields)):
                target.fields.pop(name)
        return serializer

    def body(self, kind: type[BaseSerializer[Any]]) -> dict[str, Any]:
        """Read the body of a POST."""
        said = kind(data=self.request.data, context=self.get_serializer_context())
        said.is_valid(raise_exception=True)
        return dict(said.validated_data)

    @property
    def caller(self) -> User:
        """The signed-in user."""
        user = self.request.user
        if not isinstance(user, User):
            raise NotFound
        return user


class ReadScopedViewSet(ApiViewSet):
    """Lists and shows the rows of the caller's projects; everything else does not exist.

    `project_path` leads from a row to its project: "project", "calendar__project", "" for
    the project itself.
    """

    project_path: ClassVar[str] = "project"
    lookup_value_converter = "int"

    def get_queryset(self) -> QuerySet[Any]:
        """Limit the rows to the caller's projects, within the same query."""
        rows: QuerySet[Any] = super().get_queryset()
        if getattr(self, "swagger_fake_view", False):
            return rows
        return rows_of(rows, user=self.request.user, path=self.project_path)

    def get_object(self) -> Any:
        """Return the row of the URL with the caller's role in its project on it."""
        rows = with_role(self.get_queryset(), user=self.caller, path=self.project_path)
        row = rows.filter(pk=self.kwargs["pk"]).first()
        if row is None:
            raise NotFound
        if not self.object_allowed(row, row.caller_role):
            raise PermissionDenied
        return row

    def object_allowed(self, row: Any, role: str) -> bool:  # noqa: ARG002 - for views that look at the row
        """May somebody in this role do the current action to this row?"""
        rule = rule_of(self)
        return rule == SIGNED_IN or allows(rule, [role])

    def list(self, request: Request) -> Response:  # noqa: ARG002 - the router's signature
        """Answer one page of rows."""
        page = self.paginate_queryset(self.filter_queryset(self.get_queryset()))
        serializer = self.get_serializer(page, many=True)
        return self.get_paginated_response(serializer.data)

    def retrieve(self, request: Request, pk: int) -> Response:  # noqa: ARG002 - the router's signature
        """Answer one row with its ETag."""
        return self.answer(self.get_object())

    def answer(self, row: Any, *, status: int = 200) -> Response:
        """Answer a row; 201 carries its Location, a versioned row its ETag."""
        response = Response(self.get_serializer(row).data, status=status)
        if isinstance(row, Versioned):
            response["ETag"] = etag_of(row.version)
        if status == 201:
            response["Location"] = self.request.build_absolute_uri(f"{self.request.path}{row.pk}/")
        return response

    def fresh(self, row: Model) -> Any:
        """Read a row again, as a later GET will see it."""
        return self.get_queryset().get(pk=row.pk)

    def role_check(self, project_id: int | None) -> None:
        """Refuse with 403 unless the caller's role in the project allows the current action."""
        roles = self.caller_roles()
        held = roles.values() if project_id is None else [roles.get(project_id, "")]
        if rule_of(self) != SIGNED_IN and not allows(rule_of(self), held):
            raise PermissionDenied

    def caller_roles(self) -> dict[int, Role]:
        """Return the caller's role by project, asked for once a request."""
        known: dict[int, Role] | None = getattr(self, "_caller_roles", None)
        if known is None:
            known = roles_of(self.caller)
            self._caller_roles = known
        return known


class ChangeableViewSet(ReadScopedViewSet):
    """Also changes rows; a subclass says how one is written."""

    def row_update(self, row: Any, data: Mapping[str, Any]) -> Model:
        """Change a row by its service, which takes the row's next version."""
        raise NotImplementedError

    def partial_update(self, request: Request, pk: int) -> Response:  # noqa: ARG002 - as above
        """Change the fields in the body; `If-Match` says which version was read."""
        row = self.get_object()
        if isinstance(row, Versioned):
            match_check(request=request, row=row)
        serializer = self.get_serializer(row, data=request.data, partial=True)
        serializer.is_valid(raise_exception=True)
        changed = self.row_update(row, serializer.validated_data)
        return self.answer(self.fresh(changed))


class ProjectScopedViewSet(ChangeableViewSet):
    """CRUD on the rows of the caller's projects; a subclass says how a row is written.

    A list as the body of a POST is a bulk request: all rows or none, `bulk = True` allows it.
    """

    bulk: ClassVar[bool] = False

    def row_create(self, data: Mapping[str, Any]) -> Model:
        """Store a new row by its service."""
        raise NotImplementedError

    def rows_check(self, rows: Sequence[Mapping[str, Any]]) -> None:
        """Refuse a list for what only its rows together show."""

    def rows_create(self, rows: Sequence[Mapping[str, Any]]) -> Sequence[Model]:
        """Store many rows by their service, all or none."""
        raise NotImplementedError

    def row_hold(self, row: Any) -> None:
        """Lock what must be held before the row that is to be removed."""

    def row_delete(self, row: Any) -> None:
        """Remove a row by its service."""
        raise NotImplementedError

    def project_id_of(self, data: Mapping[str, Any]) -> int | None:
        """Return the project that a new row belongs to; None when it makes its own."""
        return int(data["project"].pk)

    @once
    def create(self, request: Request) -> Response:
        """Store what the body says."""
        self.role_check(None)
        if self.bulk and isinstance(request.data, list):
            return self._created_many(request)
        serializer = self.get_serializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        data = serializer.validated_data
        self.role_check(self.project_id_of(data))
        return self.answer(self.fresh(self.row_create(data)), status=201)

    def _created_many(self, request: Request) -> Response:
        try:
            return self.create_many(request)
        except RuleBroken as broken:
            # services name a row `/rows/3`, here the list is the body itself
            broken.pointer = broken.pointer.removeprefix("/rows")
            raise

    def create_many(self, request: Request) -> Response:
        """Store every row of the list or none."""
        serializer = self.get_serializer(
            data=request.data, many=True, allow_empty=False, max_length=BULK_MAX
        )
        serializer.is_valid(raise_exception=True)
        rows = serializer.validated_data
        self.rows_check(rows)
        for project_id in {self.project_id_of(row) for row in rows}:
            self.role_check(project_id)
        return self.answer_many(self.rows_create(rows))

    def answer_many(self, rows: Sequence[Model]) -> Response:
        """Answer the rows of a bulk request in its order."""
        found = self.get_queryset().in_bulk([row.pk for row in rows])
        whole = self.get_serializer([found[row.pk] for row in rows], many=True)
        return Response(whole.data, status=201)

    def destroy(self, request: Request, pk: int) -> Response:  # noqa: ARG002 - as above
        """Remove the row; `If-Match` says which version was read."""
        row = self.get_object()
        with transaction.atomic():
            self.row_hold(row)
            if isinstance(row, Versioned):
                match_check(request=request, row=row)
                version_take(row=row)
            self.row_delete(row)
        return Response(status=204)


READ_RULES: Mapping[str, Rule] = {"list": MEMBERS, "retrieve": MEMBERS}
