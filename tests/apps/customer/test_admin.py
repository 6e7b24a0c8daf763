"""Publishing endpoints in the admin."""

import pytest
from django.test import Client

from apps.customer.models import CustomerEndpoint
from apps.realm.models import Realm
from apps.stored_query.models import StoredQuery
from tests.apps.customer.conftest import publish

LIST = "/admin/customer/customerendpoint/"


@pytest.fixture
def console(client: Client, admin_user, settings) -> Client:
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}
    client.force_login(admin_user)
    return client


def test_an_operator_publishes_an_installed_view(console, example_package, tenant):
    form = console.get(f"{LIST}add/").content.decode()
    assert "example-customer-views:hours (1.2)" in form
    values = {"realm": tenant.realm.pk, "path": "hours", "view": "example-customer-views:hours", "enabled": "on"}
    assert console.post(f"{LIST}add/", {**values, "admits_users": "on"}).status_code == 302
    made = CustomerEndpoint.objects.get()
    assert (str(made), made.admits_realm, made.admits_users) == ("customer/hours", False, True)
    listed = console.get(LIST).content.decode()
    assert "keys bound to a user" in listed
    assert "published" in listed


def test_mistakes_are_shown_in_the_form(console, example_package, tenant, other_tenant):
    theirs, _ = StoredQuery.objects.get_or_create_own(other_tenant.realm.pk, "theirs", sql="SELECT 1")
    values = {"realm": tenant.realm.pk, "path": "a", "enabled": "on"}
    for wrong, sentence in (
        ({}, "Choose either a stored query or a view."),
        (
            {"view": "example-customer-views:hours", "stored_query": theirs.pk},
            "This stored query belongs to another realm.",
        ),
        ({"view": "nobody:nothing"}, "nobody:nothing is not one of the available choices."),
        ({"view": "example-customer-views:hours", "path": "a.json"}, "which name a format"),
    ):
        answer = console.post(f"{LIST}add/", {**values, **wrong})
        assert (answer.status_code, sentence in answer.content.decode()) == (200, True), sentence
    assert not CustomerEndpoint.objects.exists()


def test_a_view_of_a_missing_package_is_reported_and_kept(console, tenant):
    endpoint = publish(tenant, "old", of="gone-package", view="hours")
    page = f"{LIST}{endpoint.pk}/change/"
    shown = console.get(page).content.decode()
    assert "old can&#x27;t answer: its view gone-package:hours needs the package gone-package" in shown
    assert "needs the package gone-package, which is not installed" in console.get(LIST).content.decode()
    values = {"realm": tenant.realm.pk, "path": "old", "view": "gone-package:hours", "admits_realm": "on"}
    assert console.post(page, values).status_code == 302
    endpoint.refresh_from_db()
    assert (endpoint.view, endpoint.enabled) == ("gone-package:hours", False)


def test_the_page_does_not_grow_with_the_number_of_realms_and_queries(console, tenant):
    def size() -> int:
        return console.get(f"{LIST}add/").content.count(b"<option")

    before = size()
    for number in range(20):
        realm, _ = Realm.create(f"realm {number}")
        StoredQuery.objects.get_or_create_own(realm.pk, "more", sql="SELECT 1")
    assert size() == before
    chosen = {"app_label": "customer", "model_name": "customerendpoint", "field_name": "stored_query", "term": "mor"}
    assert len(console.get("/admin/autocomplete/", chosen).json()["results"]) == 20
