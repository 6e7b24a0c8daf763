"""Each sample of the specification is asked as it is printed; status, keys, types and elements are compared."""

import csv
import io
import re
from typing import Any

import pytest
from lxml import etree

from apps.realm_user.models import RealmUser
from apps.template.models import Template
from tests.apps.records import make_course, make_registration
from tests.asking import Answer, Asker
from tests.contract.samples import BRET, GUID, SAMPLES, Sample

CUSTOM = '{"points_available":"7","category":"onboarding"}'
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", re.ASCII)
PYTHON = {"integer": int, "float": float, "boolean": bool, "text": str, "datetime": str, "array": list}


@pytest.fixture
def callers(tenant) -> dict[str, Asker]:
    learner = tenant.learner(BRET)
    return {
        "pair": tenant.pair,
        "app": tenant.app,
        "realm_key": tenant.realm_key,
        "learner": learner,
        "learner_token": Asker(api_token=learner.credentials["api_key"]),
        "learner_and_app": Asker(**learner.credentials, **tenant.app.credentials),
        "nobody": Asker(),
        "bogus": Asker(api_key="bogus!"),
        "unknown_app": Asker(**{**tenant.app.credentials, "sc_app_id": "RQIBAXU49Ix"}),
    }


@pytest.fixture
def ask(tenant, callers):
    """Asks a sample, its names in braces filled in."""
    course = make_course(tenant, GUID, title="System Test Course", custom=CUSTOM, size=157758)
    Template.objects.create(realm=tenant.realm, name="My Template")
    registration = make_registration(course, BRET, dedup_key=f"{course.pk}:{BRET}")
    filled = {"email": BRET, "registration_guid": registration.registration_guid}

    def ask(sample: Sample) -> Answer:
        given = {name: one.format(**filled) if isinstance(one, str) and one[:1] == "{" else one
                 for name, one in sample.parameters.items()}  # fmt: skip
        body = {"form": given} if sample.method == "POST" else {"query": given}
        return callers[sample.caller].send(sample.method, sample.path.format(**filled), **body)

    return ask


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.section)
def test_sample_is_answered_as_documented(ask, sample):
    answer = ask(sample)
    assert answer.status == sample.status
    if sample.keys is None:
        assert answer.body == b""
        return
    {"json": check_json, "xml": check_xml, "csv": check_csv}[sample.format](answer, sample)
    if sample.exact:
        assert answer.text == sample.exact


def check_json(answer: Answer, sample: Sample) -> None:
    assert answer.headers["content-type"] == "application/json; charset=utf-8"
    records = [answer.json] if sample.records is None else answer.json
    assert isinstance(records, list) and len(records) == (1 if sample.records is None else sample.records)
    for record in records:
        assert list(record) == list(sample.keys)
        for name, kind in {**sample.keys, **sample.documented}.items():
            check_value(name, record[name], kind)


def check_value(name: str, value: Any, kind: str) -> None:
    if value is None:
        assert kind.endswith("?"), f"{name} is null"
        return
    assert type(value) is PYTHON[kind.rstrip("?")], f"{name} is {value!r}"
    if kind.startswith("datetime"):
        assert TIME.fullmatch(value), f"{name} is {value!r}"


def check_xml(answer: Answer, sample: Sample) -> None:
    assert answer.headers["content-type"] == "application/xml; charset=utf-8"
    assert answer.text.startswith('<?xml version="1.0" encoding="UTF-8"?>\n')
    root = etree.fromstring(answer.body)
    records = [root]
    if sample.records is not None:
        assert (root.tag, root.attrib) == (f"{sample.root}s", {"type": "array"})
        records = list(root)
        assert len(records) == sample.records
    for record in records:
        assert (record.tag, record.attrib) == (sample.root, {})
        assert [element.tag for element in record] == [name.replace("_", "-") for name in sample.keys]
        for name, kind in {**sample.keys, **sample.documented}.items():
            check_element(record.find(name.replace("_", "-")), kind)


def check_element(element: Any, kind: str) -> None:
    """`type` on what isn't text, `nil` on nulls, and nothing else."""
    wanted = {} if kind.startswith("text") else {"type": kind.rstrip("?")}
    if element.get("nil"):
        assert kind.endswith("?") and element.text is None
        wanted["nil"] = "true"
    elif kind.startswith("datetime"):
        assert TIME.fullmatch(element.text)
    assert element.attrib == wanted


def check_csv(answer: Answer, sample: Sample) -> None:
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    rows = list(csv.reader(io.StringIO(answer.text)))
    assert rows[0] == list(sample.keys) and len(rows) == 1 + sample.records
    assert answer.text.endswith("\n") and "\r" not in answer.text


def test_sample_6_1_has_the_printed_headers(ask):
    """`curl -I` of the search that finds nothing. That HEAD has no body is the server's part: tests/journeys."""
    sample = next(sample for sample in SAMPLES if sample.section == "6.1 no match")
    for method in ("GET", "HEAD"):
        answer = ask(Sample(sample.section, sample.caller, sample.path, sample.parameters, method))
        assert answer.status == 200
        assert answer.headers["etag"] == '"d751713988987e9331980363e24189ce"'
        assert answer.headers["cache-control"] == "max-age=0, private, must-revalidate"


def test_sample_5_2_1_makes_the_account_and_binds_the_key_to_it(ask, tenant):
    """ "an account is automatically created for that user, and the new user is attached … to the Bright Realm"."""
    made = ask(next(sample for sample in SAMPLES if sample.section == "5.2.1.4")).json
    member = RealmUser.objects.get(realm=tenant.realm, user__email="admin@aura-software.com")
    assert (made["user_id"], member.realm_role_id) == (member.user_id, 1)
    assert made["course_provider_id"] == tenant.provider.pk
    assert re.fullmatch("[0-9a-f]{32}", made["access_token"])


def test_sample_4_2_makes_a_key_that_does_not_expire(ask):
    made = ask(next(sample for sample in SAMPLES if sample.section == "4.2 create")).json
    assert (made["expires_at"], made["user_id"], made["course_provider_id"], made["token_type"]) == (None,) * 4


def test_every_documented_key_is_ours():
    for sample in SAMPLES:
        assert set(sample.documented) <= set(sample.keys or {}), sample.section
