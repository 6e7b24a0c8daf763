"""Two realms that look alike, for the proofs that an answer to one depends on nothing of the other.

See docs/contract/reliability.md, "Threats", T1, T2.

Titles, addresses and guids are equal wherever they may be; every free text of what a caller may not see holds a mark.
"""

from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import Model, QuerySet

from apps.api_key.models import ApiKey
from apps.course.models import Course
from apps.course_provider.models import CourseProvider
from apps.customer.models import ADMITS, CustomerEndpoint
from apps.invitation.initialization import InitializationMode
from apps.invitation.models import Invitation
from apps.invitation.services import create_invitation
from apps.launch_history.models import LaunchHistory
from apps.realm.models import Realm
from apps.realm_user.models import RealmUser
from apps.registration.models import Registration
from apps.stored_query.models import StoredQuery
from apps.template.models import Template
from apps.upload.models import Upload
from tests.apps.records import ANN, BOB, add_provider, make_course, make_registration
from tests.asking import Asker
from tests.conftest import Tenant, create_tenant
from tests.contract.access_table import KINDS

OWN, OTHER_REALM, OTHER_PROVIDER, OTHER_LEARNER = "own", "Zorkmid", "Grault", "Waldo"
# In the order in which rows may be deleted.
SCOPED = (
    CustomerEndpoint, StoredQuery, LaunchHistory, Invitation, Registration, Course, Upload, ApiKey, RealmUser, Template,
    CourseProvider, Realm,
)  # fmt: skip


def scoped_models() -> list[type[Model]]:
    """Every model that says whom its rows are visible to."""
    return [model for model in apps.get_models() if hasattr(model._default_manager.all(), "visible_to")]


@dataclass
class World:
    tenant: Tenant
    other: Tenant
    second: CourseProvider  # the tenant's other provider
    callers: dict[str, Asker]

    def forbidden(self, kind: str) -> dict[str, list[QuerySet]]:
        """Mark → the rows that a caller of this kind must not depend on, in the order to delete them."""
        found = {OTHER_REALM: rows_of_realm(self.other.realm)}
        if kind in ("app", "provider_key"):
            found[OTHER_PROVIDER] = rows_of_provider(self.second)
        if kind == "user_key":
            found[OTHER_LEARNER] = rows_of_learner(self.tenant.realm, BOB)
        return found

    def ids(self, resource: str) -> list[str]:
        """Every id, guid and natural key of this resource, ours and theirs, and one of nobody's."""
        rows: dict[str, tuple[Any, str]] = {
            "api_key": (ApiKey, "pk"),
            "course": (Course, "course_guid"),
            "course_provider": (CourseProvider, "name"),
            "customer": (CustomerEndpoint, "path"),
            "invitation": (Invitation, "name"),
            "launch_history": (LaunchHistory, "pk"),
            "realm_user": (RealmUser, "user__email"),
            "stored_query": (StoredQuery, "name"),
            "template": (Template, "name"),
            "registration": (Registration, "registration_guid"),
            "upload": (Upload, "token"),
        }
        model, name = rows[resource]
        found = {str(value) for pair in model.objects.values_list("pk", name) for value in pair}
        return sorted(found | {"nobody's"})


def rows_of_realm(realm: Realm) -> list[QuerySet]:
    paths = {LaunchHistory: "registration__realm", Realm: "pk"}
    return [model.objects.filter(**{paths.get(model, "realm"): realm.pk}) for model in SCOPED]


def rows_of_provider(provider: CourseProvider) -> list[QuerySet]:
    paths = {LaunchHistory: "registration__course_provider", CourseProvider: "pk"}
    models = [model for model in SCOPED if model not in (CustomerEndpoint, Invitation, RealmUser, Realm, Template)]
    return [model.objects.filter(**{paths.get(model, "course_provider"): provider.pk}) for model in models]


def rows_of_learner(realm: Realm, email: str) -> list[QuerySet]:
    return [
        LaunchHistory.objects.filter(registration__realm=realm, registration__learner_email=email),
        Registration.objects.filter(realm=realm, learner_email=email),
        ApiKey.objects.filter(realm=realm, user__email=email),
        RealmUser.objects.filter(realm=realm, user__email=email),
    ]


