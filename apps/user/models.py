"""People. Learners have unusable passwords; operators sign in to the admin and the start page."""

from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models.functions import Lower

from bright.models import Record


class UserManager(BaseUserManager["User"]):
    def person(self, email: str) -> "User":
        """The person with this address, made as a learner if new. Safe when two ask at once."""
        return self.get_or_create(email=email.lower(), defaults={"password": make_password(None)})[0]

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
    email = models.EmailField(unique=True, max_length=320)
    first_name = models.CharField(max_length=150, blank=True)
    last_name = models.CharField(max_length=150, blank=True)
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(default=False)

    objects = UserManager()
    USERNAME_FIELD = EMAIL_FIELD = "email"

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(email=Lower("email")), name="user_email_lower")]

    def __str__(self) -> str:
        return self.email
