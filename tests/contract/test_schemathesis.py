"""schemathesis drives the API by our own OpenAPI: whatever it sends, what is answered is what is documented.

Its cases come in three phases: examples, coverage (what the schemas' own edges give), and fuzzing. They are sent by
each kind of caller in turn, the same ones each time; `make soak` sends many more, by chance.
"""

import os
from collections import Counter

import pytest

from apps.course_provider.providers.fake import FakeProvider
from tests.asking import Answer
from tests.contract.openapi_drive import Drive, least, what_is_wrong

SOAK = bool(os.environ.get("BRIGHT_SOAK"))
LEAST_CASES, FUZZED, THINNED = (50_000, 150, 1) if SOAK else (5_000, 3, 5)
PAST_AUTHENTICATION = 0.3  # of the cases, at least
SUCCESSES = frozenset((200, 201, 202, 302))


@pytest.mark.timeout(7200)
def test_whatever_schemathesis_sends_is_answered_as_documented(tenant, caplog, capsys):
    drive = Drive(tenant, FUZZED, THINNED, by_chance=SOAK)
    drive.run()
    FakeProvider.accounts.clear()
    statuses = sum(drive.statuses.values(), Counter())
    past = sum(count for status, count in statuses.items() if status not in (401, 501))
    never = [operation.label for operation in drive.operations if not SUCCESSES & set(drive.statuses[operation.label])]
    with capsys.disabled():
        print(f"\nschemathesis: {statuses.total()} cases of {len(drive.operations)} operations, "
              f"{past / statuses.total():.0%} past authentication; {dict(sorted(statuses.items()))}")  # fmt: skip
    assert not drive.wrong, drive.report()
    assert not [record for record in caplog.records if "event=unhandled" in record.getMessage()]
    assert never == []
    assert past >= PAST_AUTHENTICATION * statuses.total()
    assert statuses.total() >= LEAST_CASES


@pytest.mark.parametrize(
    ("status", "headers", "body"),
    [
        (418, {}, b""),
        (500, {}, b""),
        (404, {}, b"Not found"),
        (200, {"content-type": "text/plain"}, b"[]"),
        (200, {"content-type": "application/json"}, b'[{"id": "1"}]'),
        (200, {"content-type": "application/json"}, b'[{"id": 1, "secret": "x"}]'),
    ],
    ids=["undocumented", "unmarked", "body of an error", "type", "kind of a field", "undocumented field"],
)
def test_what_is_not_as_documented_is_noticed(tenant, status, headers, body):
    """Answers made up to be wrong, each in one way; the same one put right is not."""
    drive = Drive(tenant, 0, 1, by_chance=False)
    case = least(next(operation for operation in drive.operations if operation.label == "GET /template"))
    request = drive.request(case, tenant.pair, False, None)
    assert list(what_is_wrong(case, request, Answer(status, headers, body)))
    right = Answer(200, {"content-type": "application/json"}, b'[{"id": 1}]')
    assert not list(what_is_wrong(case, request, right))
