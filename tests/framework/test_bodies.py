"""XML and CSV request bodies (docs/contract/parameters.md), for every action alike."""

import pytest

from tests.asking import Asker
from tests.framework.toys import Shelf

XML, CSV = "application/xml", "text/csv"


def send(asker: Asker, body: str | bytes, content_type: str = XML, path: str = "shelf", method: str = "POST", **query):
    content = body.encode() if isinstance(body, str) else body
    return asker.send(method, path, query=query, body=content, content_type=content_type)


def is_invalid(answer) -> bool:
    return (answer.status, answer.headers.get("x-bright-error"), answer.body) == (500, "invalid-argument", b"")


@pytest.mark.parametrize("content_type", [XML, "text/xml", "application/xml; charset=utf-8"])
def test_an_xml_body_makes_a_record_and_its_values_stay_text(toys, content_type):
    body = (
        '<?xml version="1.0" encoding="UTF-8"?><shelf><guid>007</guid><title>Tea &amp; <![CDATA[<b>]]></title></shelf>'
    )
    answer = send(toys, body, content_type)
    assert (answer.status, answer.json["guid"], answer.json["title"]) == (201, "007", "Tea & <b>")


def test_dashes_are_underscores_types_and_nil_are_honoured(toys):
    body = '<shelf><guid>x</guid><is-open type="boolean">false</is-open><keeper nil="true"/></shelf>'
    answer = send(toys, body)
    assert (answer.json["is_open"], answer.json["keeper"]) == (False, "")


def test_arrays_and_hashes_arrive_as_the_same_json_would(toys):
    body = '<shelf><guid>x</guid><title type="array"><title>a</title><title>007</title></title></shelf>'
    assert send(toys, body).json["title"] == '["a","007"]'
    body = "<shelf><guid>y</guid><title><seats-available>7</seats-available></title></shelf>"
    assert send(toys, body).json["title"] == '{"seats_available":"7"}'


def test_credentials_in_an_xml_or_csv_body_are_credentials(toys):
    assert send(Asker(), "<shelf><toy>REALM_KEY</toy><guid>x</guid></shelf>").json["guid"] == "x"
    assert send(Asker(), "toy,guid\nREALM_KEY,y\n", CSV).json["guid"] == "y"


@pytest.mark.parametrize(
    "body",
    [
        b"<shelf><guid>x</guid>",
        b"<shelf>just text</shelf>",
        b'<!DOCTYPE a [<!ENTITY b "c">]><shelf><guid>&b;</guid></shelf>',
        b'<!DOCTYPE a SYSTEM "http://127.0.0.1/x"><shelf><guid>x</guid></shelf>',
        b"<shelf>" + b"<a>" * 20_000 + b"</a>" * 20_000 + b"</shelf>",
        b'<?xml version="1.0" encoding="nonsense"?><shelf><guid>x</guid></shelf>',
        b"<shelf><guid>\xff\xfe</guid></shelf>",
        '<!DOCTYPE a [<!ENTITY b "c">]><shelf><guid>&b;</guid></shelf>'.encode("utf-16"),
        "<!DOCTYPE a><shelf><guid>x</guid></shelf>".encode("utf-16"),
    ],
)
def test_a_bad_xml_body_is_a_malformed_argument_and_makes_nothing(toys, body):
    assert is_invalid(send(toys, body))
    assert not Shelf.objects.exists()


def test_an_empty_xml_body_says_nothing(toys, shelf):
    answer = send(toys, "<shelf/>", path=f"shelf/{shelf.guid}", method="PUT")
    assert (answer.status, answer.json["title"]) == (200, shelf.title)


def test_a_csv_body_of_one_record_makes_it(toys):
    answer = send(toys, "guid,title\r\n007,Tea\r\n", CSV)
    assert (answer.status, answer.json["guid"], answer.json["title"]) == (201, "007", "Tea")


