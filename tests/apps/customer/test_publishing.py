"""What may be published, under which paths, and for whom."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from apps.customer.models import ADMITS, CustomerEndpoint
from tests.apps.customer.conftest import publish
from tests.apps.records import ANN
from tests.asking import Asker
from tests.conftest import Tenant

pytestmark = pytest.mark.usefixtures("example_package")

COLUMNS = {
    "admits_realm": ("pair", "realm_key"),
    "admits_provider": ("app", "provider_key"),
    "admits_users": ("learner",),
    "admits_anonymous": ("anonymous",),
}


def callers(tenant: Tenant) -> dict[str, Asker]:
    names = ("pair", "realm_key", "app", "provider_key", "anonymous")
    return {**{name: getattr(tenant, name) for name in names}, "learner": tenant.learner(ANN)}


@pytest.mark.parametrize("column", ADMITS)
def test_each_column_admits_only_its_kinds_of_access(tenant, column):
    publish(tenant, "hours", "hours", **{name: name == column for name in ADMITS})
    for name, asker in callers(tenant).items():
        assert asker("customer/hours").status == (200 if name in COLUMNS[column] else 401), name


def test_only_realm_access_gets_404_for_an_unpublished_path(tenant, other_tenant):
    publish(other_tenant, "theirs", "hours", **dict.fromkeys(ADMITS, True))
    publish(tenant, "off", "hours", enabled=False, **dict.fromkeys(ADMITS, True))
    publish(tenant, "private", "hours")
    for name, asker in callers(tenant).items():
        for path in ("nothing", "theirs", "off"):
            answer = asker(f"customer/{path}")
            assert (answer.status, answer.body) == (404 if name in COLUMNS["admits_realm"] else 401, b""), (name, path)
        assert asker("customer/private").status == (200 if name in COLUMNS["admits_realm"] else 401), name


def test_two_realms_may_publish_under_the_same_path(tenant, other_tenant):
    publish(tenant, "report", "learners")
    publish(other_tenant, "report", "hours")
    assert tenant.pair("customer/report").json == {"path": "report", "learners": {}}
    assert other_tenant.pair("customer/report").json == []


def test_501_comes_before_401_before_406_before_404(tenant):
    both = Asker(**tenant.pair.credentials, **tenant.realm_key.credentials)
    assert both("customer/nothing", format="jsonc").status == 501
    assert Asker(api_key="x")("customer/nothing", format="jsonc").status == 401
    assert tenant.pair("customer/nothing", format="jsonc").status == 406
    assert tenant.pair("customer/nothing").status == 404


def test_only_a_known_format_is_a_suffix(tenant):
    publish(tenant, "v1.2/report.pdf", "learners")
    for path in ("v1.2/report.pdf", "v1.2/report.pdf.json", "v1.2/report.pdf/"):
        assert tenant.pair(f"customer/{path}").json["path"] == "v1.2/report.pdf"
    assert tenant.pair("customer/v1.2/report").status == 404
    assert tenant.pair("customer/v1.2/report%00").status == 404


def test_other_methods_are_405(tenant):
    publish(tenant, "hours", "hours")
    for method, path in (
        ("PUT", "customer/hours"),
        ("DELETE", "customer/hours"),
        ("GET", "customer"),
        ("POST", "customer"),
    ):
        assert tenant.pair.send(method, path).status == 405, (method, path)
        assert Asker().send(method, path).status == 401, (method, path)
    assert tenant.pair("customer/hours/new").status == 404


@pytest.mark.parametrize("path", ["", "/a", "a/", "a//b", "a.json", "a/b.csv", ".", "a/../b", "a b", "é", "a?b", "a\n"])
def test_an_unreachable_path_is_refused(tenant, path):
    with pytest.raises(ValidationError):
        publish(tenant, path, "hours")


def test_an_endpoint_has_either_a_query_or_a_view(tenant):
    with pytest.raises(ValidationError, match="either a stored query or a view"):
        publish(tenant, "neither")
    with pytest.raises(IntegrityError), transaction.atomic():
        CustomerEndpoint.objects.create(realm=tenant.realm, path="neither")
    publish(tenant, "once", "hours")
    with pytest.raises(ValidationError, match="already has an endpoint with this path"):
        publish(tenant, "once", "learners")
