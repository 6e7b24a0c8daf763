"""`Link: rel="next"` of a limited list: the same query, after the last id of this page.

See docs/contract/filters-and-paging.md, "Paging".
"""

from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from rest_framework.pagination import BasePagination
from rest_framework.request import Request

from bright.http.credentials import NAMES
from bright.http.parameters import parse_query
from bright.reading.row_query import RowQuery


class LinkPagination(BasePagination):
    """Adds the header with the next page's URL. The query's filter set already limits the query to this page."""

    def paginate_queryset(self, queryset: Any, request: Request, view: Any = None) -> Any:
        self.link = self._next_link(queryset, request) if queryset.filterset.limit is not None else ""
        return queryset

    def get_paginated_response(self, response: Any) -> Any:
        if self.link:
            response["Link"] = self.link
        return response

    def _next_link(self, query: RowQuery, request: Request) -> str:
        """Empty on the last page."""
        last = query.last_before_more()
        if last is None:
            return ""
        parameters = parse_query(request.META.get("QUERY_STRING", ""))
        kept = {name: values for name, values in parameters.items() if name not in {*NAMES, "after", "offset"}}
        next_query = urlencode({**kept, "after": last}, doseq=True)
        return f'<{settings.BRIGHT_BASE_URL}{request.path}?{next_query}>; rel="next"'
