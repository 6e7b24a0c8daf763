"""What the commands do. Import it only after django.setup(). Refusals are raised as OperatorError."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Count, Q

from apps.course.services import import_course
from apps.course_provider import services
from apps.course_provider.models import CourseProvider
from apps.course_provider.provider import ProviderError
from apps.realm.models import Realm
from apps.request_log.models import RequestLog
from apps.user import second_factor
from apps.user.models import User
from apps.user.sign_in import sign_in_url
from bright.errors import Unavailable
from server.errors import OperatorError

REQUESTS_SHOWN = 20


def create_realm(name: str) -> dict[str, Any]:
    """The new realm's ids and secrets."""
    try:
        return services.create_realm(name)
    except ValidationError as error:
        raise OperatorError(error.messages[0]) from None


def list_realms() -> list[dict[str, Any]]:
    """All realms in order of name, with their numbers of courses."""
    realms = Realm.objects.annotate(course_count=Count("courses", filter=Q(courses__deleted_at=None))).order_by("name")
    return [{"realm_guid": realm.realm_guid, "name": realm.name, "courses": realm.course_count} for realm in realms]


def rotate_realm_secret(name: str) -> dict[str, Any]:
    """The realm's guid and its new secret key."""
    realm = _realm_named(name)
    return {"realm_guid": realm.realm_guid, "realm_secret_key": realm.rotate_secret()}


def logged_requests(request_id: str) -> list[dict[str, Any]]:
    """The newest requests with this id, newest first. A client may send the same id several times."""
    fields = ("at", "status", "reason", "method", "path", "query", "access", "realm_id", "remote_addr", "milliseconds")
    rows = RequestLog.objects.filter(request_id=request_id).order_by("-id").values(*fields)[:REQUESTS_SHOWN]
    if not rows:
        raise OperatorError(
            f"The request log has no request {request_id!r}: it keeps refusals for 30 days, and a sample of the rest."
        )
    return [{**row, "at": f"{row['at']:%Y-%m-%dT%H:%M:%SZ}"} for row in rows]


def reset_second_factor(email: str) -> dict[str, Any]:
    """Delete an operator's second factor; the result says whether there was one."""
    operator = _operator(email)
    return {"email": operator.email, "had_second_factor": second_factor.reset(operator.email)}


def sign_in_link(email: str) -> dict[str, Any]:
    """A new link that signs an operator in once, without a password. The links made before stay valid until one is
    used.
    """
    operator = _operator(email)
    if not operator.is_active:
        raise OperatorError(f"{operator.email} is not active: activate this operator in the console.")
    return {"email": operator.email, "sign_in_link": sign_in_url(operator)}


def _operator(email: str) -> User:
    try:
        user = User.objects.get_by_natural_key(email)
    except User.DoesNotExist:
        user = None
    if user is None or not user.is_staff:
        raise OperatorError(f"There is no operator {email!r}: see the list of people in the console.")
    return user


def import_package(
    file: Path, realm_name: str, course_guid: str | None, on_progress: Callable[[str, int, int], None]
) -> dict[str, Any]:
    """Import a package into the realm's first course provider. `on_progress` takes (step, done, total)."""
    if not file.is_file():
        raise OperatorError(f"There is no file {file}: check the path.")
    provider = _provider_of(realm_name)
    try:
        course = import_course(provider, file, course_guid=course_guid, on_progress=on_progress)
    except (ProviderError, Unavailable) as error:
        raise OperatorError(error.message) from None
    version = course.latest_version()
    assert version, "an import creates one"
    return {
        "course_guid": course.course_guid,
        "title": course.title,
        "standard": version.standard,
        "warnings": version.warnings,
    }


def _provider_of(realm_name: str) -> CourseProvider:
    realm = _realm_named(realm_name)
    provider = realm.course_providers.order_by("pk").first()
    if provider is None:
        raise OperatorError(f"The realm {realm_name!r} has no course provider: add one in the console.")
    return provider


def _realm_named(name: str) -> Realm:
    realm = Realm.objects.filter(name=name).first()
    if realm is None:
        raise OperatorError(
            f"There is no realm named {name!r}: see `bright realm list`, or create it with `bright realm create`."
        )
    return realm
