"""People. Learners have unusable passwords; operators sign in to the admin and the start page."""

import secrets
import time
from base64 import b32decode, b32encode
from collections.abc import Iterable
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django_otp.models import Device, ThrottlingMixin
from django_otp.oath import TOTP

from bright.errors import InvalidArgument
from bright.models import Record
from bright.secrets import EncryptedTextField, keyed_hash, keyed_hashes

LONGEST_ADDRESS = 320


def _kept(email: str) -> str:
    """In lower case, which makes some letters two: InvalidArgument if it is too long then."""
    if len(email.lower()) > LONGEST_ADDRESS:
        raise InvalidArgument(f"an e-mail address is longer than {LONGEST_ADDRESS} letters in lower case")
    return email.lower()


class UserManager(BaseUserManager["User"]):
    def person(self, email: str) -> "User":
        """The person with this address, made as a learner if new. Safe when two ask at once."""
        return self.get_or_create(email=_kept(email), defaults={"password": make_password(None)})[0]

    def people(self, emails: Iterable[str]) -> dict[str, int]:
        """Lower-cased address → id of the person with it, made as a learner if new; in a few statements."""
        wanted = sorted(set(map(_kept, emails)))
        known = dict(self.filter(email__in=wanted).values_list("email", "pk"))
        missing = [User(email=email, password=make_password(None)) for email in wanted if email not in known]
        if missing:
            self.bulk_create(missing, batch_size=1000, ignore_conflicts=True)
            known = dict(self.filter(email__in=wanted).values_list("email", "pk"))
        return known

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        user = User(email=email.lower(), **fields)
        user.set_password(password)
        user.save()
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email=(username or "").lower())


class User(AbstractBaseUser, PermissionsMixin, Record):
    email = models.EmailField(unique=True, max_length=LONGEST_ADDRESS)
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
        self.email = self.email.lower()


def new_totp_secret() -> str:
    """160 random bits, in base32 as authenticator apps take them."""
    return b32encode(secrets.token_bytes(20)).decode()


class SecondFactor(ThrottlingMixin, Device):
    """An operator's authenticator app (TOTP, RFC 6238), and backup codes for the day when it is lost.

    A device of django-otp; its own TOTP and static plugins would keep these secrets readable in the database.
    """

    BACKUP_CODES = 10

    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    secret = EncryptedTextField(default=new_totp_secret)
    last_step = models.BigIntegerField(default=-1)  # of the last code accepted: no code is accepted twice
    backup_hashes = models.JSONField(default=list)  # keyed hashes of the codes not used yet
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user"], condition=models.Q(confirmed=True), name="second_factor_once")
        ]

    def __str__(self) -> str:
        return f"second factor of {self.user}"

    def get_throttle_factor(self) -> float:
        """After each wrong code the wait doubles, from one second on."""
        return 1

    def verify_token(self, token: str) -> bool:
        """Whether the code is right now; it is used up by that. To be called under the row's lock (django_otp does)."""
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
        left = [known for known in self.backup_hashes if known not in keyed_hashes(code)]
        used = len(left) < len(self.backup_hashes)
        self.backup_hashes = left
        return used

    def draw_backup_codes(self) -> list[str]:
        """New codes, shown this once; the old ones end. Saved by the caller."""
        codes = [secrets.token_hex(5) for _ in range(self.BACKUP_CODES)]
        self.backup_hashes = [keyed_hash(code) for code in codes]
        return [f"{code[:5]}-{code[5:]}" for code in codes]
