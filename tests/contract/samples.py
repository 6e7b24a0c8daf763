"""Every request sample of the seed that is answered by records, as data; for the rest see test_seed_*.py.

Names in braces stand for what a test run has made: `{email}`, `{registration_guid}`. Our documents hold every
key that the specification documents and more (docs/contract/fields.md), so the whole key set is compared with ours, and
the specification's keys and types with the specification's.
"""

from dataclasses import dataclass, field

# Key → kind; `?` if it may be null. In the order of the answer.
COURSE = {
    "id": "integer", "course_guid": "text", "sc_course_id": "text", "course_provider_id": "integer", "title": "text",
    "custom": "text?", "metadata": "text", "registrations": "integer", "registration_count": "integer",
    "size": "integer", "versions": "integer", "created_at": "datetime", "updated_at": "datetime",
}  # fmt: skip
REGISTRATION = {
    "id": "integer", "registration_guid": "text", "course_guid": "text", "course_id": "integer",
    "course_provider_id": "integer", "learner_id": "text", "fname": "text", "lname": "text", "active": "boolean",
    "complete": "text", "success": "text", "score": "float?", "totaltime": "float", "attempts": "integer",
    "custom": "text?", "course_result": "text?", "full_result": "text?", "crawl_type": "text", "crawl_status": "text?",
    "crawl_error_msg": "text?", "number_of_crawl_errors": "integer", "last_crawled_at": "datetime?",
    "launched_at": "datetime?", "provider_created_at": "datetime?", "provider_accessed_at": "datetime?",
    "provider_completed_at": "datetime?", "provider_errcode": "text?", "provider_error_message": "text?",
    "deleted": "integer?", "ignore": "boolean", "externally_initialized": "boolean", "scorm_cloud_app_id": "integer",
    "scorm_cloud_course_id": "integer", "created_at": "datetime", "updated_at": "datetime",
}  # fmt: skip
REALM_USER = {
    "id": "integer", "realm_id": "integer", "user_id": "integer", "realm_role_id": "integer", "email": "text",
    "custom": "text?", "created_at": "datetime", "updated_at": "datetime",
}  # fmt: skip
API_KEY = {
    "access_token": "text?", "course_provider_id": "integer?", "created_at": "datetime", "expires_at": "datetime?",
    "id": "integer", "realm_id": "integer", "token_type": "text?", "updated_at": "datetime", "user_id": "integer?",
}  # fmt: skip
LAUNCH = {"launch_url": "text"}
TEMPLATE = {
    "id": "integer", "name": "text", "markup": "text", "mimetype": "text", "body": "text", "realm_id": "integer",
    "custom": "text?", "created_at": "datetime", "updated_at": "datetime",
}  # fmt: skip
ROOTS = {  # one record's element; a list's adds an s (docs/contract/formats.md, "XML")
    "course": "scorm-cloud-course", "registration": "registration", "realm_user": "realm-user", "api_key": "api-key",
    "template": "template",
}  # fmt: skip

