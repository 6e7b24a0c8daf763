"""Registrations: one learner on one course, with the result and the launches."""

import secrets
from collections import defaultdict
from datetime import timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import InterfaceError, OperationalError, models, transaction
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils import timezone

from apps.course.models import Course, CourseVersion
from apps.course_provider.models import CourseProvider
from apps.course_provider.provider import LaunchLink, Learner, ProviderError
from apps.outbox.models import enqueue_many
from apps.realm.models import Realm
from apps.realm_user.models import RealmUser
from apps.registration.results import UNREADABLE, HasResult
from bright.access import Access
from bright.email_addresses import normalized_email
from bright.errors import NotFound
from bright.models import HasCustom, OfRealm, Record

END_LAUNCHES_TASK = "apps.registration.tasks.end_launches"
FIRST_SWEEP = timedelta(hours=1)  # after a launch: whether the stored result is still the provider's


class RegistrationQuerySet(OfRealm):
    def visible_to(self, access: Access) -> "RegistrationQuerySet":
        rows = super().visible_to(access).filter(deleted=None, course__deleted_at=None)
        return rows.filter(learner_email=access.email) if access.is_bound_to_user else rows

    def newest(self) -> "RegistrationQuerySet":
        """Only the one created last: `last_only=t`."""
        return self.order_by("-pk")[:1]

    def active_of(self, course: Course, learner_id: str) -> "RegistrationQuerySet":
        """The learner's active registrations to the course; `learner_id` is an e-mail address in any case."""
        rows = self.filter(realm_id=course.realm_id, course=course, learner_email=normalized_email(learner_id))
        return rows.filter(deleted=None, active=True)

    def deactivate(self) -> None:
        """`Registration.deactivate` for many rows, in a few statements."""
        pks = list(self.values_list("pk", flat=True))
        rows = Registration.objects.filter(pk__in=pks)
        with transaction.atomic():
            rows.exclude(active=False, dedup_key=None).update(active=False, dedup_key=None, updated_at=timezone.now())
            rows.end_launches()

    def activate(self) -> None:
        self.filter(active=False).update(active=True, updated_at=timezone.now())

    def end_launches(self) -> None:
        """End the launches whose URLs were given out.

        At once where the provider keeps launches in our own database; otherwise by a task for each registration, since
        no transaction waits for another server.
        """
        launched: defaultdict[int, dict[int, str]] = defaultdict(dict)
        rows = self.exclude(launched_at=None).values_list("course_provider_id", "pk", "registration_guid")
        for provider_id, pk, guid in rows:
            launched[provider_id][pk] = guid
        for row in CourseProvider.objects.filter(pk__in=launched).defer("sc_secret_key"):  # it may be unreadable
            provider, guids = row.connect(), launched[row.pk]
            if provider.keeps_launches_here:
                provider.unregister_many(list(guids.values()))
            else:
                enqueue_many(END_LAUNCHES_TASK, ([pk] for pk in guids))

    def launched_since_crawl(self) -> "RegistrationQuerySet":
        """Those launched since their last crawl."""
        return self.filter(Q(last_crawled_at=None) | Q(launched_at__gt=F("last_crawled_at"))).exclude(launched_at=None)


