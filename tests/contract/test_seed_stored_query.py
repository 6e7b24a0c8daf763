"""The specification, section 5.7, stored queries: initialize and run, by their short paths, as the specification writes
them."""

import csv
import io

import pytest
from lxml import etree

from tests.apps.records import ANN, BOB, make_course, make_registration
from tests.asking import Asker

pytestmark = pytest.mark.django_db(transaction=True)  # what runs a query reads what is committed
SQL = "SELECT learner_id, score FROM registrations WHERE learner_id <> :but_not ORDER BY learner_id"
PARAMETERS = '[{"name": "but_not", "type": "text"}]'
BUILT_IN = "learner_transcript"


@pytest.fixture
def query(tenant):
    """The realm's own query, and what it should find for `but_not` nobody."""
    course = make_course(tenant)
    for email, score in ((ANN, 99.5), (BOB, None)):
        make_registration(course, email, score=score)
    made = tenant.pair.post("stored_query.json", name="myStoredQuery", sql=SQL, parameters=PARAMETERS, level="realm")
    assert made.status == 201
    return [[ANN, 99.5], [BOB, None]]


def run(asker: Asker, **values: str):
    return asker("run.json", **{"name": "myStoredQuery", "but_not": "", **values})


def test_run_picks_the_query_by_its_name(tenant, query):
    answer = run(tenant.pair)
    assert (answer.status, answer.json) == (200, query)
    assert run(tenant.realm_key, but_not=ANN).json == query[1:]


def test_a_name_that_no_query_has_is_404(tenant, query, other_tenant):
    for name in ("never", ""):
        answer = run(tenant.pair, name=name)
        assert (answer.status, answer.body) == (404, b"")
    assert run(other_tenant.pair).status == 404


def test_query_scope_bright_picks_a_builtin(tenant, query):
    """Built-ins are for all realms; without the scope the name is looked for among the realm's own."""
    tenant.pair("initialize.json")
    assert run(tenant.pair, name=BUILT_IN).status == 404
    found = run(tenant.pair, name=BUILT_IN, query_scope="bright", learner_id=ANN)
    assert (found.status, len(found.json)) == (200, 1)
    assert run(tenant.pair, query_scope="bright").status == 404


def test_format_may_be_suffix_or_parameter(tenant, query):
    for path, values in (("run.csv", {}), ("run", {"format": "csv"})):
        answer = tenant.pair(path, name="myStoredQuery", but_not="", **values)
        assert answer.headers["content-type"] == "text/csv; charset=utf-8"
        assert list(csv.reader(io.StringIO(answer.text))) == [["learner_id", "score"], [ANN, "99.5"], [BOB, ""]]
    for path, values in (("run.xml", {}), ("run", {"format": "xml"})):
        answer = tenant.pair(path, name="myStoredQuery", but_not="", **values)
        assert answer.headers["content-type"] == "application/xml; charset=utf-8"
        assert [row.findtext("learner-id") for row in etree.fromstring(answer.body)] == [ANN, BOB]
    assert tenant.pair("run.pdf", name="myStoredQuery").status == 406


@pytest.mark.parametrize("values", [{"name": "x\0"}, {"query_scope": "nonsense"}, {"rows": "nonsense"}])
def test_a_malformed_argument_is_500(tenant, query, values):
    answer = run(tenant.pair, **values)
    assert (answer.status, answer.headers.get("x-bright-error"), answer.body) == (500, "invalid-argument", b"")


def test_a_value_that_is_not_of_its_declared_type_is_500(tenant):
    declared = '[{"name": "least", "type": "integer"}]'
    tenant.pair.post("stored_query", name="typed", sql="SELECT :least + 1 AS more", parameters=declared, level="realm")
    assert tenant.pair("run", name="typed", least="41").json == [[42]]
    assert tenant.pair("run", name="typed", least="many").status == 500


def test_initialize_makes_the_builtins_again(tenant):
    for asker in (tenant.pair, tenant.app, tenant.realm_key):
        answer = asker("initialize.json")
        assert answer.status == 200
        assert run(tenant.pair, name=BUILT_IN, query_scope="bright", learner_id=ANN).status == 200


def test_the_short_paths_answer_as_the_long_ones(tenant, query):
    assert tenant.pair("stored_query/run.json", name="myStoredQuery", but_not="").json == run(tenant.pair).json == query
    for path in ("initialize", "initialize.json", "initialize.xml", "stored_query/initialize.json"):
        assert tenant.pair(path).status == 200
        assert Asker()(path).status == 401
    assert Asker()("run.json", name="myStoredQuery").status == 401
