"""The URLs of the app host: the API, the console, signing in, the start page, health."""

from django.contrib import admin
from django.urls import include, path

from apps.api_key.viewsets import ApiKeyViewSet
from apps.course.viewsets import CourseViewSet
from apps.course_provider.viewsets import CourseProviderViewSet
from apps.customer.viewsets import CustomerViewSet
from apps.invitation.viewsets import InvitationViewSet
from apps.launch_history.viewsets import LaunchHistoryViewSet
from apps.realm_user.viewsets import RealmUserViewSet
from apps.registration.viewsets import RegistrationViewSet
from apps.start import docs
from apps.stored_query.viewsets import StoredQueryViewSet
from apps.template.viewsets import TemplateViewSet
from apps.user.sign_in import sign_in
from bright.rest.routers import BrightRouter
from config import error_pages, health

API = "bright/api/v2/"

router = BrightRouter()  # the most frequent first: a path is compared with one prefix after another
router.register("registration", RegistrationViewSet)
router.register("course", CourseViewSet)
router.register("api_key", ApiKeyViewSet)
router.register("course_provider", CourseProviderViewSet)
router.register("customer", CustomerViewSet)
router.register("invitation", InvitationViewSet)
router.register("launch_history", LaunchHistoryViewSet)
router.register("realm_user", RealmUserViewSet)
router.register("stored_query", StoredQueryViewSet)
router.register("template", TemplateViewSet)
router.alias("registation", "registration")  # a misspelling in the specification
router.shorten("run", "stored_query", "run")  # docs/contract/urls-and-verbs.md, "Resources"
router.shorten("initialize", "stored_query", "initialize")

urlpatterns = [
    path(API, include(router.urls)),  # first, since most requests are for it
    path("livez", health.livez),
    path("healthz", health.healthz, name="healthz"),
    path("admin/", admin.site.urls),
    path("sign-in/<int:user_id>/<str:token>/", sign_in, name="sign-in"),
    path("", include("apps.user.second_factor_pages")),
    path("", include("apps.embedder.urls")),
    path("", include("apps.start.urls")),
    *docs.paths(router, f"/{API}"),
]

handler400, handler403 = error_pages.bad_request, error_pages.permission_denied
handler404, handler500 = error_pages.not_found, error_pages.server_error
