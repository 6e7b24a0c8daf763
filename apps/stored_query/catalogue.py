"""The views that a stored query may read: names, columns, one sentence for each, and whose rows they are.

Every view has up to three arms, of which one at most has rows in a run (apps/stored_query/scope.py says which):
`all` for an access to a whole realm or provider, `own` for a learner's key, `invited` for an invitation's reports.
They are separate, and not one condition with ORs, so that each finds its rows by an index.
"""

from dataclasses import dataclass

SCOPE = "bright_q_seal.scope"
REALM, PROVIDER = f"(SELECT realm_id FROM {SCOPE})", f"(SELECT course_provider_id FROM {SCOPE})"
EMAIL, INVITATION = f"(SELECT email FROM {SCOPE})", f"(SELECT invitation_id FROM {SCOPE})"
REALM_IF_ALL = f"(SELECT realm_id FROM {SCOPE} WHERE email IS NULL AND invitation_id IS NULL)"
REALM_IF_NO_PROVIDER = (
    f"(SELECT realm_id FROM {SCOPE} WHERE email IS NULL AND invitation_id IS NULL AND course_provider_id IS NULL)"
)


@dataclass(frozen=True)
class Column:
    name: str
    sql: str  # over the tables of the view's `source`
    help: str


@dataclass(frozen=True)
class View:
    name: str
    help: str
    columns: tuple[Column, ...]
    source: str  # FROM …, with its joins
    visible: str  # what is seen at all: not the deleted
    arms: tuple[str, ...]  # conditions; each arm's rows are added

    @property
    def sql(self) -> str:
        columns = ",\n       ".join(f"{column.sql} AS {column.name}" for column in self.columns)
        arms = (f"SELECT {columns}\n  FROM {self.source}\n WHERE ({arm})\n   AND ({self.visible})" for arm in self.arms)
        return f"CREATE VIEW bright_q.{self.name} WITH (security_barrier) AS\n" + "\nUNION ALL\n".join(arms)


def columns(*rows: tuple[str, str, str]) -> tuple[Column, ...]:
    return tuple(Column(*row) for row in rows)


def when(gate: str, condition: str) -> str:
    """An arm that is not even looked into unless the gate, a value of the scope, is there."""
    return f"{gate} IS NOT NULL AND {condition}"


def of_provider(column: str) -> str:
    return f"({PROVIDER} IS NULL OR {column} = {PROVIDER})"


REGISTRATION_ARMS = (
    when(REALM_IF_ALL, f"r.realm_id = {REALM} AND {of_provider('r.course_provider_id')}"),
    when(EMAIL, f"r.realm_id = {REALM} AND r.learner_email = {EMAIL} AND {of_provider('r.course_provider_id')}"),
    when(
        INVITATION,
        f"""r.realm_id = {REALM} AND r.id IN (
            SELECT s.registration_id FROM invitation_seat s JOIN invitation_invitationlearner l ON l.id = s.learner_id
             WHERE l.invitation_id = {INVITATION})""",
    ),
)
REGISTRATION_VISIBLE = "r.deleted IS NULL AND c.deleted_at IS NULL"
REGISTRATION_SOURCE = "registration_registration r JOIN course_course c ON c.id = r.course_id"
MAY_REPORT = f"(i.owner_email = {EMAIL} OR {EMAIL} = ANY (i.reporting_users))"
ALL_OF_REALM = when(REALM_IF_NO_PROVIDER, f"i.realm_id = {REALM}")
OF_ONE_INVITATION = when(INVITATION, f"i.realm_id = {REALM} AND i.id = {INVITATION}")
INVITATION_ARMS = (ALL_OF_REALM, when(EMAIL, f"i.realm_id = {REALM} AND {MAY_REPORT}"), OF_ONE_INVITATION)
LEARNER_ARMS = (ALL_OF_REALM, when(EMAIL, f"i.realm_id = {REALM} AND l.email = {EMAIL}"), OF_ONE_INVITATION)
LEARNER_SOURCE = "invitation_invitationlearner l JOIN invitation_invitation i ON i.id = l.invitation_id"

