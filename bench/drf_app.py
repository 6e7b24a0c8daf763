"""The same resource as in a DRF tutorial: ModelViewSet, ModelSerializer, renderers by suffix."""

from typing import Any

from django.http import HttpResponse
from django.urls import include, path
from rest_framework import serializers
from rest_framework.authentication import BaseAuthentication
from rest_framework.routers import DefaultRouter
from rest_framework.viewsets import ModelViewSet

from apps.realm.models import Realm
from apps.registration.documents import RegistrationDocument
from apps.registration.models import Registration
from apps.user.models import User
from bright.secrets import keyed_hashes


class RealmPair(BaseAuthentication):
    def authenticate(self, request: Any) -> tuple[User, Realm] | None:
        given = request.query_params
        realm = Realm.objects.filter(
            realm_guid=given.get("realm_guid"), secret_hash__in=keyed_hashes(given.get("realm_secret_key", ""))
        ).first()
        return (User(), realm) if realm else None


class RegistrationSerializer(serializers.ModelSerializer):
    course_guid = serializers.CharField(source="course.course_guid")
    scorm_cloud_app_id = serializers.IntegerField(source="course_provider_id")
    scorm_cloud_course_id = serializers.IntegerField(source="course_id")

    class Meta:
        model = Registration
        fields = list(RegistrationDocument.fields)


class RegistrationViewSet(ModelViewSet):
    authentication_classes = [RealmPair]
    serializer_class = RegistrationSerializer

    def get_queryset(self) -> Any:
        given = self.request.query_params
        rows = Registration.objects.filter(realm=self.request.auth, deleted=None, course__deleted_at=None)
        rows = rows.select_related("course").order_by("pk")
        if "learner_id" in given:
            rows = rows.filter(learner_email=given["learner_id"].lower())
        if "course_guid" in given:
            rows = rows.filter(course__course_guid=given["course_guid"])
        if "after" in given:
            rows = rows.filter(pk__gt=int(given["after"]))
        return rows.order_by("-pk")[:1] if given.get("last_only") == "t" else rows


router = DefaultRouter(trailing_slash=False)
router.register("registration", RegistrationViewSet, basename="registration")

urlpatterns = [
    path("bright/api/v2/", include(router.urls)),
    path("livez", lambda request: HttpResponse("")),
]
