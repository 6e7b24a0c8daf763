"""A learner on a course: results, launches."""

import secrets
from collections import defaultdict
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils import timezone

from apps.course.models import Course, CourseVersion
from apps.course_provider.models import CourseProvider
from apps.course_provider.provider import LaunchLink, Learner, ProviderError, RegistrationResult
from apps.outbox.models import enqueue_many
from apps.realm.models import Realm
from apps.realm_user.models import RealmUser
from bright.access import Access
from bright.errors import NotFound
from bright.models import HasCustom, OfRealm, Record

ENDING_TASK = "apps.registration.tasks.end_launches"
COMPLETE = ("complete", "incomplete", "unknown")
SUCCESS = ("passed", "failed", "unknown")


def words(names: tuple[str, ...]) -> list[tuple[str, str]]:
    return [(name, name) for name in names]


class RegistrationQuerySet(OfRealm):
    def visible_to(self, access: Access) -> "RegistrationQuerySet":
        rows = super().visible_to(access).filter(deleted=None, course__deleted_at=None)
        return rows.filter(learner_email=access.email) if access.is_bound_to_user else rows

    def newest(self) -> "RegistrationQuerySet":
        """The one made last: `last_only=t`."""
        return self.order_by("-pk")[:1]

    def active_of(self, course: Course, learner_id: str) -> "RegistrationQuerySet":
        mine = self.filter(realm_id=course.realm_id, course=course, learner_email=learner_id.lower())
        return mine.filter(deleted=None, active=True)

    def deactivate(self) -> None:
        """As `Registration.deactivate`, for many."""
        pks = list(self.values_list("pk", flat=True))
        mine = Registration.objects.filter(pk__in=pks)
        with transaction.atomic():
            mine.update(active=False, dedup_key=None, updated_at=timezone.now())
            mine.end_launches()

    def activate(self) -> None:
        self.update(active=True, updated_at=timezone.now())

    def end_launches(self) -> None:
        """Launches that were given out end. In our own database at once; elsewhere by promises, since no transaction
        waits for another server."""
        launched: defaultdict[int, dict[int, str]] = defaultdict(dict)
        rows = self.exclude(launched_at=None).values_list("course_provider_id", "pk", "registration_guid")
        for provider_id, pk, guid in rows:
            launched[provider_id][pk] = guid
        for row in CourseProvider.objects.filter(pk__in=launched):
            provider, guids = row.connect(), launched[row.pk]
            if provider.keeps_launches_here:
                provider.unregister_many(list(guids.values()))
            else:
                enqueue_many(ENDING_TASK, ([pk] for pk in guids))

    def launched_since_crawl(self) -> "RegistrationQuerySet":
        return self.filter(Q(last_crawled_at=None) | Q(launched_at__gt=F("last_crawled_at"))).exclude(launched_at=None)