REALM_USERS = View(
    "realm_users",
    "The realm's users, with their roles. Without rows for a course provider's access.",
    columns(
        ("id", "m.id", "The realm_user's own number."),
        ("user_id", "m.user_id", "The person, the same number in every realm."),
        ("email", "u.email", "The address, in lower case; equals learner_email elsewhere."),
        ("realm_role_id", "m.realm_role_id", "1 learner, 2 instructor, 3 administrator."),
        ("custom", "m.custom", "The client's own text, byte for byte."),
        ("created_at", "m.created_at", "When the person joined the realm."),
        ("updated_at", "m.updated_at", "When the row last changed."),
    ),
    "realm_user_realmuser m JOIN user_user u ON u.id = m.user_id",
    "true",
    (
        when(REALM_IF_NO_PROVIDER, f"m.realm_id = {REALM}"),
        when(EMAIL, f"m.realm_id = {REALM} AND u.email = {EMAIL}"),
        when(
            INVITATION,
            f"""m.realm_id = {REALM} AND u.email IN (
            SELECT l.email FROM invitation_invitationlearner l WHERE l.invitation_id = {INVITATION})""",
        ),
    ),
)
COURSES = View(
    "courses",
    "The courses that are not deleted.",
    columns(
        ("id", "c.id", "The course's own number; course_id elsewhere."),
        ("course_guid", "c.course_guid", "The name that clients know it by; unique in its provider."),
        ("course_provider_id", "c.course_provider_id", "The provider that it is played by."),
        ("title", "c.title", "The title."),
        ("custom", "c.custom", "The client's own text, byte for byte."),
        ("metadata", "c.metadata", "JSON text: title, description, duration, typicaltime, keywords."),
        ("registration_count", "c.registration_count", "How many registrations it has, deleted ones left out."),
        ("size", "c.size", "The package's bytes."),
        ("versions", "c.versions", "How many versions its provider keeps; -1: none."),
        ("created_at", "c.created_at", "When it was made."),
        ("updated_at", "c.updated_at", "When it last changed."),
    ),
    "course_course c",
    "c.deleted_at IS NULL",
    (f"c.realm_id = {REALM} AND {of_provider('c.course_provider_id')}",),
)
COURSE_PROVIDERS = View(
    "course_providers",
    "Where courses are played, without anything secret.",
    columns(
        ("id", "p.id", "The provider's own number; course_provider_id elsewhere."),
        ("name", "p.name", "Its name, unique in the realm."),
        ("provider_type", "p.provider_type", "embedded, scorm_cloud_v1, scorm_cloud_v2."),
    ),
    "course_provider_courseprovider p",
    "true",
    (when(REALM_IF_ALL, f"p.realm_id = {REALM} AND {of_provider('p.id')}"),),
)
REGISTRATIONS = View(
    "registrations",
    "Learners on courses, with their results; deleted registrations and those of deleted courses are left out.",
    columns(
        ("id", "r.id", "The registration's own number."),
        ("registration_guid", "r.registration_guid", "The name that clients know it by."),
        ("course_id", "r.course_id", "The course's own number."),
        ("course_guid", "c.course_guid", "The course's guid."),
        ("course_title", "c.title", "The course's title."),
        ("course_provider_id", "r.course_provider_id", "The provider that plays it."),
        ("learner_id", "r.learner_id", "The learner's address, as it was sent."),
        ("learner_email", "r.learner_email", "The learner's address in lower case: compare and join by this one."),
        ("fname", "r.fname", "First name."),
        ("lname", "r.lname", "Last name."),
        ("active", "r.active", "False: can't be launched any more."),
        ("complete", "r.complete", "complete, incomplete, unknown."),
        ("success", "r.success", "passed, failed, unknown."),
        ("score", "r.score", "0 to 100; null if the course gave none."),
        ("totaltime", "r.totaltime", "Seconds spent."),
        ("attempts", "r.attempts", "How many attempts there were."),
        ("custom", "r.custom", "The client's own text, byte for byte."),
        ("launched_at", "r.launched_at", "When it was last launched."),
        ("completed_at", "r.provider_completed_at", "When it was completed."),
        ("accessed_at", "r.provider_accessed_at", "When the learner was last seen in it."),
        ("crawl_status", "r.crawl_status", "success or error: how the last look at the provider went."),
        ("last_crawled_at", "r.last_crawled_at", "When the provider was last asked for the result."),
        ("created_at", "r.created_at", "When it was made."),
        ("updated_at", "r.updated_at", "When it last changed: what an incremental export compares with."),
    ),
    REGISTRATION_SOURCE,
    REGISTRATION_VISIBLE,
    REGISTRATION_ARMS,
)
LAUNCH_HISTORIES = View(
    "launch_histories",
    "One row for each launch of a course.",
    columns(
        ("id", "h.id", "The launch's own number."),
        ("registration_guid", "r.registration_guid", "The registration that was launched."),
        ("course_guid", "c.course_guid", "Its course."),
        ("learner_email", "r.learner_email", "Its learner, in lower case."),
        ("launch_source", "h.launch_source", "What the client said it launched from."),
        ("review", "h.review", "True: a look without recording."),
        ("created_at", "h.created_at", "When it was launched."),
        ("exited_at", "h.exited_at", "When it was left; null if that is not known."),
    ),
    "launch_history_launchhistory h JOIN registration_registration r ON r.id = h.registration_id"
    " JOIN course_course c ON c.id = r.course_id",
    REGISTRATION_VISIBLE,
    REGISTRATION_ARMS,
)
