"""API keys: shown once, stored hashed. What a key may see is fixed when it is issued."""

import secrets
from datetime import timedelta

from django.db import models
from django.db.models import Value
from django.db.models.functions import Least
from django.utils import timezone

from apps.course_provider.models import CourseProvider
from apps.realm.models import Realm
from apps.user.models import User
from bright.models import OfRealm, Record
from bright.secrets import keyed_hash


class ApiKeyQuerySet(OfRealm):
    def revoke(self) -> None:
        """Revoke these keys; `expires_at` becomes now unless it is earlier. Keys that are revoked stay as they are."""
        now = timezone.now()
        ended = Least("expires_at", Value(now))  # ignores null
        self.filter(revoked_at=None).update(revoked_at=now, expires_at=ended, updated_at=now)


class ApiKey(Record):
    realm = models.ForeignKey(Realm, models.CASCADE, related_name="api_keys")
    course_provider = models.ForeignKey(CourseProvider, models.CASCADE, null=True, blank=True, related_name="api_keys")
    user = models.ForeignKey(User, models.CASCADE, null=True, blank=True, related_name="api_keys")
    anonymous = models.BooleanField(default=False)  # may list course titles, nothing else
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    token_type = models.CharField(max_length=40, null=True, blank=True)
    expires_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = ApiKeyQuerySet.as_manager()
    access_token: str | None = None  # known only while the key is being issued

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(anonymous=False) | models.Q(user=None), name="api_key_anonymous_has_no_user"
            )
        ]

    def __str__(self) -> str:
        return f"API key {self.pk}"

    @classmethod
    def issue(
        cls,
        *,
        realm: Realm,
        course_provider: CourseProvider | None = None,
        user: User | None = None,
        lifetime: timedelta | None = None,
        anonymous: bool = False,
    ) -> tuple["ApiKey", str]:
        """Create a key. Returns it and its token (32 hex digits), which can't be read again.

        A user's key is valid for `lifetime` (default: the realm's), at most the realm's maximum. Any other key is
        valid until it is revoked, unless a lifetime is given.
        """
        token = secrets.token_hex(16)
        if user is not None:
            requested = realm.user_key_lifetime if lifetime is None else lifetime
            lifetime = min(requested, realm.longest_key_lifetime)
        key = cls.objects.create(
            realm=realm,
            course_provider=course_provider,
            user=user,
            anonymous=anonymous,
            token_hash=keyed_hash(token),
            expires_at=None if lifetime is None else timezone.now() + lifetime,
        )
        key.access_token = token
        return key, token

    def why_ended(self) -> str:
        """Why the key is no longer valid, for the log; empty while it is."""
        if self.revoked_at is not None:
            return f"api key {self.pk} was revoked at {self.revoked_at:%Y-%m-%d %H:%M:%S} UTC"
        if self.expires_at is not None and self.expires_at <= timezone.now():
            return f"api key {self.pk} expired at {self.expires_at:%Y-%m-%d %H:%M:%S} UTC"
        return ""

    def revoke(self) -> None:
        ApiKey.objects.filter(pk=self.pk).revoke()
        self.refresh_from_db(fields=["revoked_at", "expires_at", "updated_at"])
