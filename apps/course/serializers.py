from rest_framework import serializers

from bright.api.routers import ACTION_WORDS


class CourseSerializer(serializers.Serializer):
    course_guid = serializers.CharField(required=False, max_length=250)
    title = serializers.CharField(required=False, max_length=1000)
    custom = serializers.CharField(required=False, allow_blank=True, trim_whitespace=False)

    def validate_course_guid(self, guid: str) -> str:
        if guid in ACTION_WORDS or any(not letter.isprintable() for letter in guid):
            raise serializers.ValidationError("This can't name a course.")
        return guid
