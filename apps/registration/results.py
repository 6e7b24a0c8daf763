"""The result of a registration, and how it is fetched from the course provider."""

import logging
from datetime import datetime
from typing import Any

from django.db import InterfaceError, OperationalError, models, transaction
from django.utils import timezone

from apps.course_provider.provider import ProviderError, RegistrationResult

log = logging.getLogger(__name__)
COMPLETE = ("complete", "incomplete", "unknown")
SUCCESS = ("passed", "failed", "unknown")
Answer = RegistrationResult | ProviderError
MAX_QUESTIONS = 5  # of one crawl, if others store newer results all the time
UNREADABLE = "Bright could not read the course provider's answer; the server's log says more."


class CrawlOvertaken(Exception):
    """Other crawls stored a result each time before this one could store its own. Nothing is wrong with theirs."""


def choices(names: tuple[str, ...]) -> list[tuple[str, str]]:
    """Django's choices for values that are shown as they are stored."""
    return [(name, name) for name in names]


class HasResult(models.Model):
    ignore = models.BooleanField(default=False)  # True: the provider no longer changes the result
    complete = models.CharField(max_length=10, choices=choices(COMPLETE), default="unknown")
    success = models.CharField(max_length=9, choices=choices(SUCCESS), default="unknown")
    score = models.FloatField(null=True, blank=True)  # 0 to 100
    totaltime = models.FloatField(default=0.0)  # seconds
    attempts = models.PositiveIntegerField(default=0)
    course_result = models.TextField(null=True, blank=True)
    full_result = models.TextField(null=True, blank=True)
    provider_created_at = models.DateTimeField(null=True, blank=True)
    provider_accessed_at = models.DateTimeField(null=True, blank=True)
    provider_completed_at = models.DateTimeField(null=True, blank=True)
    provider_errcode = models.CharField(max_length=50, null=True, blank=True)
    provider_error_message = models.TextField(null=True, blank=True)

    # The last crawl, whether or not it brought anything new: none of this changes `updated_at`.
    crawl_type = models.CharField(max_length=10, default="course")
    crawl_status = models.CharField(max_length=20, null=True, blank=True)  # success, error
    crawl_error_msg = models.TextField(null=True, blank=True)
    number_of_crawl_errors = models.PositiveIntegerField(default=0)  # in a row
    last_crawled_at = models.DateTimeField(null=True, blank=True)  # when the provider was asked
    next_crawl_at = models.DateTimeField(null=True, blank=True)

    registration_guid: Any
    course_provider: Any

    class Meta:
        abstract = True

    def crawl(self) -> None:
        """Fetch the current result from the provider and apply it. A failure is recorded; the old result stays.

        No lock is held while the provider is asked. If another crawl has stored its answer meanwhile, ours may be
        older, and is asked for again. Raises CrawlOvertaken, and what a provider raises besides ProviderError.
        """
        for _ in range(MAX_QUESTIONS):
            if self.ignore:
                return
            last_seen, asked_at = self.last_crawled_at, timezone.now()
            answer, unforeseen = self._ask()
            is_stored = self._store(answer, asked_at, last_seen)
            if unforeseen:
                raise unforeseen
            if is_stored or isinstance(answer, ProviderError):
                return
        raise CrawlOvertaken(self.registration_guid)

    def _ask(self) -> tuple[Answer, Exception | None]:
        """The provider's answer, and what it raised besides ProviderError."""
        try:
            return self.course_provider.connect().result(self.registration_guid), None
        except ProviderError as error:
            return error, None
        except (OperationalError, InterfaceError):
            raise  # our own database is away
        except Exception as error:
            return ProviderError("0", UNREADABLE), error

    def _store(
        self, answer: RegistrationResult | ProviderError, asked_at: datetime, last_seen: datetime | None
    ) -> bool:
        """Store what changed, and refresh this record. False if another answer was stored since `last_seen`."""
        rows = type(self)._default_manager.all()
        with transaction.atomic():
            self.refresh_from_db(from_queryset=rows.select_for_update(no_key=True))
            if self.ignore:
                return True
            if self.last_crawled_at != last_seen:
                return False
            values = {**self._bookkeeping(answer), "last_crawled_at": asked_at}
            if isinstance(answer, RegistrationResult) and (changed := self._changes(answer)):
                # A "changed" event for postbacks belongs here: in the transaction that stores what it tells of.
                values |= changed | {"updated_at": timezone.now()}
            rows.filter(pk=self.pk).update(**values)
        for name, value in values.items():
            setattr(self, name, value)
        return True

    def _changes(self, result: RegistrationResult) -> dict[str, Any]:
        """The fields of which the result says something else than this record."""
        values = {
            "complete": result.complete,
            "success": result.success,
            "score": result.score,
            "totaltime": result.totaltime,
            "attempts": result.attempts,
            "course_result": result.course_result,
            "full_result": result.full_result,
            "provider_created_at": result.created_at or self.provider_created_at,
            "provider_accessed_at": result.accessed_at,
            "provider_completed_at": result.completed_at,
        }
        return {name: value for name, value in values.items() if value != getattr(self, name)}

    def _bookkeeping(self, answer: Answer) -> dict[str, Any]:
        error = answer if isinstance(answer, ProviderError) else None
        return {
            "crawl_status": "error" if error else "success",
            "crawl_error_msg": error.message if error else None,
            "provider_errcode": error.code if error else None,
            "provider_error_message": error.message if error else None,
            "number_of_crawl_errors": self.number_of_crawl_errors + 1 if error else 0,
        }
