"""Stored queries in the admin: saved with clear error messages, test-run, downloaded."""

import pytest
from django.test import Client
from django.urls import reverse

from apps.stored_query.models import StoredQuery
from apps.user.models import User
from apps.user.sign_in import sign_in_url
from tests.admin.test_looks import look
from tests.apps.records import ANN, BOB, make_course, make_registration

LOOKS = [("dark", 1280), ("light", 390)]


@pytest.fixture(autouse=True)
def plain_static_files(settings):
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}


@pytest.fixture
def operator(db) -> User:
    return User.objects.create_superuser("operator@example.com", "a long password")


@pytest.fixture
def console(client: Client, operator: User) -> Client:
    client.force_login(operator)
    return client


def place(page: str, *args) -> str:
    return reverse(f"admin:stored_query_storedquery_{page}", args=args)


def new(tenant, **values):
    return {"realm": tenant.realm.pk, "name": "best", "sql": "SELECT 1", "parameters": "[]", "level": "realm", **values}


def test_a_query_is_created_and_changed(console, tenant):
    answer = console.post(place("add"), new(tenant), follow=True)
    query = StoredQuery.objects.get(name="best")
    assert (query.realm, answer.status_code) == (tenant.realm, 200)
    assert b"invitation_registrations" in answer.content  # the views are listed beside the editor
    values = {"sql": "SELECT :a", "parameters": '[{"name": "a"}]', "level": "any_user", "description": "x"}
    changed = console.post(place("change", query.pk), {**values, "_run": "Save and test run"})
    assert changed.headers["location"] == place("run", query.pk)
    query.refresh_from_db()
    assert (query.sql, query.level, query.realm) == ("SELECT :a", "any_user", tenant.realm)
    assert b"already" in console.post(place("add"), new(tenant)).content


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"sql": "SELECT sucess FROM registrations"}, "did you mean “success”? (line 1, column 8)"),
        ({"sql": "SELECT 1 FROM regstrations"}, "did you mean “registrations”?"),
        (
            {"sql": "UPDATE registrations SET score = 100"},
            "A stored query must be one SELECT; this one begins with UPDATE.",
        ),
        ({"sql": "SELECT 1 +"}, "syntax error"),
        ({"sql": "SELECT :a"}, ":a is not a declared parameter."),
        ({"sql": "SELECT pg_sleep(9)"}, "pg_sleep may not be used in a stored query."),
        ({"parameters": "x"}, "The parameters are not JSON."),
        ({"name": "run"}, "This word is an action of the API; choose another name."),
    ],
)
def test_a_bad_value_is_reported_at_its_field(console, tenant, values, sentence):
    answer = console.post(place("add"), new(tenant, **values))
    assert answer.status_code == 200
    assert any(sentence in error for errors in answer.context["form"].errors.values() for error in errors)
    query, _ = StoredQuery.objects.get_or_create_own(tenant.realm.pk, "kept", sql="SELECT 1")
    if "sql" in values:
        answer = console.post(place("change", query.pk), {**values, "parameters": "[]", "level": "realm"})
        assert any(sentence in error for error in answer.context["adminform"].form.errors["sql"])


@pytest.mark.django_db(transaction=True)
def test_a_test_run_shows_rows_time_and_curl(console, tenant, other_tenant):
    for owner in (tenant, other_tenant):
        course = make_course(owner, "yoga", title=f"Yoga of {owner.realm}")
        for email in (ANN, BOB):
            make_registration(course, email)
    builtin = StoredQuery.objects.get(name="learner_transcript")
    page = console.get(place("run", builtin.pk))
    assert page.status_code == 200 and "result" not in page.context
    given = {"realm": tenant.realm.pk, "p_learner_id": "Ann@Example.com", "learner": "", "run": "Run"}
    page = console.get(place("run", builtin.pk), given)
    result = page.context["result"]
    assert [row[:3] for row in result.first] == [(ANN, "yoga", "Yoga of Acme")]
    assert result.milliseconds > 0 and not result.error
    for piece in ("name=learner_transcript", "query_scope=bright", "learner_id=Ann@Example.com", "--fail"):
        assert piece in page.context["curl"]
    as_bob = console.get(place("run", builtin.pk), {**given, "p_learner_id": "", "learner": BOB}).context["result"]
    assert [row[0] for row in as_bob.first] == [BOB]
    table = console.get(place("run", builtin.pk), {**given, "csv": "1"})
    assert table.headers["content-type"] == "text/csv; charset=utf-8"
    assert table.content.decode().splitlines()[1].startswith(f"{ANN},yoga,")


def test_a_test_run_shows_a_hundred_rows_or_an_error(console, tenant):
    text = "SELECT n, :i / (n - 150) FROM generate_series(1, 120) n"
    query, _ = StoredQuery.objects.get_or_create_own(
        tenant.realm.pk, "many", sql=text, parameters='[{"name": "i", "type": "integer"}]'
    )
    result = console.get(place("run", query.pk), {"run": "Run"}).context["result"]
    assert (len(result.first), result.has_more) == (100, True)
    assert "not a value" in console.get(place("run", query.pk), {"run": "Run", "p_i": "x"}).context["result"].error
    query.amend(sql="SELECT :i / (n - 50) FROM generate_series(1, 120) n")
    result = console.get(place("run", query.pk), {"run": "Run", "p_i": "1"}).context["result"]
    assert result.error == "division by zero."
    page = console.get(place("run", query.pk), {"csv": "1", "p_i": "1"})
    assert (page.status_code, "division by zero" in page.content.decode()) == (200, True)


def test_a_builtin_can_only_be_viewed(console, tenant):
    builtin = StoredQuery.objects.get(name="learner_transcript")
    assert console.get(place("change", builtin.pk)).status_code == 200
    answer = console.post(place("change", builtin.pk), {"sql": "SELECT 1", "parameters": "[]", "level": "realm"})
    assert answer.status_code == 403
    assert console.get(place("run", 10**9)).status_code == 404


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("scheme", "width"), LOOKS)
def test_the_pages_fit_and_keep_their_policy(live_bright, browser, operator, tenant, settings, scheme, width):
    course = make_course(tenant, "yoga", title="Yoga for beginners")
    for number in range(30):
        make_registration(course, f"learner{number}@example.com")
    text = (
        "SELECT learner_id, course_title, complete, score, created_at\n  FROM registrations\n WHERE created_at > :since"
    )
    declared = '[{"name": "since", "type": "datetime", "description": "only those made after this"}]'
    query, _ = StoredQuery.objects.get_or_create_own(tenant.realm.pk, "new learners", sql=text, parameters=declared)
    builtin = StoredQuery.objects.get(name="invitation_completion_matrix")
    page = browser.new_context(color_scheme=scheme, viewport={"width": width, "height": 900}).new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(live_bright.base_url + sign_in_url(operator).removeprefix(settings.BRIGHT_BASE_URL))
    pages = {
        "queries": place("changelist"),
        "query": place("change", query.pk),
        "query-new": place("add"),
        "query-run": place("run", query.pk) + "?p_since=2020-01-01&run=Run",
        "query-builtin": place("run", builtin.pk),
    }
    for name, path in pages.items():
        look(page, live_bright.base_url + path, name, scheme, width)
    page.context.close()
    assert complaints == []
