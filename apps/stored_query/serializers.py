from rest_framework import serializers

from apps.stored_query import declared
from apps.stored_query.models import Level
from apps.stored_query.statement import LONGEST
from bright.rest.serializers import NamedSerializer


class StoredQuerySerializer(NamedSerializer):
    name = serializers.CharField(max_length=200, help_text="unique in the realm, or in its course provider")
    sql = serializers.CharField(
        max_length=LONGEST, help_text="one SELECT over the documented views; tried out before it is kept"
    )
    description = serializers.CharField(required=False, allow_blank=True, help_text="for those who choose it")
    parameters = serializers.CharField(
        required=False,
        allow_blank=True,
        help_text='JSON: [{"name": "since", "type": "datetime", "description": "…"}]; types text, integer, float,'
        " boolean, datetime",
    )
    level = serializers.ChoiceField(Level.choices, required=False, help_text="who may run it; realm if nothing is said")
    course_provider_id = serializers.IntegerField(
        required=False, min_value=1, max_value=2**63 - 1, help_text="makes it this course provider's own"
    )

    def validate_parameters(self, text: str) -> str:
        try:
            return declared.written(declared.read(text))
        except ValueError as error:
            raise serializers.ValidationError(str(error)) from None
