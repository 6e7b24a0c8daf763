"""People. Learners have unusable passwords; operators sign in to the console and the start page."""

import secrets
import time
from base64 import b32decode, b32encode
from collections.abc import Iterable
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import PermissionsMixin
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Lower
from django_otp.models import Device, ThrottlingMixin
from django_otp.oath import TOTP

from bright.email_addresses import has_look_alike, normalized_email
from bright.errors import InvalidArgument
from bright.models import Record
from bright.secrets import EncryptedTextField, keyed_hash, keyed_hashes

MAX_EMAIL_LENGTH = 320


def _normalized(email: str) -> str:
    """As it is stored. InvalidArgument if it is too long or has a look-alike letter."""
    if len(email) > MAX_EMAIL_LENGTH:
        raise InvalidArgument(f"an e-mail address is longer than {MAX_EMAIL_LENGTH} letters")
    return normalized_email(email)


class UserManager(BaseUserManager["User"]):
    def get_or_create_by_email(self, email: str) -> tuple["User", bool]:
        """The user with this address, created as a learner if new, and whether it was. Safe under concurrency."""
        return self.get_or_create(email=_normalized(email), defaults={"password": make_password(None)})

    def get_or_create_ids(self, emails: Iterable[str]) -> dict[str, int]:
        """Ids by lower-cased address. Users who don't exist are created as learners; a few statements for all."""
        wanted = sorted(set(map(_normalized, emails)))
        known = dict(self.filter(email__in=wanted).values_list("email", "pk"))
        missing = [User(email=email, password=make_password(None)) for email in wanted if email not in known]
        if missing:
            self.bulk_create(missing, batch_size=1000, ignore_conflicts=True)
            known = dict(self.filter(email__in=wanted).values_list("email", "pk"))
        return known

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        user = User(email=_normalized(email), **fields)
        user.set_password(password)
        user.save()
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, username: str | None) -> "User":
        """User.DoesNotExist also for a name that nobody can have."""
        if has_look_alike(username or ""):
            raise self.model.DoesNotExist
        return self.get(email=(username or "").lower())


class User(AbstractBaseUser, PermissionsMixin, Record):
    email = models.EmailField(unique=True, max_length=MAX_EMAIL_LENGTH)
    first_name = models.CharField(max_length=150, blank=True)
    last_name = models.CharField(max_length=150, blank=True)
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(default=False)

    objects = UserManager()
    USERNAME_FIELD = EMAIL_FIELD = "email"

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(email=Lower("email")), name="user_email_lower")]
        indexes = [models.Index(fields=["email"], condition=models.Q(is_staff=True), name="user_staff")]

    def __str__(self) -> str:
        return self.email

    def clean(self) -> None:
        super().clean()
        if has_look_alike(self.email):
            raise ValidationError({"email": "This address has a letter that only looks like one of ASCII."})
        self.email = self.email.lower()


def new_totp_secret() -> str:
    """160 random bits, in base32 as authenticator apps take them."""
    return b32encode(secrets.token_bytes(20)).decode()


class SecondFactor(ThrottlingMixin, Device):
    """An operator's authenticator app (TOTP, RFC 6238), and backup codes in case it is lost.

    A django-otp device. The TOTP and static plugins of django-otp would store these secrets in plain text.
    """

    BACKUP_CODES = 10

    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    secret = EncryptedTextField(default=new_totp_secret)
    last_step = models.BigIntegerField(default=-1)  # of the last accepted code: no code is accepted twice
    backup_hashes = models.JSONField(default=list)  # keyed hashes of the unused codes
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user"], condition=models.Q(confirmed=True), name="second_factor_once")
        ]

    def __str__(self) -> str:
        return f"second factor of {self.user}"

    def get_throttle_factor(self) -> float:
        """The wait doubles with each wrong code, starting at one second."""
        return 1

    def verify_token(self, token: str) -> bool:
        """Check a code and use it up. Call it with the row locked, as django-otp does."""
        if not self.verify_is_allowed()[0]:
            return False
        code = token.replace(" ", "").replace("-", "").lower()
        accepted = self._use_current(code) or self._use_backup(code)
        if accepted:
            self.throttle_reset(commit=False)
            self.save()
        else:
            self.throttle_increment()
        return accepted

    def _use_current(self, code: str) -> bool:
        if len(code) != 6 or not (code.isascii() and code.isdigit()):
            return False
        totp = TOTP(b32decode(self.secret))
        totp.time = time.time()
        if not totp.verify(int(code), tolerance=1, min_t=self.last_step + 1):
            return False
        self.last_step = totp.t()
        return True

    def _use_backup(self, code: str) -> bool:
        unused = [stored for stored in self.backup_hashes if stored not in keyed_hashes(code)]
        is_valid = len(unused) < len(self.backup_hashes)
        self.backup_hashes = unused
        return is_valid

    def new_backup_codes(self) -> list[str]:
        """Replace the backup codes; return the new ones, to be shown once. The caller saves."""
        codes = [secrets.token_hex(5) for _ in range(self.BACKUP_CODES)]
        self.backup_hashes = [keyed_hash(code) for code in codes]
        return [f"{code[:5]}-{code[5:]}" for code in codes]
