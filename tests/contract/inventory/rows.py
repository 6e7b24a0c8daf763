"""One row of the inventory, and the short names of the files whose tests it names."""

# `name::test` is a test of that file; `samples[5.6.3.4]` is that sample's case of the one test that asks them all.
FILES = {
    "access": "tests/contract/test_access_table.py",
    "api_keys": "tests/apps/api_key/test_api_key.py",
    "commits": "tests/scorm_runtime/test_commits.py",
    "course_writing": "tests/apps/course/test_writing.py",
    "courses": "tests/apps/course/test_index.py",
    "customer": "tests/apps/customer/test_stored_queries.py",
    "customer_views": "tests/apps/customer/test_views.py",
    "fields": "tests/contract/test_seed_fields.py",
    "formats": "tests/apps/every_app/test_formats.py",
    "frame_reading": "tests/framework/test_reading.py",
    "frame_writing": "tests/framework/test_writing.py",
    "general": "tests/contract/test_seed_general.py",
    "invitation": "tests/contract/test_seed_invitation.py",
    "journey_dont_duplicate": "tests/journeys/test_dont_duplicate.py",
    "launch_url": "tests/apps/registration/test_launch_url.py",
    "launches": "tests/scorm_runtime/test_launches.py",
    "leaving": "tests/player/test_leaving.py",
    "logs": "tests/apps/every_app/test_logs.py",
    "odd": "tests/apps/every_app/test_odd_values.py",
    "providers": "tests/providers/test_every_provider.py",
    "realm_users": "tests/apps/realm_user/test_realm_user.py",
    "realms": "tests/contract/test_realms.py",
    "registration_writing": "tests/apps/registration/test_writing.py",
    "registrations": "tests/apps/registration/test_index.py",
    "requests": "tests/apps/every_app/test_requests.py",
    "samples": "tests/contract/test_samples.py",
    "stored_query": "tests/contract/test_seed_stored_query.py",
    "templates": "tests/apps/template/test_template.py",
    "wire": "tests/journeys/test_wire.py",
}
SAMPLE_TEST = f"{FILES['samples']}::test_sample_is_answered_as_documented"


class Row:
    """`text` is how the row begins in the specification; `kind` is the reader's, but text is a rule, or prose that
    promises
    nothing and needs no test. A section is covered by what it holds, unless it is empty."""

    def __init__(self, section: str, line: int, kind: str, text: str, *tests: str) -> None:
        self.section, self.line, self.kind, self.text = section, line, kind, text
        self.tests = tuple(node_id(test) for test in tests)


def node_id(test: str) -> str:
    if test.startswith("samples["):
        return SAMPLE_TEST + test.removeprefix("samples")
    file, _, name = test.partition("::")
    return f"{FILES[file]}::{name}"
