from rest_framework import serializers

from apps.stored_query import query_parameters
from apps.stored_query.models import Level
from apps.stored_query.parsing import MAX_LENGTH
from bright.rest.serializers import NamedSerializer


class StoredQuerySerializer(NamedSerializer):
    name = serializers.CharField(max_length=200, help_text="unique within the realm, or within its course provider")
    sql = serializers.CharField(
        max_length=MAX_LENGTH, help_text="one SELECT over the documented views; checked before it is stored"
    )
    description = serializers.CharField(required=False, allow_blank=True, help_text="what the query is for")
    parameters = serializers.CharField(
        required=False,
        allow_blank=True,
        help_text='JSON: [{"name": "since", "type": "datetime", "description": "…"}]; types text, email, integer,'
        " float, boolean, datetime",
    )
    level = serializers.ChoiceField(Level.choices, required=False, help_text="who may run it; realm by default")
    course_provider_id = serializers.IntegerField(
        required=False, min_value=1, max_value=2**63 - 1, help_text="makes it a query of this course provider"
    )

    def validate_parameters(self, text: str) -> str:
        try:
            return query_parameters.serialize(query_parameters.parse(text))
        except ValueError as error:
            raise serializers.ValidationError(str(error)) from None
