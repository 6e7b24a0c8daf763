from rest_framework import serializers

from bright.rest.routers import ACTION_WORDS


class CourseSerializer(serializers.Serializer):
    course_guid = serializers.CharField(required=False, max_length=250, help_text="drawn if not given; it stays")
    title = serializers.CharField(required=False, max_length=1000, help_text="instead of the one in the package")
    custom = serializers.CharField(
        required=False, allow_blank=True, trim_whitespace=False, help_text="any text, kept byte for byte"
    )

    def validate_course_guid(self, guid: str) -> str:
        if guid in ACTION_WORDS or any(not letter.isprintable() for letter in guid):
            raise serializers.ValidationError("This can't name a course.")
        return guid