@pytest.mark.parametrize(
    ("body", "title"),
    [
        ("\ufeffguid,title\nx,Tea\n", "Tea"),
        ("guid;title\nx;Tea, milk\n", "Tea, milk"),
        ('guid,title\nx,"two\r\nlines"\n', "two\r\nlines"),
        ('guid,title\nx,"a ""quote"""\n', 'a "quote"'),
        ("guid,title\nx,line\u2028separator", "line\u2028separator"),
        ("guid , title\nx,Tea\n\n", "Tea"),
    ],
)
def test_csv_as_spreadsheets_write_it(toys, body, title):
    assert send(toys, body, CSV).json["title"] == title


@pytest.mark.parametrize(
    "body",
    [
        b"guid,title\nx\n",
        b"guid,title\nx,Tea,more\n",
        b"guid,guid\nx,y\n",
        b"guid,\nx,y\n",
        b'guid,title\nx,"open\n',
        b"guid\n\xff\n",
        b"guid\nx\0\n",
    ],
)
def test_a_bad_csv_body_is_a_malformed_argument_and_makes_nothing(toys, body):
    assert is_invalid(send(toys, body, CSV))
    assert not Shelf.objects.exists()


def test_many_records_have_a_result_each_and_one_refusal_keeps_none_back(toys, shelf):
    body = f"guid,title\na,One\nodd,Two\n{shelf.guid},There\n{'x' * 101},Long\nfull,No\nb,Six\n"
    answer = send(toys, body, CSV)
    assert answer.status == 200
    results = answer.json
    assert [(each["line"], each["status"]) for each in results] == [
        (2, 201), (3, 500), (4, 200), (5, 500), (6, 403), (7, 201),
    ]  # fmt: skip
    assert [each["error"] for each in results] == [
        None, "an odd guid", None, "guid: Ensure this field has no more than 100 characters.", "Full.", None,
    ]  # fmt: skip
    assert Shelf.objects.get(pk=results[0]["id"]).title == "One"
    assert set(Shelf.objects.values_list("guid", flat=True)) == {shelf.guid, "a", "b"}


def test_what_stands_beside_the_records_counts_for_each_of_them(toys):
    assert [each["status"] for each in send(toys, "guid\na\nb\n", CSV, title="Both").json] == [201, 201]
    assert set(Shelf.objects.values_list("title", flat=True)) == {"Both"}


@pytest.mark.parametrize(("suffix", "start"), [("csv", "line,status,id,error\n2,201,"), ("xml", "<?xml")])
def test_the_results_come_in_every_format(toys, suffix, start):
    assert send(toys, "guid\na\nb\n", CSV, path=f"shelf.{suffix}").text.startswith(start)


def test_many_records_twice_make_nothing_twice(toys):
    body = "guid\na\nb\n"
    assert [each["status"] for each in send(toys, body, CSV).json] == [201, 201]
    assert [each["status"] for each in send(toys, body, CSV).json] == [200, 200]
    assert Shelf.objects.count() == 2


def test_too_many_records_and_many_for_an_action_that_takes_one_are_refused(toys, shelf):
    assert is_invalid(send(toys, "guid\n" + "".join(f"g{number}\n" for number in range(501)), CSV))
    assert is_invalid(send(toys, "title\na\nb\n", CSV, path=f"shelf/{shelf.guid}", method="PUT"))
    assert Shelf.objects.count() == 1


@pytest.mark.parametrize(
    ("content_type", "body"),
    [(CSV, "guid\n" + "x\n" * 250_000), (CSV, "guid\n" + "\n" * 250_000), (XML, f"<shelf>{'<a/>' * 250_000}</shelf>")],
    ids=["cells", "empty lines", "tags"],
)
def test_a_body_of_very_many_parts_is_too_large_before_it_fills_the_memory(toys, content_type, body):
    """Whoever sends it: a body is read for the credentials that it may hold."""
    assert send(Asker(), body, content_type).status == 413


def test_a_bug_at_one_record_is_a_bug(toys):
    answer = send(toys, "guid\na\ncrash\n", CSV)
    assert (answer.status, "x-bright-error" in answer.headers) == (500, False)


def test_the_declared_encoding_of_an_xml_body_is_honoured(toys):
    body = '<?xml version="1.0" encoding="ISO-8859-1"?><shelf><guid>x</guid><title>Müller</title></shelf>'
    assert send(toys, body.encode("latin-1")).json["title"] == "Müller"
