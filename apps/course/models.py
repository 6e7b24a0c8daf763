"""What can be taken, and its versions."""

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F
from django.utils import timezone

from apps.course_provider.models import CourseProvider
from apps.course_provider.provider import ProviderCourseVersion
from apps.outbox.models import enqueue
from apps.realm.models import Realm
from bright.access import Access
from bright.models import HasCustom, OfRealm, Record


class CourseQuerySet(OfRealm):
    def visible_to(self, access: Access) -> "CourseQuerySet":
        return super().visible_to(access).filter(deleted_at=None)

    def count_registrations(self, course_id: int, change: int) -> None:
        """Registrations are counted where they are made, since a live count of a large realm is slow."""
        self.filter(pk=course_id).update(registration_count=F("registration_count") + change)


class Course(Record, HasCustom):
    ENDING_TASK = "apps.registration.tasks.end_launches_of_course"
    REMOVAL_TASK = "apps.registration.tasks.remove_course"

    realm = models.ForeignKey(Realm, models.PROTECT, related_name="courses")
    course_provider = models.ForeignKey(CourseProvider, models.PROTECT, related_name="courses")
    course_guid = models.CharField(max_length=250)
    title = models.TextField()
    metadata = models.TextField(blank=True)  # JSON text: title, description, duration, typicaltime, keywords
    size = models.BigIntegerField(default=0)  # bytes
    versions = models.IntegerField(default=-1)  # -1: the provider keeps none
    registration_count = models.PositiveIntegerField(default=0, editable=False)
    deleted_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = CourseQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["course_provider", "course_guid"], name="course_guid_once")]
        indexes = [models.Index(fields=["realm", "id"], name="course_of_realm")]

    def __str__(self) -> str:
        return self.title

    def latest_version(self) -> "CourseVersion | None":
        return self.course_versions.order_by("number").last()

    def note(self, version: ProviderCourseVersion, count: int) -> None:
        """Keep a version that the provider has; one that is known stays as it is."""
        values = {
            "reference": version.reference,
            "standard": version.standard,
            "size": version.size,
            "digest": version.digest,
            "sco_count": version.sco_count,
            "warnings": list(version.warnings),
        }
        self.course_versions.get_or_create(number=version.number, defaults=values)
        self.versions, self.size = count, version.size
        self.save(update_fields=["versions", "size", "updated_at"])

    def hide(self) -> None:
        """Gone everywhere but in the admin, where it can be undone. Open launches end soon: promised work."""
        self.deleted_at = timezone.now()
        with transaction.atomic():
            self.save(update_fields=["deleted_at", "updated_at"])
            enqueue(self.ENDING_TASK, self.pk)

    def remove(self) -> None:
        """Gone for good, with its registrations: promised work, since these may be many. Only of what is hidden."""
        if self.deleted_at is None:
            raise ValidationError("Hide the course first; for good is the second step.")
        enqueue(self.REMOVAL_TASK, self.pk)

    def unhide(self) -> None:
        self.deleted_at = None
        self.save(update_fields=["deleted_at", "updated_at"])


class CourseVersion(Record):
    """A course as one package had it. Registrations stay on the version that they began with."""

    course = models.ForeignKey(Course, models.CASCADE, related_name="course_versions")
    number = models.PositiveIntegerField()  # from 0
    reference = models.CharField(max_length=100)  # the provider's own name for it
    standard = models.CharField(max_length=40)
    size = models.BigIntegerField(default=0)
    digest = models.CharField(max_length=64, blank=True)  # sha256 of the package, hex
    sco_count = models.PositiveIntegerField(default=0)
    warnings = models.JSONField(default=list, blank=True)  # sentences

    class Meta:
        constraints = [models.UniqueConstraint(fields=["course", "number"], name="course_version_number")]

    def __str__(self) -> str:
        return f"version {self.number}"
