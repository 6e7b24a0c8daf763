"""Registering learners."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from apps.course.models import Course
from apps.course_provider.provider import ProviderError
from apps.realm_user.models import RealmUser
from apps.registration.models import Registration, new_registration_guid
from bright.email_addresses import normalized_email

BATCH = 1000  # rows of one INSERT


@dataclass(frozen=True)
class NewRegistration:
    """What a registration is created from; `learner_id` is the e-mail address as the client sent it."""

    course: Course
    learner_id: str
    realm_user_id: int
    registration_guid: str


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
    """Register a learner to the course; return the registration and whether it is new.

    `dont_duplicate`: return the newest active registration, if there is one. `check_provider`: take over the one that
    the provider already has, if any. The row is committed before the provider is called, and no lock is held during
    that call: with `dont_duplicate` a unique key lets only one of several concurrent callers create it.
    Raises ProviderError; the new row is then soft-deleted again, with the provider's error on it.
    """
    if dont_duplicate:
        existing = Registration.objects.active_of(course, learner_id).order_by("-pk").first()
        if existing is not None:
            return existing, False
    guid = _existing_guid(course, learner_id) if check_provider else None
    registration, is_new = _create_row(
        course, learner_id, guid, dont_duplicate, fname=fname, lname=lname, custom=custom
    )
    if is_new:
        _initialize(registration)
    if guid is not None:
        registration.crawl()
    return registration, is_new


def _existing_guid(course: Course, learner_id: str) -> str | None:
    """The guid of the learner's registration at the provider; None if it has none, or one that has ended here."""
    guid = course.course_provider.connect().find_registration(course.course_guid, learner_id)
    known = Registration.objects.filter(course_provider=course.course_provider, registration_guid=guid)
    return None if known.exclude(active=True, deleted=None).exists() else guid


@transaction.atomic
def _create_row(
    course: Course, learner_id: str, guid: str | None, once: bool, **values: Any
) -> tuple[Registration, bool]:
    """The row, and whether it is new. `guid`: of the registration that the provider already has, if any."""
    provider = course.course_provider
    values |= {
        "realm_id": course.realm_id,
        "course_provider": provider,
        "course": course,
        "course_version": course.latest_version(),
        "realm_user": RealmUser.objects.get_or_create_by_email(course.realm_id, learner_id)[0],
        "learner_id": learner_id,
        "registration_guid": guid or new_registration_guid(course),
    }
    key: dict[str, Any]
    if once:
        key = {"dedup_key": f"{course.pk}:{normalized_email(learner_id)}"}
    else:
        key = {"course_provider": provider, "registration_guid": values["registration_guid"]}
    registration, is_new = Registration.objects.get_or_create(**key, defaults=values)
    if is_new:
        Course.objects.adjust_registration_count(course.pk, 1)
    return registration, is_new


@transaction.atomic
def create_registrations(new: Sequence[NewRegistration]) -> list[Registration]:
    """Create registrations, in the given order. No provider is called: the caller, or a launch, initializes them.

    The courses' rows are locked last and by ascending id, as everywhere.
    """
    courses = {one.course.pk: one.course for one in new}
    versions = {pk: course.latest_version() for pk, course in courses.items()}
    created = Registration.objects.bulk_create(
        [
            Registration(
                realm_id=one.course.realm_id,
                course_provider_id=one.course.course_provider_id,
                course=one.course,
                course_version=versions[one.course.pk],
                realm_user_id=one.realm_user_id,
                learner_id=one.learner_id,
                registration_guid=one.registration_guid,
            )
            for one in new
        ],
        batch_size=BATCH,
    )
    for course_id, count in sorted(Counter(one.course.pk for one in new).items()):
        Course.objects.adjust_registration_count(course_id, count)
    return created


def _initialize(registration: Registration) -> None:
    try:
        registration.initialize()
    except ProviderError:
        registration.soft_delete()
        raise
