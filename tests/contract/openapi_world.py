"""A realm with one record of everything, and the values by which a tool that reads our OpenAPI finds them."""

from typing import Any

from apps.api_key.models import ApiKey
from apps.course_provider.models import CourseProvider
from apps.customer.models import CustomerEndpoint
from apps.invitation.initialization import InitializationMode
from apps.invitation.services import create_invitation
from apps.stored_query.models import StoredQuery
from apps.template.models import Template
from apps.upload.models import Upload
from tests.apps.records import ANN, add_provider, make_course, make_registration
from tests.asking import Asker
from tests.conftest import Tenant

Values = dict[str, dict[str, Any]]  # resource → parameter → a value with which its calls succeed


def furnish(tenant: Tenant) -> Values:
    course = make_course(tenant, "yoga")
    registration = make_registration(course, ANN)
    launch = registration.launches.create()
    spare: CourseProvider = add_provider(tenant, "Spare")
    key, _ = ApiKey.issue(realm=tenant.realm)
    upload = Upload.objects.create(realm=tenant.realm, course_provider=tenant.provider, path="/none", size=1)
    create_invitation(tenant.realm.pk, "club", courses=[course], learners=[ANN], mode=InitializationMode.AT_LAUNCH)
    Template.objects.create(realm=tenant.realm, name="launcher")
    query, _ = StoredQuery.objects.get_or_create_own(tenant.realm.pk, "report", sql="SELECT 1 AS one")
    CustomerEndpoint.objects.create(
        realm=tenant.realm, path="report", stored_query=query, admits_provider=True, admits_users=True
    )
    return {
        "api_key": {"id": key.pk, "user_email": ANN},
        "course": {"id": "yoga", "course_guid": "yoga", "q": "Yoga", "upload": upload.token, "title": "Yoga"},
        "course_provider": {"id": spare.pk, "name": spare.name},
        "customer": {"id": "report"},
        "invitation": {"id": "club", "name": "club", "learners": f'["{ANN}"]', "course_guids": '["yoga"]'},
        "launch_history": {"id": launch.pk},
        "realm_user": {"id": ANN, "email": ANN},
        "registration": {
            "id": registration.registration_guid, "registration_guid": registration.registration_guid,
            "course_guid": "yoga", "learner_id": ANN,
        },
        "stored_query": {"id": "report", "name": "report", "sql": "SELECT 2 AS two"},
        "template": {"id": "launcher", "name": "launcher"},
    }  # fmt: skip


def callers(tenant: Tenant) -> dict[str, Asker]:
    """Every kind of caller, and nobody."""
    return {
        "pair": tenant.pair,
        "app": tenant.app,
        "realm_key": tenant.realm_key,
        "user_key": tenant.learner(ANN),
        "anonymous": tenant.anonymous,
        "nobody": Asker(),
    }
