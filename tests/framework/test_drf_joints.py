"""The framework's classes are DRF's own kinds of classes: each works in a plain APIView, and Django finds every URL."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import path, resolve, reverse
from django.urls.exceptions import Resolver404
from rest_framework.authentication import BaseAuthentication
from rest_framework.filters import BaseFilterBackend
from rest_framework.generics import GenericAPIView
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.pagination import BasePagination
from rest_framework.parsers import BaseParser
from rest_framework.permissions import BasePermission
from rest_framework.renderers import BaseRenderer
from rest_framework.response import Response
from rest_framework.settings import api_settings
from rest_framework.throttling import AnonRateThrottle, BaseThrottle
from rest_framework.views import APIView
from rest_framework_csv.parsers import CSVParser
from rest_framework_csv.renderers import CSVRenderer
from rest_framework_xml.parsers import XMLParser
from rest_framework_xml.renderers import XMLRenderer

from bright.access import Scope
from bright.reading import rows
from bright.reading.documents import Fieldset
from bright.reading.row_query import RowQuery
from bright.rest import filters, negotiation, parsers, permissions, renderers, throttling
from bright.rest.exceptions import exception_handler
from bright.rest.pagination import LinkPagination
from bright.rest.responses import ResponseBuilder
from bright.rest.viewsets import BrightViewSet
from config.urls import router
from tests.asking import Asker
from tests.framework.toys import OtherAuthentication, Shelf, ShelfDocument, ShelfViewSet, ToyAuthentication


class PlainView(APIView):
    """Not a BrightViewSet: what a second API on the same joints is made of."""

    authentication_classes = (ToyAuthentication, OtherAuthentication)
    permission_classes = (permissions.HasRequiredScope,)
    throttle_classes = (throttling.FailedLogInThrottle,)
    parser_classes = (parsers.JSONParser, parsers.XMLParser, parsers.CSVParser)
    renderer_classes = (renderers.JSONRenderer, renderers.XMLRenderer, renderers.CSVRenderer)
    content_negotiation_class = negotiation.FormatNegotiation
    required_scopes = {"get": Scope.REALM, "post": Scope.REALM}

    @property
    def action(self) -> str:
        return self.request.method.lower()

    def get(self, request):
        return Response({"realm": request.auth.realm_id, "scope": request.auth.scope.name, "nothing": None})

    def post(self, request):
        return Response({"data": request.data})


class PlainList(GenericAPIView):
    authentication_classes = (ToyAuthentication,)
    permission_classes = (permissions.HasRequiredScope,)
    filter_backends = (filters.FieldFilterBackend, filters.QuerySetMethodBackend)
    content_negotiation_class = negotiation.FormatNegotiation
    renderer_classes = (renderers.JSONRenderer,)
    document = ShelfDocument
    queryset_methods = {"last_only": "newest"}

    def get_queryset(self):
        return Shelf.objects.visible_to(self.request.auth)

    def get(self, request):
        return Response([shelf.guid for shelf in self.filter_queryset(self.get_queryset().order_by("pk"))])


class EachMinute(AnonRateThrottle):
    rate = "1000/min"


class PlainTable(APIView):
    """Its methods are its actions."""

    throttle_classes = (EachMinute,)
    authentication_classes = (ToyAuthentication,)
    permission_classes = (permissions.HasRequiredScope,)
    renderer_classes = (renderers.JSONRenderer,)
    required_scopes = {"get": Scope.REALM}

    def get(self, request):
        return Response({})

    def post(self, request):
        return Response({})


class PlainPages(PlainList):
    """Rows by the compiled path, page by page, without a BrightViewSet."""

    pagination_class = LinkPagination

    def get(self, request):
        query = RowQuery(ShelfDocument, ShelfDocument.select(Fieldset("guid"), False), request.auth)
        query = self.paginate_queryset(self.filter_queryset(query))
        response = ResponseBuilder(request._request, request.accepted_renderer).rows(query.columns, query.chunks())
        return self.get_paginated_response(response)


urlpatterns = [
    path("bright/api/v2/plain", PlainView.as_view()),
    path("bright/api/v2/plain_list", PlainList.as_view()),
    path("bright/api/v2/plain_table", PlainTable.as_view()),
    path("bright/api/v2/plain_pages", PlainPages.as_view()),
]


@pytest.fixture
def plain(toys, settings) -> Asker:
    settings.ROOT_URLCONF = "tests.framework.test_drf_joints"
    return toys


def test_a_plain_view_authenticates_and_renders_every_format(plain):
    assert plain("plain").json == {"realm": 1, "scope": "REALM_KEY", "nothing": None}
    assert plain("plain", format="csv").text == "realm,scope,nothing\n1,REALM_KEY,\n"
    xml = plain("plain", format="xml").text
    assert xml.startswith('<?xml version="1.0" encoding="UTF-8"?>\n<root>\n  <realm type="integer">1</realm>\n')
    assert '  <nothing nil="true"/>\n</root>' in xml


@pytest.mark.parametrize(
    ("credentials", "status"),
    [({}, 401), ({"toy": "x"}, 401), ({"toy": "USER_KEY"}, 401), ({"toy": "REALM_KEY", "other_id": "a"}, 501)],
)
def test_a_plain_view_refuses_as_a_viewset_does(plain, credentials, status):
    answer = Asker(**credentials)("plain")
    assert (answer.status, answer.body) == (status, b"")


@pytest.mark.parametrize(
    ("kind", "method", "status"),
    [
        ("REALM_KEY", "GET", 200),
        ("x", "GET", 401),
        ("USER_KEY", "GET", 401),
        ("USER_KEY", "HEAD", 401),
        ("REALM_KEY", "POST", 401),
    ],
)
def test_the_table_of_a_plain_view_opens_nothing_that_it_does_not_list(plain, kind, method, status):
    assert Asker(toy=kind).send(method, "plain_table").status == status


def test_a_throttle_that_asks_for_the_user_lets_a_failed_log_in_be_a_401(plain):
    assert Asker(toy="guess")("plain_table").status == 401


def test_a_header_that_a_view_adds_is_on_its_own_answer_only():
    first, second = ShelfViewSet(), ShelfViewSet()
    first.default_response_headers["X-Of-One"] = "1"
    assert second.default_response_headers == {}


def test_a_plain_view_answers_406_405_and_the_deliberate_500(plain):
    assert plain("plain", format="jpeg").status == 406
    assert plain.delete("plain").status == 405
    answer = plain.send("POST", "plain", body=b"{", content_type="application/json")
    assert (answer.status, answer.headers["x-bright-error"]) == (500, "invalid-argument")


def test_a_plain_view_limits_failed_log_ins(plain, settings):
    settings.BRIGHT_FAILED_LOG_INS_PER_MINUTE = 2
    answers = [Asker(toy="guess")("plain") for _ in range(4)]
    assert [answer.status for answer in answers] == [401, 401, 429, 429]
    assert int(answers[-1].headers["retry-after"]) > 0
    assert plain("plain").status == 200


@pytest.mark.parametrize(
    ("content_type", "body", "data"),
    [
        ("application/json", b'{"a": "1"}', {"a": "1"}),
        ("application/xml", b"<toy><a-b>007</a-b></toy>", {"a_b": "007"}),
        ("text/csv", b"a,b\n1,2\n3,4\n", [{"a": "1", "b": "2"}, {"a": "3", "b": "4"}]),
    ],
)
def test_a_plain_view_parses_every_body(plain, content_type, body, data):
    assert plain.send("POST", "plain", body=body, content_type=content_type).json == {"data": data}


def test_filter_backends_narrow_a_queryset_as_they_narrow_compiled_rows(plain):
    for guid in ("a", "b", "c"):
        Shelf.objects.create(realm_id=1, guid=guid)
    assert plain("plain_list", guid="b").json == ["b"]
    assert plain("plain_list", guid_re="[bc]").json == ["b", "c"]
    assert plain("plain_list", last_only="t").json == ["c"]


def test_a_plain_view_pages_compiled_rows(plain):
    for guid in ("a", "b", "c"):
        Shelf.objects.create(realm_id=1, guid=guid)
    answer = plain("plain_pages", limit=2, guid_re="[abc]")
    assert answer.json == [{"guid": "a"}, {"guid": "b"}]
    assert f"plain_pages?limit=2&guid_re=%5Babc%5D&after={Shelf.objects.get(guid='b').pk}" in answer.headers["link"]


@pytest.mark.parametrize(("path", "trips"), [("shelf/{guid}", 1), ("shelf/{pk}", 2), ("shelf?guid={guid}", 1)])
def test_a_record_by_its_guid_is_one_round_trip(toys, shelf, monkeypatch, path, trips):
    calls = []
    monkeypatch.setattr("bright.reading.rows._execute", noted(calls, "trip", rows._execute))
    with CaptureQueriesContext(connection) as by_django:
        assert toys(path.format(guid=shelf.guid, pk=shelf.pk)).status == 200
    assert (calls, len(by_django)) == (["trip"] * trips, 0)


def test_every_joint_holds_a_class_of_drf():
    assert all(issubclass(each, BaseAuthentication) for each in BrightViewSet.authentication_classes)
    assert len(BrightViewSet.authentication_classes) == 3
    assert all(issubclass(each, BasePermission) for each in BrightViewSet.permission_classes)
    assert all(issubclass(each, BaseThrottle) for each in BrightViewSet.throttle_classes)
    assert all(issubclass(each, BaseParser) for each in BrightViewSet.parser_classes)
    assert all(issubclass(each, BaseRenderer) for each in BrightViewSet.renderer_classes)
    assert all(issubclass(each, BaseFilterBackend) for each in BrightViewSet.filter_backends)
    assert issubclass(BrightViewSet.content_negotiation_class, BaseContentNegotiation)
    assert issubclass(BrightViewSet.pagination_class, BasePagination)
    assert api_settings.EXCEPTION_HANDLER is exception_handler


def test_the_running_app_uses_the_xml_and_csv_libraries(tenant, monkeypatch):
    """Each viewset has them, and an answer and a body go through the code that is inherited."""
    for viewset in router.viewsets.values():
        assert {each.__mro__[1] for each in viewset.renderer_classes} >= {XMLRenderer, CSVRenderer}
        assert {base for each in viewset.parser_classes for base in each.__mro__} >= {XMLParser, CSVParser}
    calls = []
    for base in (XMLRenderer, CSVRenderer):
        monkeypatch.setattr(base, "render", noted(calls, base, base.render))
    monkeypatch.setattr(XMLParser, "parse", noted(calls, XMLParser, XMLParser.parse))
    assert tenant.pair("stored_query/initialize.xml").status == 200
    assert tenant.pair("stored_query/initialize.csv").status == 200
    body = b"<realm-user><email>ann@example.com</email></realm-user>"
    assert tenant.pair.send("POST", "realm_user", body=body, content_type="application/xml").status == 201
    assert calls == [XMLRenderer, CSVRenderer, XMLParser]


def noted(calls: list, base: type, method):
    def call(*args, **kwargs):
        calls.append(base)
        return method(*args, **kwargs)

    return call


def test_django_finds_every_api_url():
    match = resolve("/bright/api/v2/course/yoga.json")
    assert (match.func.cls.__name__, match.kwargs) == ("CourseViewSet", {"id": "yoga", "format": "json"})
    assert match.func.actions["get"] == "retrieve"
    assert reverse("course-detail", kwargs={"id": "yoga"}) == "/bright/api/v2/course/yoga"
    assert reverse("registration-list") == "/bright/api/v2/registration"  # not the alias
    assert resolve("/bright/api/v2/registation").func.cls.__name__ == "RegistrationViewSet"
    assert resolve("/bright/api/v2/run.csv").func.actions["get"] == "run"
    assert resolve("/bright/api/v2/nonsense").func.__name__ == "path_not_found"
    with pytest.raises(Resolver404):
        resolve("/bright/api/v3/course")


def test_initial_is_overridden_in_under_ten_lines():
    source = BrightViewSet.initial.__code__
    lines = {line for _, _, line in source.co_lines() if line}
    assert max(lines) - min(lines) < 10


def test_json_text_of_a_response_is_orjsons(plain):
    assert plain("plain").text == json.dumps(plain("plain").json, separators=(",", ":"))
