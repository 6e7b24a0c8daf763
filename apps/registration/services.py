"""Putting a learner on a course."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from apps.course.models import Course
from apps.course_provider.provider import ProviderError
from apps.realm_user.models import RealmUser
from apps.registration.models import Registration, new_registration_guid

BATCH = 1000  # rows of one INSERT


@dataclass(frozen=True)
class Claim:
    """A learner to be put on a course; `learner_id` is the address as it was sent."""

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
    """The learner's registration to the course, and whether it is new.

    The claim is committed before the provider is asked, and no lock is held across that call: with `dont_duplicate`
    a unique key lets exactly one of any number of callers make it. Raises ProviderError; what was made is then
    deleted again, with the provider's words kept on it.
    """
    if dont_duplicate:
        known = Registration.objects.active_of(course, learner_id).order_by("-pk").first()
        if known is not None:
            return known, False
    guid = _there(course, learner_id) if check_provider else None
    registration, is_new = _claim(course, learner_id, guid, dont_duplicate, fname=fname, lname=lname, custom=custom)
    if is_new:
        _initialize(registration)
    if guid is not None:
        registration.crawl()
    return registration, is_new


def _there(course: Course, learner_id: str) -> str | None:
    """The provider's own guid of the learner's registration; None if it has none, or one that has ended here."""
    guid = course.course_provider.connect().find_registration(course.course_guid, learner_id)
    known = Registration.objects.filter(course_provider=course.course_provider, registration_guid=guid)
    return None if known.exclude(active=True, deleted=None).exists() else guid


@transaction.atomic
def _claim(course: Course, learner_id: str, guid: str | None, once: bool, **values: Any) -> tuple[Registration, bool]:
    """The row, and whether it is new. `guid`: the provider's own, if it has such a registration already."""
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
        key = {"dedup_key": f"{course.pk}:{learner_id.lower()}"}
    else:
        key = {"course_provider": provider, "registration_guid": values["registration_guid"]}
    registration, is_new = Registration.objects.get_or_create(**key, defaults=values)
    if is_new:
        Course.objects.count_registrations(course.pk, 1)
    return registration, is_new


@transaction.atomic
def claim_many(claims: Sequence[Claim]) -> list[Registration]:
    """New registrations, in the order of the claims. No provider is asked: the caller, or a launch, initialises them.

    The courses' rows are locked last, in the order of their ids, as everywhere.
    """
    courses = {claim.course.pk: claim.course for claim in claims}
    versions = {pk: course.latest_version() for pk, course in courses.items()}
    made = Registration.objects.bulk_create(
        [
            Registration(
                realm_id=claim.course.realm_id,
                course_provider_id=claim.course.course_provider_id,
                course=claim.course,
                course_version=versions[claim.course.pk],
                realm_user_id=claim.realm_user_id,
                learner_id=claim.learner_id,
                registration_guid=claim.registration_guid,
            )
            for claim in claims
        ],
        batch_size=BATCH,
    )
    for course_id, count in sorted(Counter(claim.course.pk for claim in claims).items()):
        Course.objects.count_registrations(course_id, count)
    return made


def _initialize(registration: Registration) -> None:
    try:
        registration.initialize()
    except ProviderError:
        registration.delete_softly()
        raise
