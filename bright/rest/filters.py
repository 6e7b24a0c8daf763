"""DRF filter backends, for a QuerySet and for a RowQuery, our compiled query."""

from typing import Any

from django.conf import settings
from rest_framework.filters import BaseFilterBackend
from rest_framework.request import Request

from bright.access import Scope
from bright.http.parameters import get_parameters
from bright.reading.filtersets import filterset_of
from bright.reading.row_query import RowQuery


class FieldFilterBackend(BaseFilterBackend):
    """Exact and `_re` filters by the fields of the view's `document` that are marked `filter`; and `after`.

    A RowQuery also gets `limit` and `offset`. Raises InvalidArgument.
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
    """Applies `view.queryset_methods`: boolean parameter → the method of the model's QuerySet to call if it is true."""

    def filter_queryset(self, request: Request, queryset: Any, view: Any) -> Any:
        parameters = get_parameters(request)
        methods = tuple(method for name, method in view.queryset_methods.items() if parameters.flag(name))
        if isinstance(queryset, RowQuery):
            queryset.methods = methods
            return queryset
        for method in methods:
            queryset = getattr(queryset, method)()
        return queryset