# What the specification's own return data document: 3.2 (XML), 3.3.3, 4.2, 5.2.1.4, 5.5.2.3 (XML), 5.6.4.3, 5.6.2.
SEED_COURSE_XML = {
    "course_provider_id": "integer", "created_at": "datetime", "custom": "text?", "id": "integer", "metadata": "text",
    "registration_count": "integer", "sc_course_id": "text", "size": "integer", "title": "text",
    "updated_at": "datetime", "versions": "integer",
}  # fmt: skip
SEED_COURSE_JSON = {
    "created_at": "datetime", "id": "integer", "registrations": "integer", "course_guid": "text",
    "course_provider_id": "integer", "size": "integer", "title": "text", "updated_at": "datetime",
    "versions": "integer",
}  # fmt: skip
SEED_API_KEY = {
    "access_token": "text", "course_provider_id": "integer?", "created_at": "datetime", "expires_at": "datetime?",
    "id": "integer", "realm_id": "integer", "token_type": "text?", "updated_at": "datetime", "user_id": "integer?",
}  # fmt: skip
SEED_REALM_USER = {
    "created_at": "datetime", "custom": "text?", "id": "integer", "realm_id": "integer", "realm_role_id": "integer",
    "updated_at": "datetime", "user_id": "integer",
}  # fmt: skip
SEED_REGISTRATION = {
    "attempts": "integer", "complete": "text", "course_result": "text?", "crawl_error_msg": "text?",
    "crawl_status": "text?", "crawl_type": "text", "created_at": "datetime", "custom": "text?", "full_result": "text?",
    "id": "integer", "last_crawled_at": "datetime?", "launched_at": "datetime?", "learner_id": "text",
    "number_of_crawl_errors": "integer", "provider_completed_at": "datetime?", "course_guid": "text",
    "provider_created_at": "datetime?", "deleted": "integer?", "provider_errcode": "text?",
    "provider_error_message": "text?", "provider_accessed_at": "datetime?", "registration_guid": "text",
    "score": "float?", "scorm_cloud_app_id": "integer", "scorm_cloud_course_id": "integer",
    "course_provider_id": "integer", "course_id": "integer", "success": "text", "totaltime": "float",
    "updated_at": "datetime",
}  # fmt: skip


@dataclass(frozen=True)
class Sample:
    section: str
    caller: str  # pair, app, realm_key, learner (as api_key), learner_token (as api_token), nobody
    path: str
    parameters: dict[str, str | list[str]] = field(default_factory=dict)
    method: str = "GET"
    status: int = 200
    keys: dict[str, str] | None = None  # of each record; None: the body is empty
    documented: dict[str, str] = field(default_factory=dict)
    records: int | None = 1  # None: one record, not in a list
    exact: str = ""  # the whole body, where the specification prints it

    @property
    def format(self) -> str:
        return self.path.rpartition(".")[2] if self.path.endswith((".xml", ".csv", ".json")) else "json"

    @property
    def root(self) -> str:
        return ROOTS[self.path.replace("registation", "registration").partition("/")[0].partition(".")[0]]


GUID, BRET = "16-4fbd9ea698bce", "bret@aura-software.com"
POINTS = r"points_available\":\"([4-9]|[1-9]([0-9])+)"
NESTED = "course_guid,title,custom,registrations.complete,registrations.registration_guid"
NESTED_KEYS = {"course_guid": "text", "title": "text", "custom": "text?", "registrations": "array"}
FOR_ADMIN = {"user_email": "admin@aura-software.com"}
FOUND = {"learner_id": BRET, "course_guid": GUID}

