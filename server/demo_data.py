"""Demo data for an empty database: a realm, a course provider, the sample courses, an operator, and demo.json."""

import json
import secrets
import tempfile
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction

from apps.course.services import import_course
from apps.course_provider.models import CourseProvider
from apps.realm.models import Realm
from apps.start.samples import SAMPLES, build_sample, sample_guid
from apps.user.models import User
from server.embedded.home import Home

REALM, OPERATOR = "Demo", "operator@bright.example"


def is_needed() -> bool:
    """Whether the database has no realm yet."""
    return not Realm.objects.exists()


@transaction.atomic
def create() -> None:
    """Create all of it or nothing: demo.json is written last, just before the commit."""
    realm, realm_secret = Realm.create(REALM)
    provider, provider_secret = CourseProvider.create_embedded(realm)
    password = secrets.token_urlsafe(15)
    User.objects.create_superuser(email=OPERATOR, password=password)
    _import_samples(provider)
    _write(
        {
            "base_url": settings.BRIGHT_BASE_URL,
            "content_url": settings.BRIGHT_CONTENT_URL,
            "realm": realm.name,
            "realm_guid": realm.realm_guid,
            "realm_secret_key": realm_secret,
            "sc_app_id": provider.sc_app_id,
            "sc_secret_key": provider_secret,
            "admin_url": f"{settings.BRIGHT_BASE_URL}/admin/",
            "admin_user": OPERATOR,
            "admin_password": password,
        }
    )


def _import_samples(provider: CourseProvider) -> None:
    with tempfile.TemporaryDirectory() as folder:
        for name in SAMPLES:
            import_course(provider, build_sample(name, Path(folder)), course_guid=sample_guid(name))


def _write(values: dict[str, Any]) -> None:
    Home(settings.BRIGHT_HOME).write_private("demo.json", json.dumps(values, indent=2) + "\n")
