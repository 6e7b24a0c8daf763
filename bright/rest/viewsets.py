"""A resource's verbs (bright-v2.md 1). A room says its model, document, serializer, who may do what, and its acts.

class CourseViewSet(Resource):
    document = CourseDocument
    serializer_class = CourseSerializer
    lookup = "course_guid"
    admits = {"index": Kind.ANYONE, "create": Kind.ADMINISTRATOR}
"""

from collections.abc import Mapping
from typing import Any, ClassVar

import orjson
from django.conf import settings
from django.db.models import Model
from django.http.response import HttpResponseBase
from rest_framework.parsers import FormParser, JSONParser, MultiPartParser
from rest_framework.request import Request
from rest_framework.serializers import BaseSerializer
from rest_framework.viewsets import ViewSet

from bright import access as accesses
from bright.access import Access, Kind
from bright.encoding.encoders import Chunks
from bright.errors import InvalidArgument, NotAllowed, NotFound, Unauthorized
from bright.forms import pages
from bright.forms.parameters import Parameter
from bright.http import cors, parameters
from bright.models import storable
from bright.reading import filtersets as filters
from bright.reading.compiled import Question, visible_rows
from bright.reading.documents import Choice, Column, Document, Shape
from bright.reading.filtersets import Selection
from bright.rest import negotiation as formats
from bright.rest.exceptions import answer
from bright.rest.pagination import next_link
from bright.rest.responses import Form
from bright.rest.throttling import weighed

NO_ACCESS = Access(Kind.NOBODY, None)
READING = frozenset(("index", "show"))
OTHER_SITES = ("cross-site", "same-site")  # Sec-Fetch-Site; courses may be on a sibling of our host


