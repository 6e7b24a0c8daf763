"""No field, filter, parameter, action or status is left out of the reference."""

import pytest
from rest_framework import serializers
from rest_framework.decorators import action

from bright.access import Scope
from bright.forms.parameters import Parameter
from bright.openapi import words
from bright.openapi.collecting import collect
from bright.reading.documents import Document, Text
from bright.rest.routers import BrightRouter
from bright.rest.viewsets import BrightViewSet
from config.urls import router
from tests.framework.toys import Shelf
from tests.reference.undocumented import framework_parameters, statuses_without_words, undocumented


def test_every_room_is_documented():
    assert undocumented(router) == []


def test_every_filter_is_a_parameter_of_the_index():
    for name, entry in collect(router).items():
        index = next((operation for operation in entry.operations if operation.action == "list"), None)
        filters = {filter for field in entry.fields for filter in field.filters}
        assert filters <= set(index.controls if index else ()), name
        declared = {name for name, field in entry.document.fields.items() if field.filter}
        assert {filter for filter in filters if not filter.endswith("_re")} == declared


def test_every_parameter_that_the_framework_reads_is_described():
    operations = [operation for entry in collect(router).values() for operation in entry.operations]
    said = {name for operation in operations for name in (*operation.controls, *operation.takes)}
    assert framework_parameters() - said == set()
    assert len(framework_parameters()) >= 9


def test_every_error_has_its_status_described():
    assert statuses_without_words() == []


def test_every_action_that_is_admitted_is_described():
    for name, entry in collect(router).items():
        said = {operation.action for operation in entry.operations}
        assert router.viewsets[name].required_scopes.keys() <= said


def test_bad_input_is_told_for_every_parameter():
    for entry in collect(router).values():
        for operation in entry.operations:
            for name, asked in {**operation.takes, **operation.controls}.items():
                assert words.bad_input(name, asked)


class ToyDocument(Document):
    element = "toy"
    model = Shelf
    id = Text()
    colour = Text()


class ToySerializer(serializers.Serializer):
    size = serializers.CharField()


class Silent(BrightViewSet):
    """Leaves out all that can be left out."""

    document = ToyDocument
    serializer_class = ToySerializer
    required_scopes = {"create": Scope.REALM, "paint": Scope.REALM}
    action_parameters = {"paint": {"twice": "paint two coats"}}

    @action(detail=False)
    def paint(self, request):
        self.parameters.text("brush")
        self.parameters.flag("twice")
        return self.respond_with_values(418, ok="t")


class Spoken(Silent):
    """Says all of it."""

    class document(ToyDocument):
        element = "toy"
        id = Text()
        colour = Text(help="of the paint")

    class serializer_class(serializers.Serializer):
        size = serializers.CharField(help_text="in millimetres")

    action_parameters = {
        "paint": {"twice": Parameter("true: two coats", "boolean"), "brush": "which one"},
    }
    action_statuses = {"paint": {418: "There is no paint."}}

    @action(detail=False)
    def paint(self, request):
        """Paint all toys."""
        return self.respond_with_values(418, ok="t", brush=self.parameters.text("brush"))


@pytest.mark.parametrize(
    "missing",
    [
        "toy: the field colour has no help",
        "toy: the action paint has no docstring",
        "toy: the parameter size of create has no help",
        "toy: the parameter brush is read and nowhere described",
        "toy: the parameter twice is described as {'text'}, and read as flag",
        "toy: the status 418 is nowhere described",
    ],
)
def test_what_is_left_out_is_found(missing):
    toys = BrightRouter()
    toys.register("toy", Silent)
    assert missing in undocumented(toys)


def test_what_is_said_is_not_found_missing():
    toys = BrightRouter()
    toys.register("toy", Spoken)
    assert undocumented(toys) == []
