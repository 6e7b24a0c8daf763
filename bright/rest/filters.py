"""DRF filter backends. They narrow a RowQuery, which reads compiled, and a QuerySet alike."""

from typing import Any, TypeVar

from django.conf import settings
from django.db.models import QuerySet
from rest_framework.filters import BaseFilterBackend
from rest_framework.request import Request

from bright.access import Scope
from bright.http.parameters import get_parameters
from bright.reading.filtersets import filterset_of
from bright.reading.row_query import RowQuery

Rows = TypeVar("Rows", RowQuery, QuerySet)


class FieldFilterBackend(BaseFilterBackend):
    """Exact and `_re` filters by whatever field of the view's `document` is marked `filter`; `after`.

    A RowQuery also gets the page: `limit` and `offset`. Raises InvalidArgument.
    """

    def filter_queryset(self, request: Request, queryset: Any, view: Any) -> Any:
        minimum_only = getattr(request.auth, "scope", None) is Scope.ANONYMOUS_KEY
        filterset = filterset_of(view.document, get_parameters(request), minimum_only)
        if not isinstance(queryset, RowQuery):
            return filterset.apply_values(queryset)
        queryset.filterset = filterset
        if filterset.has_patterns:
            queryset.timeout = settings.BRIGHT_REGEX_TIMEOUT
        return queryset


class QuerySetMethodBackend(BaseFilterBackend):
    """`view.queryset_methods`: parameter → the method of the model's QuerySet that it asks for, such as `newest`."""

    def filter_queryset(self, request: Request, queryset: Any, view: Any) -> Any:
        parameters = get_parameters(request)
        methods = tuple(method for name, method in view.queryset_methods.items() if parameters.flag(name))
        if isinstance(queryset, RowQuery):
            queryset.methods = methods
            return queryset
        for method in methods:
            queryset = getattr(queryset, method)()
        return queryset
