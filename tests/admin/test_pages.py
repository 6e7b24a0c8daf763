"""Every page of the console opens: lists, searches, filters, records, forms."""

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import reverse

from apps.realm.models import Realm
from apps.realm_user.models import RealmUser
from apps.registration.models import Registration
from apps.user.models import User
from bright.admin.model_admin import OperatorAdmin

MODELS = sorted(admin.site._registry, key=lambda model: model._meta.label)
ids = [model._meta.label_lower for model in MODELS]


def place(model, page: str, *args) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)


@pytest.mark.parametrize("model", MODELS, ids=ids)
def test_a_list_and_a_search_and_a_record_open(console: Client, something_of_everything, model) -> None:
    assert console.get(place(model, "changelist")).status_code == 200
    for term in ("a", "7", "ann@example.com", "nul\0", "realm:1", "/bright", "☃"):
        assert console.get(place(model, "changelist"), {"q": term}).status_code == 200
    record = model._default_manager.first()
    if record is not None:
        assert console.get(place(model, "change", record.pk)).status_code == 200
        assert console.get(place(model, "history", record.pk)).status_code == 200


@pytest.mark.parametrize("model", MODELS, ids=ids)
def test_filters_take_any_value(console: Client, something_of_everything, model) -> None:
    names = [getattr(each, "parameter_name", "") or "" for each in admin.site._registry[model].list_filter]
    for name in filter(None, names):
        for value in ("1", "t", "nonsense", "99999999999999999999", "²"):
            answer = console.get(place(model, "changelist"), {name: value})
            assert answer.status_code in (200, 302), (name, value)


@pytest.mark.parametrize("asked", [{"secret_hash__startswith": "a"}, {"realm_guid": "\0"}, {"api_keys__id": "1"}])
def test_nothing_else_is_filtered_by(console: Client, db: None, asked) -> None:
    assert console.get(place(Realm, "changelist"), asked).status_code == 400


@pytest.mark.parametrize("model", MODELS, ids=ids)
def test_what_can_be_made_has_a_form_that_refuses_emptiness(console: Client, db: None, model) -> None:
    page = admin.site._registry[model]
    if isinstance(page, OperatorAdmin) and page.add_form:
        assert console.get(place(model, "add")).status_code == 200
        assert "required" in console.post(place(model, "add"), {}).text


def test_the_front_page_tells_what_is_here_and_what_was_refused(console: Client, something_of_everything) -> None:
    page = console.get("/admin/").text
    assert "<strong>1</strong> realms" in page and "401" in page


def test_pages_load_nothing_from_outside_and_run_no_inline_script(console: Client, something_of_everything) -> None:
    for address in (
        "/admin/",
        place(Registration, "changelist"),
        place(Registration, "change", Registration.objects.get().pk),
    ):
        answer = console.get(address)
        assert "default-src 'self'" in answer.headers["Content-Security-Policy"]
        assert "<script>" not in answer.text and " style=" not in answer.text and "<style" not in answer.text
        assert "https://" not in answer.text


@pytest.mark.parametrize("model", MODELS, ids=ids)
def test_staff_without_permissions_sees_no_list(client: Client, something_of_everything, model) -> None:
    client.force_login(User.objects.create_user("s@example.com", is_staff=True))
    assert client.get(place(model, "changelist")).status_code == 403


def test_a_learner_sees_no_page(client: Client, something_of_everything) -> None:
    client.force_login(RealmUser.objects.first().user)
    assert client.get("/admin/").status_code == 302
    assert client.get(place(Registration, "changelist")).status_code == 302
