"""The toys' tables, access modes and URLs, in place of ours."""

import pytest
from django.db import connection

from bright.http.credentials import NAMES
from tests.asking import Asker
from tests.framework.toys import Book, Shelf

TOY_NAMES = {"toy", "toy_key", "other_id", "other_secret"}


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), connection.schema_editor() as editor:
        for model in (Shelf, Book):
            if model._meta.db_table not in connection.introspection.table_names():
                editor.create_model(model)


@pytest.fixture
def toys(db, settings, monkeypatch) -> Asker:
    """A client of the toy API that holds a realm key."""
    settings.ROOT_URLCONF = "tests.framework.urls"
    for module in (
        "bright.http.credentials",
        "bright.http.parameters",
        "bright.rest.pagination",
        "bright.rest.uploads",
    ):
        monkeypatch.setattr(f"{module}.NAMES", NAMES | TOY_NAMES)
    return Asker(toy="REALM_KEY")


@pytest.fixture
def shelf(toys) -> Shelf:
    return Shelf.objects.create(realm_id=1, guid="16-4fbd9ea698bce", title="Yoga & <more>", keeper="ann@example.com")