class Resource(ViewSet):
    document: ClassVar[type[Document]]
    serializer_class: ClassVar[type[BaseSerializer]]
    serializer_for: ClassVar[Mapping[str, type[BaseSerializer]]] = {}  # actions that take something else
    lookup: ClassVar[str] = ""  # the guid or natural key that `:id` may be, besides the integer id
    natural_key: ClassVar[str] = ""  # the parameter that names the record of a `gupdate` without `:id`
    admits: ClassVar[Mapping[str, Kind]] = {}  # action → kinds of access; an action that isn't here is not offered
    reads: ClassVar[frozenset[str]] = READING  # actions that HEAD may ask for, too
    companions: ClassVar[Mapping[str, tuple[str, ...]]] = {}  # action → access modes that are data for it
    controls: ClassVar[Mapping[str, str]] = {}  # parameter → method of the model's QuerySet
    # Action → what it takes beside its serializer's fields: parameter → what it does, and what bad input answers.
    parameters_of: ClassVar[Mapping[str, Mapping[str, str | Parameter]]] = {}
    statuses_of: ClassVar[Mapping[str, Mapping[int, str]]] = {}  # action → status beside the usual ones → when
    routes: ClassVar[tuple[Any, ...]] = ()  # instead of the table that every resource has
    status_when_there: ClassVar[int] = 200
    parser_classes = (FormParser, MultiPartParser, JSONParser)

    callback = ""
    is_page = False
    access: Access = NO_ACCESS

    # --- What DRF calls, in this order.

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """501, 401, 406, then the action's own (shared/spec README)."""
        suffix: str | None = self.kwargs.pop("format", None)  # DRF hands this same dict to the action
        self.is_page = self.action in pages.PAGES
        self.action = pages.PAGES.get(self.action, self.action)  # who may see a form is who may send it
        if request.method == "OPTIONS":
            return
        method, self.callback = request.method or "", formats.early_callback(request._request)
        self.parameters, self.credentials = parameters.gather(request)
        self.callback = formats.callback(method, suffix, self.parameters)
        self.access = accesses.resolve(self.credentials, self.companions.get(self.action, ()))
        request._request.META["bright.access"] = self.access
        self._refuse_ambient(request)
        self._admit()
        format = formats.choose(suffix, self.parameters)
        raw = format == "csv" and self.parameters.flag("raw")
        self.form = Form(format, self.callback, raw, self.action in self.reads)
        formats.refuse_odd_callback(method, self.parameters)
        parameters.refuse_unstorable(self.parameters)
        self._permit(request)

    def _refuse_ambient(self, request: Request) -> None:
        """A browser adds the Basic credentials that it knows to any request, also to one that another site's page makes
        a person send, or loads as a script."""
        if "realm_guid" in self.credentials.in_header and request.META.get("HTTP_SEC_FETCH_SITE") in OTHER_SITES:
            raise Unauthorized("the realm pair in a header, asked for by a page of another site")

    def _admit(self) -> None:
        """What the access table says (bright-v2.md 3); an action that isn't offered is for nobody to be refused."""
        if self.access.kind not in self.admits.get(self.action, Kind.ANYONE):
            raise Unauthorized(f"{self.action} is not for {self.access.kind.name}")

    def _permit(self, request: Request) -> None:
        if self.action not in self.admits:
            raise NotAllowed(f"{self.action} is not offered here")
        if not storable(self.kwargs.get("id") or ""):
            raise NotFound("no record can have this id")
        if self.action not in self.reads and (request.method == "POST" or not self.is_page):
            self.refuse_unmeant(request)

    def refuse_unmeant(self, request: Request) -> None:
        """A HEAD and a prefetch are nobody's wish that something be written."""
        if request.method == "HEAD":
            raise NotAllowed("HEAD on an action that writes")
        purpose = request.META.get("HTTP_SEC_PURPOSE") or request.META.get("HTTP_PURPOSE") or ""
        if "prefetch" in purpose:
            raise NotAllowed("a prefetch of an action that writes")

    def handle_exception(self, exc: Exception) -> Any:
        return answer(weighed(exc, self.request._request.META), self.request._request, self.callback)

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Any:
        """DRF's own would negotiate and vary; this answer is finished already."""
        origin = request.META.get("HTTP_ORIGIN")
        if origin is not None or self.access.origins:
            cors.allow(origin or "", self.access, response)
        return response

    def options(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        return cors.preflight()

    # --- The verbs.

    def index(self, request: Request) -> HttpResponseBase:
        selection = self.selection()
        question = self.question(selection, self._wanted_controls())
        response = self.form.many(request._request, question.shape, question.chunks())
        if selection.limit is not None:
            link = next_link(request._request, question)
            if link:
                response["Link"] = link
        return response

    def show(self, request: Request, id: str) -> HttpResponseBase:
        return self.answer_record(self.find(id).pk)

    def create(self, request: Request) -> HttpResponseBase:
        record, is_new = self.create_record(self.checked())
        return self.answer_record(record.pk, 201 if is_new else self.status_when_there, self.shown_once(record))

    def update(self, request: Request, id: str | None = None) -> HttpResponseBase:
        record = self.find(self._natural_id(), by_number=False) if id is None else self.find(id)
        self.update_record(record, self.checked(record))
        return self.answer_record(record.pk)

    def destroy(self, request: Request, id: str) -> HttpResponseBase:
        record = self.find(id)
        shape, row = self._row(record.pk)
        self.destroy_record(record)
        return self.form.one(request._request, shape, row)

    def new(self, request: Request) -> HttpResponseBase:
        """An HTML form that makes a record."""
        return pages.respond(self, lambda: self.create(request))

    def edit(self, request: Request, id: str) -> HttpResponseBase:
        """An HTML form that changes the record."""
        return pages.respond(self, lambda: self.update(request, id), self.find(id))

    # --- What a room fills in.

    def create_record(self, values: dict[str, Any]) -> tuple[Model, bool]:
        """The record, and whether it is new."""
        raise NotAllowed("create is not offered here")

    def update_record(self, record: Any, values: dict[str, Any]) -> None:
        raise NotAllowed("update is not offered here")

    def destroy_record(self, record: Any) -> None:
        raise NotAllowed("destroy is not offered here")

    def shown_once(self, record: Any) -> dict[str, Any]:
        """Values that only the answer to a create has."""
        return {}

    # --- What a room may use.

    def visible(self) -> Any:
        """The records that the caller may see."""
        return visible_rows(self.document.model, self.access)

    def find(self, id: str, by_number: bool = True) -> Any:
        """The record that `:id` names: an exact guid or natural key wins over an integer. NotFound otherwise."""
        rows = self.visible()
        provider = (
            self.parameters.integer("course_provider_id") if "course_provider_id" in self.document.fields else None
        )
        if provider is not None:
            rows = rows.filter(course_provider_id=provider)
        field = self.document.fields.get(self.lookup)
        found = list(rows.filter(**{field.compare: field.parse(id)})[:2]) if field else []
        if not found and by_number and id.isascii() and id.isdigit() and len(id) <= 18:
            found = list(rows.filter(pk=int(id))[:1])
        if len(found) != 1:
            raise NotFound(f"{len(found) or 'no'} records have this id")
        return found[0]

    def _natural_id(self) -> str:
        value = self.parameters.text(self.natural_key)
        if not value:
            raise NotFound(f"no {self.natural_key} given")
        return value

    def checked(self, record: Any = None) -> dict[str, Any]:
        """The parameters as the room's serializer lets them in; InvalidArgument with its reasons otherwise."""
        serializer = self.serializer_for.get(self.action, self.serializer_class)(
            record, data=self.parameters.single(), partial=record is not None, context={"view": self}
        )
        if not serializer.is_valid():
            reasons = {name: [str(reason) for reason in found] for name, found in dict(serializer.errors).items()}
            raise InvalidArgument(f"{reasons}", reasons)
        return dict(serializer.validated_data)

    @property
    def sees_minimum_only(self) -> bool:
        return self.access.kind is Kind.ANONYMOUS_KEY

    def selection(self) -> Selection:
        """Which rows the parameters ask for."""
        return filters.read(self.document, self.parameters, self.sees_minimum_only)

    def choice(self) -> Choice:
        if self.sees_minimum_only:
            return Choice(template="public_minimum")
        template = self.parameters.text("api_template") or (
            "" if "template" in self.document.fields else self.parameters.text("template")
        )
        included = (name for control, name in self.document.includes.items() if self.parameters.flag(control))
        return Choice(self.parameters.text("fields"), template, frozenset(included))

    def question(self, selection: Selection, controls: tuple[str, ...] = ()) -> Question:
        shape = self.document.choose(self.choice(), self.access.is_bound_to_user)
        timeout = settings.BRIGHT_REGEX_TIMEOUT if selection.has_patterns else None
        return Question(self.document, shape, self.access, selection, controls, timeout)

    def _wanted_controls(self) -> tuple[str, ...]:
        return tuple(method for name, method in self.controls.items() if self.parameters.flag(name))

    def _row(self, pk: int) -> tuple[Shape, tuple[Any, ...]]:
        """One record's row, and its keys, as the parameters ask for them."""
        selection = Selection()
        selection.add("exact", [("pk", pk)])
        question = self.question(selection)
        rows = question.first()
        if not rows:
            raise NotFound("gone meanwhile")
        return question.shape, rows[0]

    def answer_record(self, pk: int, status: int = 200, once: Mapping[str, Any] | None = None) -> HttpResponseBase:
        """One record, as it now stands in the database."""
        shape, row = self._row(pk)
        if once:
            row = tuple(once.get(name, value) for name, value in zip(shape.names, row, strict=False))
        return self.form.one(self.request._request, shape, row, status)

    def answer_values(self, status: int, **values: str) -> HttpResponseBase:
        """A small record that no model has, all of it text."""
        columns = tuple(Column(name, "text") for name in values)
        return self.form.one(
            self.request._request, Shape(self.document.element, columns), tuple(values.values()), status
        )

    def answer_json(self, document: Any) -> HttpResponseBase:
        """JSON that is no record, also where another format was asked for."""
        return Form("json", self.callback).respond(self.request._request, iter([orjson.dumps(document)]))

    def answer_tree(self, document: dict[str, Any], status: int = 200) -> HttpResponseBase:
        """A nested document, in every format."""
        return self.form.tree(self.request._request, self.document.element, document, status)

    def answer_table(self, columns: tuple[Column, ...], chunks: Chunks) -> HttpResponseBase:
        """Rows that no model has, streamed: lists in JSON, or objects with `rows=objects`."""
        rows = self.parameters.text("rows")
        if rows not in ("", "lists", "objects"):
            raise InvalidArgument("rows is neither lists nor objects")
        shape = Shape("row", columns, collection="rows")
        return self.form.table(self.request._request, shape, chunks, rows == "objects")
