"""Who may run a query of each level, and whose rows it sees (docs/contract/resources/stored-query.md, "Levels")."""

import pytest
from django.db import connection

from apps.course.models import Course
from apps.invitation.initialization import InitializationMode
from apps.invitation.services import create_invitation
from apps.stored_query.models import StoredQuery
from tests.apps.records import ANN, BOB, add_provider, make_course, make_registration

pytestmark = pytest.mark.django_db(transaction=True)
OWNER, REPORTER, STRANGER = "owner@example.com", "reporter@example.com", "stranger@example.com"
LEVELS = {
    "any_user": "pair realm_key app provider_key learner",
    "invitation_owner": "pair realm_key owner reporter",
    "administrator": "pair realm_key app provider_key",
    "realm": "pair realm_key",
}
CUSTOM = f'{{"initiating_user": "{OWNER}", "reporting_users": "{REPORTER}, other@example.com"}}'
SEEN = "SELECT learner_email || ' ' || course_guid FROM registrations ORDER BY 1"


@pytest.fixture
def queries(tenant):
    """A query of each level, over a realm with two providers, two learners and an invitation that one of them is on."""
    yoga = make_course(tenant, "yoga")
    elsewhere = make_course(tenant, "tai-chi", provider=add_provider(tenant))
    for course in (yoga, elsewhere):
        for email in (ANN, BOB):
            make_registration(course, email)
    courses = Course.objects.filter(pk=yoga.pk)
    club = {"courses": courses, "mode": InitializationMode.AT_LAUNCH, "custom": CUSTOM}
    create_invitation(tenant.realm.pk, "club", learners=["carl@example.com"], **club)
    create_invitation(
        tenant.realm.pk, "secret", courses=courses, learners=["dora@example.com"], mode=InitializationMode.AT_LAUNCH
    )
    for level in LEVELS:
        StoredQuery.objects.get_or_create_own(tenant.realm.pk, level, sql=SEEN, level=level)


def callers(tenant):
    return {
        "pair": tenant.pair,
        "realm_key": tenant.realm_key,
        "app": tenant.app,
        "provider_key": tenant.provider_key,
        "learner": tenant.learner(ANN),
        "owner": tenant.learner(OWNER),
        "reporter": tenant.learner(REPORTER),
        "stranger": tenant.learner(STRANGER),
        "anonymous": tenant.anonymous,
    }


def test_who_may_run_each_level_and_which_rows_they_see(tenant, queries):
    asked = callers(tenant)
    everything = [f"{email} {course}" for email, course in (
        (ANN, "tai-chi"), (ANN, "yoga"), (BOB, "tai-chi"), (BOB, "yoga"),
        ("carl@example.com", "yoga"), ("dora@example.com", "yoga"))]  # fmt: skip
    of_provider = [row for row in everything if row.endswith("yoga")]
    sees = {
        "pair": everything, "realm_key": everything, "app": of_provider, "provider_key": of_provider,
        "learner": everything[:2], "owner": ["carl@example.com yoga"], "reporter": ["carl@example.com yoga"],
    }  # fmt: skip
    for level, admitted in LEVELS.items():
        for name, asker in asked.items():
            answer = asker("run", name=level, invitation_name="club")
            if name in admitted.split():
                assert [row for (row,) in answer.json] == sees[name], (level, name)
            elif level == "any_user" and name != "anonymous":
                assert answer.json == []  # a learner without rows
            else:
                assert (answer.status, answer.body) == (401, b""), (level, name)


def test_another_owners_invitation_answers_like_one_that_does_not_exist(tenant, queries):
    owner = tenant.learner(OWNER)
    for invitation in ("secret", "nothing", ""):
        assert owner("run", name="invitation_owner", invitation_name=invitation).status == 401
    assert owner("run", name="invitation_owner").status == 401


def test_every_view_shows_only_the_rows_of_the_scope(tenant, queries):
    """What a learner, an invitation's owner and a provider see of each view."""
    counts = {"owner": {}, "learner": {}, "app": {}, "pair": {}}
    asked = callers(tenant)
    views = ("realm_users", "courses", "course_providers", "registrations", "launch_histories", "interactions",
             "invitations", "invitation_courses", "invitation_learners", "invitation_registrations")  # fmt: skip
    for view in views:
        sql = f"SELECT count(*) FROM {view}"
        for level in ("any_user", "invitation_owner"):
            StoredQuery.objects.filter(name=level).update(sql=sql)
        for name in counts:
            level = "invitation_owner" if name == "owner" else "any_user"
            counts[name][view] = asked[name]("run", name=level, invitation_name="club").json[0][0]
    assert list(counts["pair"].values()) == [tenant.realm.realm_users.count(), 2, 2, 6, 0, 0, 2, 2, 2, 2]
    assert list(counts["app"].values()) == [0, 1, 1, 4, 0, 0, 0, 0, 0, 0]
    assert list(counts["learner"].values()) == [1, 2, 0, 2, 0, 0, 0, 0, 0, 0]
    assert list(counts["owner"].values()) == [1, 2, 0, 1, 0, 0, 1, 1, 1, 1]


def test_the_email_of_the_scope_has_the_collation_of_the_tables():
    """With another collation no index is used: 700 ms instead of 25 with a million registrations."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT attcollation = 'pg_catalog.default'::regcollation FROM pg_attribute"
            " WHERE attrelid = 'bright_q_seal.scope'::regclass AND attname = 'email'"
        )
        assert cursor.fetchone() == (True,)
