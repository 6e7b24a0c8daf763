"""Putting a learner on a course."""

from typing import Any

from django.db import transaction

from apps.course.models import Course
from apps.course_provider.provider import ProviderError
from apps.realm_user.models import RealmUser
from apps.registration.models import Registration, new_registration_guid


def register(
    course: Course,
    learner_id: str,
    *,
    fname: str = "",
    lname: str = "",
    custom: str | None = None,
    dont_duplicate: bool = False,
    check_provider: bool = False,
) -> tuple[Registration, bool]:
    """The learner's registration to the course, and whether it is new.

    The claim is committed before the provider is asked, and no lock is held across that call: with `dont_duplicate`
    a unique key lets exactly one of any number of callers make it. Raises ProviderError; what was made is then
    deleted again, with the provider's words kept on it.
    """
    if dont_duplicate:
        known = Registration.objects.active_of(course, learner_id).order_by("-pk").first()
        if known is not None:
            return known, False
    guid = (
        course.course_provider.connect().find_registration(course.course_guid, learner_id) if check_provider else None
    )
    registration, is_new = _claim(course, learner_id, guid, dont_duplicate, fname=fname, lname=lname, custom=custom)
    if is_new:
        _initialize(registration)
    if guid is not None:
        registration.crawl()
    return registration, is_new


@transaction.atomic
def _claim(course: Course, learner_id: str, guid: str | None, once: bool, **values: Any) -> tuple[Registration, bool]:
    """The row, and whether it is new. `guid`: the provider's own, if it has such a registration already."""
    provider = course.course_provider
    values |= {
        "realm_id": course.realm_id,
        "course_provider": provider,
        "course": course,
        "course_version": course.latest_version(),
        "realm_user": RealmUser.objects.member(course.realm_id, learner_id),
        "learner_id": learner_id,
        "registration_guid": guid or new_registration_guid(course),
    }
    key: dict[str, Any]
    if once:
        key = {"dedup_key": f"{course.pk}:{learner_id.lower()}"}
    else:
        key = {"course_provider": provider, "registration_guid": values["registration_guid"]}
    registration, is_new = Registration.objects.get_or_create(**key, defaults=values)
    if is_new:
        Course.objects.count_registrations(course.pk, 1)
    return registration, is_new


def _initialize(registration: Registration) -> None:
    try:
        registration.initialize()
    except ProviderError:
        registration.delete_softly()
        raise
