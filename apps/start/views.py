"""The start page: upload a course, try the sample course, copy a curl command, watch registrations."""

from datetime import timedelta
from shlex import quote
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.db import transaction
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import conditional_page, require_GET, require_POST, require_safe

from apps.api_key.models import ApiKey
from apps.course.models import Course
from apps.realm.models import Realm
from apps.registration.models import Registration
from apps.registration.services import register
from apps.start.decorators import operator, operators_only
from apps.start.samples import SAMPLES, sample_guid
from apps.upload.models import Upload
from bright.access import Access, Scope
from bright.admin.audit import audit
from bright.errors import ProviderRefused, Unavailable
from bright.http.addresses import remote_address
from bright.text import is_storable

SHOWN_REGISTRATIONS = 20
COLUMNS = [
    "learner_id",
    "course__title",
    "complete",
    "success",
    "score",
    "totaltime",
    "launched_at",
    "provider_accessed_at",
]
CURL_KEY_LIFETIME = timedelta(days=30)
CURL_FORMATS = ("json", "csv", "xml")
VIEW_REALM = "realm.view_realm"


@require_safe
@operators_only()
def page(request: HttpRequest) -> HttpResponse:
    """Shows what the operator has the permissions for; without any, a sentence that says so."""
    may_see_realms = operator(request).has_perm(VIEW_REALM)
    realm = selected_realm(request) if may_see_realms else None
    context: dict[str, Any] = {
        "may_see_realms": may_see_realms,
        "realms": Realm.objects.order_by("pk") if may_see_realms else [],
        "realm": realm,
        "formats": CURL_FORMATS,
        "shown": SHOWN_REGISTRATIONS,
    }
    if realm:
        may_read = operator(request).has_perm("registration.view_registration")
        context |= {
            "sample": sample_course(realm),
            "registrations": recent_registrations(realm) if may_read else Registration.objects.none(),
        }
    return render(request, "start_pages/start.html", context)


@require_POST
@operators_only(VIEW_REALM, "upload.add_upload")
def upload(request: HttpRequest) -> HttpResponse:
    """Receive a package; it is imported in the background. Answers 201 with the URL of its progress."""
    realm, file = selected_realm(request), request.FILES.get("package")
    course_provider = realm.course_providers.order_by("pk").first() if realm else None
    if file is None:
        return JsonResponse({"error": "Choose a course package, a .zip file, first."}, status=400)
    if realm is None or course_provider is None:
        return JsonResponse(
            {"error": "This realm has no course provider. `bright realm create NAME` creates a realm with one."},
            status=400,
        )
    try:
        with transaction.atomic():
            received = Upload.create_from_file(
                realm=realm, course_provider=course_provider, user=operator(request), file=file
            )
            audit(request, received, "Uploaded a course on the start page.")
    except Unavailable as error:
        return JsonResponse({"error": error.message}, status=503)
    address = reverse("start-upload-progress", args=[received.pk])
    return JsonResponse({"progress_url": address, **received.progress()}, status=201)


@require_GET
@operators_only()
def upload_progress(request: HttpRequest, upload_id: int) -> HttpResponse:
    """Of one's own uploads; of others' with the permission to view them."""
    user = operator(request)
    uploads = Upload.objects.all() if user.has_perm("upload.view_upload") else Upload.objects.filter(user=user)
    return JsonResponse(get_object_or_404(uploads, pk=upload_id).progress(), headers={"Cache-Control": "no-store"})


@operators_only(VIEW_REALM, "registration.add_registration")
def try_sample(request: HttpRequest) -> HttpResponse:
    """Register the operator for the sample course, unless registered already, and redirect to the player."""
    if request.method != "POST":  # back from signing in
        return redirect("start")
    realm = selected_realm(request)
    course = sample_course(realm) if realm else None
    if course is None:
        return sample_error(request, "This realm has no sample course. Upload a course of your own instead.", 404)
    user = operator(request)
    try:
        registration, is_new = register(
            course, user.email, fname=user.first_name, lname=user.last_name, dont_duplicate=True
        )
        if is_new:
            audit(request, registration, "Registered for the sample course on the start page.")
        return HttpResponseRedirect(registration.launch(facts=launch_facts(request)))
    except ProviderRefused as refusal:
        return sample_error(request, refusal.message, 502)


@require_POST
@operators_only(VIEW_REALM, "api_key.add_apikey")
def curl(request: HttpRequest) -> HttpResponse:
    """Curl commands by format. Each request creates a new key, since only a new key's token is known."""
    realm = selected_realm(request)
    if realm is None:
        return JsonResponse({"error": "There is no realm to create a key for."}, status=400)
    with transaction.atomic():
        key, token = ApiKey.issue(realm=realm, lifetime=CURL_KEY_LIFETIME)
        audit(request, key, "Created an API key on the start page, for curl commands.")
    lines = {suffix: curl_command(token, suffix, operator(request).email) for suffix in CURL_FORMATS}
    return JsonResponse({"lines": lines}, status=201, headers={"Cache-Control": "no-store"})


@require_safe
@operators_only(VIEW_REALM, "registration.view_registration")
@conditional_page
def registrations(request: HttpRequest) -> HttpResponse:
    """The rows of the table as HTML. The page polls this, so it answers 304 while nothing has changed."""
    realm = selected_realm(request)
    rows = recent_registrations(realm) if realm else Registration.objects.none()
    response = render(request, "start_pages/registrations.html", {"registrations": rows})
    response.headers["Cache-Control"] = "private, no-cache"
    return response


def launch_facts(request: HttpRequest) -> dict[str, str]:
    """What the launch history records of this request."""
    agent = request.META.get("HTTP_USER_AGENT", "")[:500]
    return {"launch_source": "start page", "http_user_agent": agent, "remote_addr": remote_address(request.META)}


def sample_error(request: HttpRequest, message: str, status: int) -> HttpResponse:
    return render(request, "start_pages/sample_error.html", {"message": message}, status=status)


def selected_realm(request: HttpRequest) -> Realm | None:
    """The realm whose guid is in the parameter `realm`, or else the oldest. None if there is no such realm."""
    realms = Realm.objects.order_by("pk")
    guid = request.GET.get("realm") or request.POST.get("realm")
    if guid and not is_storable(guid):
        return None
    return (realms.filter(realm_guid=guid) if guid else realms).first()


def access_to(realm: Realm) -> Access:
    """An operator sees a realm as the holder of its secret key does."""
    return Access(Scope.REALM_PAIR, realm.pk)


def sample_course(realm: Realm) -> Course | None:
    guids = [sample_guid(name) for name in SAMPLES]
    return Course.objects.visible_to(access_to(realm)).filter(course_guid__in=guids).order_by("pk").first()


def recent_registrations(realm: Realm) -> QuerySet[Registration]:
    """The newest registrations first, by id: the order that is indexed, so that it is fast in large realms, too."""
    newest = Registration.objects.visible_to(access_to(realm)).order_by("-pk").values("pk")[:SHOWN_REGISTRATIONS]
    rows = Registration.objects.filter(pk__in=newest).select_related("course").order_by("-pk")
    return rows.only(*COLUMNS).annotate(launch_count=Count("launches"))


def curl_command(token: str, suffix: str, email: str) -> str:
    """A command that asks for the registrations of the learner `email`."""
    address = f"{settings.BRIGHT_BASE_URL}/bright/api/v2/registration.{suffix}?{urlencode({'learner_id': email})}"
    return f"curl -H {quote(f'Authorization: Bearer {token}')} {quote(address)}"
