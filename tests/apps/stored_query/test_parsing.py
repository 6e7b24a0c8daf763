"""Parsing of a query's text and parameters; nothing is run here."""

import pytest

from apps.stored_query import query_parameters
from apps.stored_query.errors import QueryRefused
from apps.stored_query.parsing import PREFIX, SUFFIX, parse
from apps.stored_query.query_parameters import QueryParameter
from bright.errors import InvalidArgument

X, N = QueryParameter("x"), QueryParameter("n", "integer")


def inner(source: str, *parameters: QueryParameter) -> str:
    return parse(source, parameters).text.removeprefix(PREFIX).removesuffix(SUFFIX)


@pytest.mark.parametrize(
    ("source", "sent"),
    [
        ("SELECT :x", "SELECT $1::text"),
        ("SELECT :x, :n, :x", "SELECT $1::text, $2::bigint, $1::text"),
        ("SELECT :n, :x", "SELECT $1::bigint, $2::text"),
        ("SELECT :n::text", "SELECT $1::bigint::text"),
        ("SELECT 'a'::text, b::int", "SELECT 'a'::text, b::int"),
        ("SELECT ':x', $$ :x $$, $q$ :x $q$, \":x\", E'it\\'s :x'", None),
        ("SELECT 1 -- :x\n, 2 /* :x /* :x */ :x */", None),
        ("SELECT a[1:2], a[ :x]", "SELECT a[1:2], a[ $1::text]"),
        ("SELECT 'é', :x", "SELECT 'é', $1::text"),
        ("SELECT 1;", "SELECT 1"),
        ("SELECT 1 ; -- the end", "SELECT 1 "),
        ("(SELECT 1)", None),
        ("with a as (select 1) select * from a", None),
        ("VALUES (1), (2)", None),
        ("SELECT n FROM a WHERE b >:n", "SELECT n FROM a WHERE b >$1::bigint"),
    ],
)
def test_only_parameter_names_are_numbered(source, sent):
    assert inner(source, X, N) == (source if sent is None else sent)


@pytest.mark.parametrize(
    ("source", "sentence"),
    [
        ("", "The query is empty."),
        ("-- nothing", "The query is empty."),
        (
            "DELETE FROM registrations",
            "A stored query must be one SELECT; this one begins with DELETE. (line 1, column 1)",
        ),
        ("SELECT 1; SELECT 2", "A stored query must be one SELECT; this text continues after a semicolon."),
        ("SELECT :y", ":y is not a declared parameter."),
        ("SELECT 'a", "A string, a quoted name or a comment is not closed."),
        ("SELECT 1, pg_sleep(1)", "pg_sleep may not be used in a stored query. (line 1, column 11)"),
        ("SELECT\n  PG_Sleep(1)", "PG_Sleep may not be used in a stored query. (line 2, column 3)"),
        ('SELECT U&"pg\\005fsleep"(1)', 'U&" may not be used in a stored query. (line 1, column 8)'),
        ("SELECT 'set_config'", "set_config may not be used in a stored query. (line 1, column 9)"),
        ("SELECT 1 " + "x" * 70_000, "The query is longer than 65536 characters, or contains NUL."),
    ],
)
def test_a_text_that_cannot_be_one_select_is_refused_with_a_message(source, sentence):
    with pytest.raises(QueryRefused) as refusal:
        parse(source, (X,))
    assert refusal.value.reason == sentence


def test_a_position_in_the_statement_is_mapped_to_the_source():
    source = "SELECT :x,\n :n + wrong, :x FROM a"
    statement = parse(source, (X, N))
    for word in ("wrong", "FROM"):
        position = statement.source_position(statement.text.index(word, len(PREFIX)))
        assert source.splitlines()[position.line - 1][position.column - 1 :].startswith(word)
    assert statement.source_position(0) is None


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("{", "not JSON"),
        ("{}", "JSON list"),
        ("[1]", "Each parameter must be an object"),
        ('[{"name": "a", "else": "b"}]', "Each parameter must be an object"),
        ('[{"name": 1}]', "must be strings"),
        ('[{"name": "1a"}]', "can't be a parameter's name"),
        ('[{"name": "a b"}]', "can't be a parameter's name"),
        ('[{"name": "a", "type": "money"}]', "is not a type"),
        ('[{"name": "a"}, {"name": "a"}]', "same name"),
        ("[" * 100_000, "not JSON"),
        *((f'[{{"name": "{name}"}}]', "has a meaning of its own")
          for name in ("name", "format", "callback", "query_scope", "rows", "raw", "api_key", "accessToken",
                       "realm_secret_key", "sc_app_id")),
    ],
)  # fmt: skip
def test_bad_parameter_declarations_are_refused_with_a_message(text, word):
    with pytest.raises(ValueError, match=word):
        query_parameters.parse(text)


@pytest.mark.parametrize(
    ("type", "text", "value"),
    [
        ("text", "", ""),
        ("text", "a", "a"),
        ("integer", "-9223372036854775808", -(2**63)),
        ("integer", "", None),
        ("float", "1e3", 1000.0),
        ("boolean", "yes", True),
        ("boolean", "f", False),
        ("datetime", "2026-01-31", "2026-01-31T00:00:00+00:00"),
        ("datetime", "2026-01-31T10:00:00Z", "2026-01-31T10:00:00+00:00"),
        ("datetime", "2026-01-31T10:00:00+05:00", "2026-01-31T10:00:00+05:00"),
    ],
)
def test_values_are_parsed_by_type(type, text, value):
    parsed = QueryParameter("a", type).value(text)
    assert (parsed.isoformat() if type == "datetime" else parsed) == value
    assert QueryParameter("a", type).value(None) is None


@pytest.mark.parametrize(
    ("type", "text"),
    [("integer", "1.5"), ("integer", "9223372036854775808"), ("integer", "٣"), ("integer", "9" * 5000),
     ("float", "nan"), ("float", "x"), ("boolean", "maybe"), ("datetime", "yesterday"), ("datetime", "2026-13-01")],
)  # fmt: skip
def test_a_value_of_another_type_is_an_invalid_argument(type, text):
    with pytest.raises(InvalidArgument):
        QueryParameter("a", type).value(text)
