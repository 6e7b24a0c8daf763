from rest_framework import serializers

from bright.rest.routers import ACTION_WORDS


class CourseSerializer(serializers.Serializer):
    course_guid = serializers.CharField(
        required=False, max_length=250, help_text="generated if not given; never changes"
    )
    title = serializers.CharField(required=False, max_length=1000, help_text="used instead of the title in the package")
    custom = serializers.CharField(
        required=False, allow_blank=True, trim_whitespace=False, help_text="any text, stored byte for byte"
    )

    def validate_course_guid(self, guid: str) -> str:
        if guid in ACTION_WORDS or any(not letter.isprintable() for letter in guid):
            raise serializers.ValidationError("This can't be the guid of a course.")
        return guid