class Registration(Record, HasCustom, HasResult):
    realm = models.ForeignKey(Realm, models.PROTECT, related_name="registrations", db_index=False)
    course_provider = models.ForeignKey(CourseProvider, models.PROTECT, related_name="registrations", db_index=False)
    course = models.ForeignKey(Course, models.PROTECT, related_name="registrations", db_index=False)
    course_version = models.ForeignKey(CourseVersion, models.PROTECT, null=True, related_name="+", db_index=False)
    realm_user = models.ForeignKey(RealmUser, models.SET_NULL, null=True, related_name="registrations")
    registration_guid = models.CharField(max_length=300)
    learner_id = models.CharField(max_length=320)  # an e-mail address, spelled as the client sent it
    learner_email = models.GeneratedField(
        expression=Lower("learner_id"), output_field=models.CharField(max_length=320), db_persist=True
    )
    fname = models.CharField(max_length=200, blank=True)
    lname = models.CharField(max_length=200, blank=True)
    active = models.BooleanField(default=True)  # False: can't be launched
    deleted = models.PositiveSmallIntegerField(null=True, blank=True)  # null or 1, as in the specification
    externally_initialized = models.BooleanField(default=False)  # True: the provider has it
    # Set only with dont_duplicate=t, cleared when the registration ends: at most one active for a learner and course.
    dedup_key = models.CharField(max_length=350, null=True, unique=True, editable=False)

    launched_at = models.DateTimeField(null=True, blank=True)

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
        """Create the registration at its provider, unless it is there. A failure is stored here and raised."""
        if self.externally_initialized:
            return
        learner = Learner(self.learner_id, self.fname, self.lname)
        try:
            self.course_provider.connect().register(self.registration_guid, self.course.course_guid, learner)
        except ProviderError as error:
            self._note(provider_errcode=error.code, provider_error_message=error.message)
            raise
        except (OperationalError, InterfaceError):
            raise  # our own database is away
        except Exception:
            self._note(provider_errcode="0", provider_error_message=UNREADABLE)
            raise
        self._update(externally_initialized=True, provider_created_at=self.provider_created_at or timezone.now())

    def launch(self, *, redirect_url: str = "", review: bool = False, facts: dict[str, Any] | None = None) -> str:
        """Prepare one launch, record it in the launch history, and return the URL for the browser.

        `redirect_url`: where the learner goes on exit. `review`: record nothing. `facts`: more fields for the history.
        Raises NotFound if the registration is inactive or deleted, ProviderError if the provider refuses.
        """
        if not self.active or self.deleted:
            raise NotFound("the registration is inactive or deleted")
        self.initialize()
        provider = self.course_provider.connect()
        launch: LaunchLink = provider.launch(self.registration_guid, redirect_url=redirect_url, review=review)
        with transaction.atomic():
            now = timezone.now()
            rows = Registration.objects.filter(pk=self.pk, active=True, deleted=None)
            still_open = rows.filter(course__deleted_at=None)
            if not still_open.update(launched_at=now, next_crawl_at=now + FIRST_SWEEP, updated_at=now):
                raise NotFound("the registration ended meanwhile")  # nobody has been given the URL yet
            self.launched_at = now
            self.launches.create(review=review, provider_reference=launch.reference, **(facts or {}))
        return launch.url

    def reset(self) -> None:
        """Start over at the provider, which also undoes manual repairs. Raises ProviderError, NotSupported."""
        self.course_provider.connect().reset(self.registration_guid)
        self._update(ignore=False)
        self.crawl()

    def deactivate(self) -> None:
        """Make it impossible to launch, or to play with a launch URL already given out. It stays in reports."""
        self.amend(active=False)

    def activate(self) -> None:
        self._update(active=True)

    def amend(self, **values: Any) -> None:
        """Set fields that a client may set; `active=False` also ends open launches.

        See docs/contract/resources/registration.md, "Changing and removing a registration".
        """
        ends = values.get("active") is False
        with transaction.atomic():
            self._update(**values, **({"dedup_key": None} if ends else {}))
            if ends:
                Registration.objects.filter(pk=self.pk).end_launches()

    def soft_delete(self) -> None:
        """Make it invisible outside the admin, where it can be restored, and end its launches."""
        with transaction.atomic():
            if Registration.objects.filter(pk=self.pk, deleted=None).update(
                deleted=1, dedup_key=None, updated_at=timezone.now()
            ):
                Registration.objects.filter(pk=self.pk).end_launches()
                Course.objects.adjust_registration_count(self.course_id, -1)
        self.deleted, self.dedup_key = 1, None

    def restore(self) -> None:
        """Undo `soft_delete`."""
        with transaction.atomic():
            if (
                Registration.objects.filter(pk=self.pk)
                .exclude(deleted=None)
                .update(deleted=None, updated_at=timezone.now())
            ):
                Course.objects.adjust_registration_count(self.course_id, 1)
        self.deleted = None

    def delete_permanently(self) -> None:
        """Delete the row. ValidationError unless it is soft-deleted."""
        if self.deleted is None:
            raise ValidationError("Delete the registration first; only then can it be deleted for good.")
        self.delete()

    def _update(self, **values: Any) -> None:
        self._note(**values, updated_at=timezone.now())

    def _note(self, **values: Any) -> None:
        """As `_update`, but not a change that `updated_at` tells of."""
        Registration.objects.filter(pk=self.pk).update(**values)
        for name, value in values.items():
            setattr(self, name, value)


def new_registration_guid(course: Course) -> str:
    """As the original Bright makes them: a prefix and 22 characters of URL-safe base64.

    See docs/contract/resources/registration.md, "The shape of a guid".
    """
    return f"{course.pk}-{secrets.token_urlsafe(16)}"
