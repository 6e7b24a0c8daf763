"""The front door of the app host: the API's resources (config.doors.ApiDoor serves them), admin, start page, health."""

from django.contrib import admin
from django.urls import include, path

from apps.api_key.views import ApiKeyViewSet
from apps.course.views import CourseViewSet
from apps.course_provider.views import CourseProviderViewSet
from apps.launch_history.views import LaunchHistoryViewSet
from apps.realm_user.views import RealmUserViewSet
from apps.registration.views import RegistrationViewSet
from apps.template.views import TemplateViewSet
from apps.user.sign_in import sign_in
from bright.api import BrightRouter
from config import health

router = BrightRouter()
router.register("api_key", ApiKeyViewSet)
router.register("course", CourseViewSet)
router.register("course_provider", CourseProviderViewSet)
router.register("launch_history", LaunchHistoryViewSet)
router.register("realm_user", RealmUserViewSet)
router.register("registration", RegistrationViewSet, "registation")  # the seed's slip is kept as an alias
router.register("template", TemplateViewSet)

urlpatterns = [
    path("livez", health.livez),
    path("healthz", health.healthz),
    path("admin/", admin.site.urls),
    path("sign-in/<int:user_id>/<str:token>/", sign_in, name="sign-in"),
    path("", include("apps.start.urls")),
]