class Registration(Record, HasCustom):
    realm = models.ForeignKey(Realm, models.PROTECT, related_name="registrations", db_index=False)
    course_provider = models.ForeignKey(CourseProvider, models.PROTECT, related_name="registrations", db_index=False)
    course = models.ForeignKey(Course, models.PROTECT, related_name="registrations", db_index=False)
    course_version = models.ForeignKey(CourseVersion, models.PROTECT, null=True, related_name="+", db_index=False)
    realm_user = models.ForeignKey(RealmUser, models.SET_NULL, null=True, related_name="registrations")
    registration_guid = models.CharField(max_length=300)
    learner_id = models.CharField(max_length=320)  # an e-mail address, as it was sent
    learner_email = models.GeneratedField(
        expression=Lower("learner_id"), output_field=models.CharField(max_length=320), db_persist=True
    )
    fname = models.CharField(max_length=200, blank=True)
    lname = models.CharField(max_length=200, blank=True)
    active = models.BooleanField(default=True)  # False: can't be launched
    ignore = models.BooleanField(default=False)  # True: no provider touches the result any more
    deleted = models.PositiveSmallIntegerField(null=True, blank=True)  # null or 1, as the seed has it
    externally_initialized = models.BooleanField(default=False)  # the provider knows it
    # Set with dont_duplicate=t only, and cleared when the registration ends: one active one for a learner and course.
    dedup_key = models.CharField(max_length=350, null=True, unique=True, editable=False)

    complete = models.CharField(max_length=10, choices=words(COMPLETE), default="unknown")
    success = models.CharField(max_length=9, choices=words(SUCCESS), default="unknown")
    score = models.FloatField(null=True, blank=True)  # 0 to 100
    totaltime = models.FloatField(default=0.0)  # seconds
    attempts = models.PositiveIntegerField(default=0)
    course_result = models.TextField(null=True, blank=True)
    full_result = models.TextField(null=True, blank=True)
    launched_at = models.DateTimeField(null=True, blank=True)
    provider_created_at = models.DateTimeField(null=True, blank=True)
    provider_accessed_at = models.DateTimeField(null=True, blank=True)
    provider_completed_at = models.DateTimeField(null=True, blank=True)
    provider_errcode = models.CharField(max_length=50, null=True, blank=True)
    provider_error_message = models.TextField(null=True, blank=True)

    crawl_type = models.CharField(max_length=10, default="course")
    crawl_status = models.CharField(max_length=20, null=True, blank=True)  # success, error
    crawl_error_msg = models.TextField(null=True, blank=True)
    number_of_crawl_errors = models.PositiveIntegerField(default=0)
    last_crawled_at = models.DateTimeField(null=True, blank=True)
    next_crawl_at = models.DateTimeField(null=True, blank=True)

    objects = RegistrationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["course_provider", "registration_guid"], name="registration_guid_once")
        ]
        indexes = [
            models.Index(fields=["realm", "registration_guid"], name="registration_by_guid"),
            models.Index(fields=["realm", "learner_email", "course", "-id"], name="registration_of_learner"),
            models.Index(fields=["course", "id"], name="registration_of_course"),
            models.Index(fields=["realm", "id"], name="registration_of_realm"),
            models.Index(
                fields=["next_crawl_at", "id"],
                name="registration_due",
                condition=Q(deleted=None, next_crawl_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.registration_guid

    # --- Mutators

    def initialize(self) -> None:
        """Make the registration at its provider, unless it is there. Raises ProviderError, which it keeps."""
        if self.externally_initialized:
            return
        learner = Learner(self.learner_id, self.fname, self.lname)
        try:
            self.course_provider.connect().register(self.registration_guid, self.course.course_guid, learner)
        except ProviderError as error:
            self._set(provider_errcode=error.code, provider_error_message=error.message)
            raise
        self._set(externally_initialized=True, provider_created_at=self.provider_created_at or timezone.now())

    def launch(self, *, redirect_url: str = "", review: bool = False, facts: dict[str, Any] | None = None) -> str:
        """Prepare one launch and its history row; the URL for the browser. NotFound unless it may be launched."""
        if not self.active or self.deleted:
            raise NotFound("the registration is inactive or deleted")
        self.initialize()
        provider = self.course_provider.connect()
        ready: LaunchLink = provider.launch(self.registration_guid, redirect_url=redirect_url, review=review)
        with transaction.atomic():
            now = timezone.now()
            rows = Registration.objects.filter(pk=self.pk, active=True, deleted=None)
            still_open = rows.filter(course__deleted_at=None)
            if not still_open.update(launched_at=now, updated_at=now):
                raise NotFound("the registration was ended meanwhile")  # and nobody knows the URL
            self.launched_at = now
            self.launches.create(review=review, provider_reference=ready.reference, **(facts or {}))
        return ready.url

    def crawl(self) -> None:
        """Ask the provider what is known now, and take it in. A failure keeps the old result and is written down."""
        if self.ignore:
            return
        try:
            result = self.course_provider.connect().result(self.registration_guid)
        except ProviderError as error:
            self._note_crawl_error(error)
        else:
            self.absorb(result)

    def absorb(self, result: RegistrationResult) -> None:
        """The one way in for results, whoever the provider is."""
        self._set_unless_ignored(
            complete=result.complete,
            success=result.success,
            score=result.score,
            totaltime=result.totaltime,
            attempts=result.attempts,
            course_result=result.course_result,
            full_result=result.full_result,
            provider_created_at=result.created_at or self.provider_created_at,
            provider_accessed_at=result.accessed_at,
            provider_completed_at=result.completed_at,
            provider_errcode=None,
            provider_error_message=None,
            crawl_status="success",
            crawl_error_msg=None,
            number_of_crawl_errors=0,
            last_crawled_at=timezone.now(),
        )

    def reset(self) -> None:
        """Begin anew at the provider and take that in, a repair by hand included. ProviderError; NotSupported."""
        self.course_provider.connect().reset(self.registration_guid)
        self._set(ignore=False)
        self.crawl()

    def deactivate(self) -> None:
        """Can't be launched any more, nor played by a URL that was given out; stays in reports."""
        self.amend(active=False)

    def activate(self) -> None:
        self._set(active=True)

    def amend(self, **values: Any) -> None:
        """Set what a client may set (bright-v2.md 1)."""
        ends = values.get("active") is False
        with transaction.atomic():
            self._set(**values, **({"dedup_key": None} if ends else {}))
            if ends:
                Registration.objects.filter(pk=self.pk).end_launches()

    def delete_softly(self) -> None:
        """Gone everywhere but in the admin, where it can be undone."""
        with transaction.atomic():
            if Registration.objects.filter(pk=self.pk, deleted=None).update(
                deleted=1, dedup_key=None, updated_at=timezone.now()
            ):
                Registration.objects.filter(pk=self.pk).end_launches()
                Course.objects.count_registrations(self.course_id, -1)
        self.deleted, self.dedup_key = 1, None

    def undelete(self) -> None:
        with transaction.atomic():
            if (
                Registration.objects.filter(pk=self.pk)
                .exclude(deleted=None)
                .update(deleted=None, updated_at=timezone.now())
            ):
                Course.objects.count_registrations(self.course_id, 1)
        self.deleted = None

    def remove(self) -> None:
        """Gone for good. ValidationError unless it was deleted before."""
        if self.deleted is None:
            raise ValidationError("Delete the registration first; for good is the second step.")
        self.delete()

    def _note_crawl_error(self, error: ProviderError) -> None:
        self._set_unless_ignored(
            crawl_status="error",
            crawl_error_msg=error.message,
            provider_errcode=error.code,
            provider_error_message=error.message,
            number_of_crawl_errors=F("number_of_crawl_errors") + 1,
            last_crawled_at=timezone.now(),
        )

    def _set_unless_ignored(self, **values: Any) -> None:
        """`ignore` may have been set by someone else since this record was read, so the database decides."""
        Registration.objects.filter(pk=self.pk, ignore=False).update(**values, updated_at=timezone.now())
        self.refresh_from_db()

    def _set(self, **values: Any) -> None:
        Registration.objects.filter(pk=self.pk).update(**values, updated_at=timezone.now())
        for name, value in values.items():
            setattr(self, name, value)


def new_registration_guid(course: Course) -> str:
    """As Bright's own look: a prefix, then 22 characters of URL-safe base64 (bright-background.md 2)."""
    return f"{course.pk}-{secrets.token_urlsafe(16)}"