def make_world() -> World:
    tenant, other = create_tenant("Alpha"), create_tenant("alpha")
    second = add_provider(tenant)
    yoga = add_course(tenant, tenant.provider, "yoga", OWN)
    add_learner(yoga, ANN, OWN)
    add_learner(yoga, BOB, OTHER_LEARNER)
    add_learner(add_course(tenant, second, "yoga", OTHER_PROVIDER), BOB, OTHER_PROVIDER)
    for guid in ("yoga", OTHER_REALM):
        theirs = add_course(other, other.provider, guid, OTHER_REALM)
        for learner in (ANN, BOB):
            add_learner(theirs, learner, OTHER_REALM)
    askers = (tenant.pair, tenant.realm_key, tenant.app, tenant.provider_key, tenant.learner(ANN), tenant.anonymous)
    for realm, mark in ((tenant.realm, OWN), (other.realm, OTHER_REALM)):
        Template.objects.create(realm=realm, name="launcher", body=mark, custom=mark)
        add_invitation(realm, mark)
        StoredQuery.objects.get_or_create_own(realm.pk, "report", sql="SELECT 1", description=mark)
        publish(realm, mark)
    StoredQuery.objects.get_or_create_own(
        tenant.realm.pk, "report", course_provider=second, sql="SELECT 1", description=OTHER_PROVIDER
    )
    return World(tenant, other, second, dict(zip(KINDS, askers, strict=True)))


def publish(realm: Realm, mark: str) -> None:
    """What says whose it is, under a path that both realms have, and under one of this realm's own; for everybody."""
    sql = f"SELECT '{mark}' AS mark"
    query, _ = StoredQuery.objects.get_or_create_own(realm.pk, "marked", sql=sql, description=mark)
    for path in ("report", mark):
        CustomerEndpoint.objects.create(realm=realm, path=path, stored_query=query, **dict.fromkeys(ADMITS, True))


def add_invitation(realm: Realm, mark: str) -> None:
    """One of the same name, course and learner in both realms, with a registration by it."""
    courses = Course.objects.filter(realm=realm, course_guid="yoga").order_by("pk")[:1]
    said = {"description": mark, "custom": mark}
    create_invitation(realm.pk, "club", courses=courses, learners=[ANN], mode=InitializationMode.AT_LAUNCH, **said)


def add_course(tenant: Tenant, provider: CourseProvider, guid: str, mark: str) -> Course:
    """A course, and all that a provider or realm has beside it."""
    course = make_course(tenant, guid, provider=provider, title="Yoga", custom=mark, metadata=f'{{"title":"{mark}"}}')
    course.course_versions.create(number=0, reference=mark, standard="scorm_12")
    Upload.objects.create(
        realm=tenant.realm, course_provider=provider, file_name=mark, path=f"/none/{mark}", size=1, course_guid=mark,
        wished_title=mark, step=mark, error=mark, title=mark,
    )  # fmt: skip
    for bound_to in (None, provider):
        key, _ = ApiKey.issue(realm=tenant.realm, course_provider=bound_to)
        ApiKey.objects.filter(pk=key.pk).update(token_type=mark)
    return course


def add_learner(course: Course, email: str, mark: str) -> Registration:
    """A registration with a result, its launch, and its learner in the realm."""
    texts = ("fname", "lname", "custom", "course_result", "full_result", "crawl_error_msg", "provider_errcode",
             "provider_error_message", "crawl_status", "crawl_type")  # fmt: skip
    guid = f"r-{email}-{course.course_guid}"
    values = {**dict.fromkeys(texts, mark), "registration_guid": guid}
    registration = make_registration(course, email, **values)
    registration.launches.create(launch_source=mark, http_referer=mark, http_user_agent=mark, request_uri=mark)
    RealmUser.objects.filter(realm=course.realm, user__email=email).update(custom=mark)
    return registration