SAMPLES = [
    Sample("3.2", "pair", "course.xml", keys=COURSE, documented=SEED_COURSE_XML),
    Sample("3.3.2", "pair", "course.xml", keys=COURSE),
    Sample("3.3.3", "app", "course.json", keys=COURSE, documented=SEED_COURSE_JSON),
    Sample("3.3.4", "pair", "course.csv", keys=COURSE),
    Sample("3.4", "pair", "course.json", {"title_re": ["^System", "Course$"], "custom_re": "onboarding"}, keys=COURSE),
    Sample("3.4.1", "pair", "course.json", {"custom_re": POINTS}, keys=COURSE),
    Sample("3.4.2", "pair", "course.json",
           {"custom_re0": POINTS, "custom_re1": '"category":"onboarding"'}, keys=COURSE),
    Sample("3.5", "pair", "course.json", {"include_registrations": "t", "fields": NESTED}, keys=NESTED_KEYS),
    Sample("4.1 create", "app", "api_key/create", FOR_ADMIN, status=201, keys=API_KEY, documented=SEED_API_KEY,
           records=None),
    Sample("4.1 use", "learner_token", "course.xml", keys=COURSE),
    Sample("4.2 create", "pair", "api_key/gcreate", status=201, keys=API_KEY, documented=SEED_API_KEY, records=None),
    Sample("4.2 key", "realm_key", "course", keys=COURSE),
    Sample("4.2 pair", "pair", "course", keys=COURSE),
    Sample("4.3", "app", "course.xml", keys=COURSE, documented=SEED_COURSE_XML),
    Sample("5.2.1.4", "app", "api_key/", FOR_ADMIN, "POST", 201, API_KEY, SEED_API_KEY, None),
    Sample("5.2.1.5 no pair", "nobody", "api_key", FOR_ADMIN, "POST", 401),
    Sample("5.2.1.5 invalid", "app", "api_key", {"user_email": "not an address"}, "POST", 500),
    Sample("5.3.2.3", "pair", "course.json", {"course_guid": GUID}, keys=COURSE),
    Sample("5.3.2.2 id", "pair", "course.json", {"id": GUID}, keys=COURSE),
    Sample("5.5.1", "realm_key", "realm_user.json", {"email": "{email}"}, keys=REALM_USER, documented=SEED_REALM_USER),
    Sample("5.5.2.3", "realm_key", "realm_user/gcreate.xml", {"email": "bretx@aura-software.com", "custom": "foo"},
           status=201, keys=REALM_USER, documented=SEED_REALM_USER, records=None),
    Sample("5.5.2.2 exists", "realm_key", "realm_user/gcreate.xml", {"email": "{email}"}, status=302, keys=REALM_USER,
           records=None),
    Sample("5.5.3.3", "realm_key", "realm_user/gupdate.xml", {"email": "{email}", "custom": "foox"}, keys=REALM_USER,
           documented=SEED_REALM_USER, records=None),
    Sample("5.5.3.2 unknown", "realm_key", "realm_user/gupdate.xml", {"email": "nobody@example.com"}, status=404),
    Sample("5.6.3.4", "learner", "registration.json", FOUND, keys=REGISTRATION, documented=SEED_REGISTRATION),
    Sample("2.1 slip", "learner", "registation.json", FOUND, keys=REGISTRATION),
    Sample("5.6.3.2 last_only", "realm_key", "registration.xml", {"last_only": "t"}, keys=REGISTRATION,
           documented=SEED_REGISTRATION),
    Sample("5.6.4.3", "learner_and_app", "registration/gcreate.json", {**FOUND, "dont_duplicate": "t"},
           keys=REGISTRATION, documented=SEED_REGISTRATION, records=None),
    Sample("5.6.4.2 new", "app", "registration/gcreate.json", FOUND, status=201, keys=REGISTRATION,
           documented=SEED_REGISTRATION, records=None),
    Sample("5.6.4.2 no course", "app", "registration.json", {"learner_id": BRET}, "POST", 404),
    Sample("5.6.4.2 invalid", "app", "registration.json", {"learner_id": "bret", "course_guid": GUID}, "POST", 500),
    Sample("5.6.5", "learner", "registration/{registration_guid}/launch_url.json",
           {"redirect_url": "https://wordpress.example/", "review": "1", "launching": "1", "tags": "a,b"},
           keys=LAUNCH, records=None),
    Sample("5.8.1", "realm_key", "template.json", keys=TEMPLATE),
    Sample("5.8.1 name", "learner", "template.xml", {"name": "My Template"}, keys=TEMPLATE),
    Sample("5.8.1 markup", "pair", "template.csv", {"markup": "handlebars"}, keys=TEMPLATE),
    Sample("5.8.1 mimetype", "pair", "template.json", {"mimetype": "text/plain"}, keys=TEMPLATE, records=0),
    Sample("5.8.1 malformed", "pair", "template.json", {"name_re": "("}, status=500),
    Sample("6 jsonc", "app", "course.jsonc", status=406),
    Sample("6.1 -I", "app", "course.jsonc", method="HEAD", status=406),
    Sample("6.1 no match", "app", "course.json", {"title": "nosuchcourse"}, keys=COURSE, records=0, exact="[]"),
    Sample("6.2", "unknown_app", "api_key", {"user_email": "newuser@aura-software.com"}, "POST", 401),
    Sample("6.3", "bogus", "course.json", {"course_guid": "course1"}, status=401),
]  # fmt: skip
