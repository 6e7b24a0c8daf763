"""Several records in one CSV body (docs/contract/parameters.md)."""

from collections.abc import Iterator
from typing import Any, ClassVar

from django.http.response import HttpResponseBase
from rest_framework.request import Request

from bright.errors import BrightError, InvalidArgument, ProviderRefused
from bright.http.parameters import Parameters
from bright.reading.documents import Column, SelectedColumns
from bright.reading.rows import Row
from bright.rest.exceptions import status_of

MAX_RECORDS = 500
COLUMNS = SelectedColumns(
    "result",
    (Column("line", "integer"), Column("status", "integer"), Column("id", "integer"), Column("error", "text")),
    collection="results",
)


class CreateManyMixin:
    """For a viewset whose `create` accepts several records in one CSV body.

    The response is 200 with a result for each record: its line in the body, the status and id that it would have had
    alone, and what is wrong with it. A refused record does not affect the others. The body may be sent twice, as a
    single record may.
    """

    many_records_actions: ClassVar[frozenset[str]] = frozenset(("create",))
    existing_status: ClassVar[int]
    parameters: Parameters
    responses: Any
    get_valid_serializer: Any
    perform_create: Any

    def create(self, request: Request, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if len(self.parameters.records) < 2:
            response: HttpResponseBase = super().create(request, *args, **kwargs)  # type: ignore[misc]
            return response
        if len(self.parameters.records) > MAX_RECORDS:
            raise InvalidArgument(f"more than {MAX_RECORDS} records in one body")
        return self.responses.rows(COLUMNS, iter([list(self._results())]))

    def _results(self) -> Iterator[Row]:
        shared = self.parameters
        for line, record in enumerate(shared.records, start=2):
            values = {name: texts for name, texts in shared.values.items() if name not in record}
            self.parameters = Parameters({**values, **{name: [cell] for name, cell in record.items()}}, [])
            yield self._result(line)

    def _result(self, line: int) -> Row:
        try:
            instance, is_new = self.perform_create(self.get_valid_serializer())
        except BrightError as error:
            return line, status_of(error), None, _in_words(error)
        return line, 201 if is_new else self.existing_status, instance.pk, None


def _in_words(error: BrightError) -> str:
    """What an API caller may read: what is wrong with the values, or the provider's message."""
    if isinstance(error, InvalidArgument):
        return "; ".join(f"{name}: {' '.join(reasons)}" for name, reasons in error.fields.items()) or error.reason
    return error.message if isinstance(error, ProviderRefused) else ""
