"""The 401/501 rule, the order of checks, and credentials wherever they stand."""

import base64

import pytest

from tests.asking import Asker
from tests.framework.toys import Shelf

KEY, OTHER = {"toy": "REALM_KEY"}, {"other_id": "a", "other_secret": "b"}


@pytest.mark.parametrize(
    ("credentials", "status"),
    [
        ({}, 401),
        (KEY, 200),
        ({"toy_key": "REALM_KEY"}, 200),
        ({"toy": "REALM_KEY", "toy_key": "REALM_KEY"}, 200),
        ({"toy": "REALM_KEY", "toy_key": "USER_KEY"}, 401),
        ({"toy": ["REALM_KEY", "USER_KEY"]}, 401),
        ({"toy": ""}, 401),
        ({"toy": "nonsense"}, 401),
        ({"other_id": "a"}, 401),
        (OTHER, 200),
        ({**KEY, **OTHER}, 501),
        ({**KEY, "other_id": "a"}, 501),
        ({"toy": "nonsense", "other_id": "a"}, 501),
    ],
)
def test_modes_presented(toys, credentials, status):
    answer = Asker()("shelf", **credentials)
    assert answer.status == status
    assert status == 200 or answer.body == b""


def test_two_modes_split_over_query_and_body_are_501(toys):
    answer = Asker().send("POST", "shelf", query=OTHER, form={**KEY, "guid": "x"})
    assert answer.status == 201  # on create the other pair is data
    answer = Asker().send("PUT", "shelf/x", query=OTHER, form=KEY)
    assert (answer.status, answer.body) == (501, b"")


@pytest.mark.parametrize(
    ("path", "credentials", "status"),
    [
        ("shelf.jsonc", {**KEY, **OTHER}, 501),
        ("shelf.jsonc", {}, 401),
        ("shelf.jsonc", KEY, 406),
        ("shelf.json?format=nonsense", KEY, 200),
        ("shelf?format=nonsense", KEY, 406),
        ("shelf?limit=x&format=nonsense", KEY, 406),
        ("shelf/7.jsonc", KEY, 404),
    ],
)
def test_checks_come_in_order(toys, path, credentials, status):
    assert Asker(**credentials)(path).status == status


def test_a_kind_that_is_not_admitted_is_401(toys):
    assert Asker(toy="USER_KEY:a@b.c").post("shelf", guid="x").status == 401
    assert not Shelf.objects.exists()


@pytest.mark.parametrize(
    ("scheme", "value", "status"),
    [
        ("Bearer", "df8d1350", 401),
        ("Basic", base64.b64encode(b"guid:secret").decode(), 401),
        ("Basic", "%%%", 401),
        ("Digest", "x", 401),
    ],
)
def test_authorization_header_is_read_and_refused_when_wrong(toys, scheme, value, status):
    assert Asker().send("GET", "shelf", headers={"Authorization": f"{scheme} {value}"}).status == status


def test_credentials_in_a_json_body(toys):
    answer = Asker().send("POST", "shelf", body=b'{"toy":"REALM_KEY","guid":"j"}', content_type="application/json")
    assert (answer.status, answer.json["guid"]) == (201, "j")


def test_credentials_in_a_multipart_body(toys):
    body = (
        b'--B\r\nContent-Disposition: form-data; name="toy"\r\n\r\nREALM_KEY\r\n'
        b'--B\r\nContent-Disposition: form-data; name="guid"\r\n\r\nm\r\n--B--\r\n'
    )
    answer = Asker().send("POST", "shelf", body=body, content_type="multipart/form-data; boundary=B")
    assert (answer.status, answer.json["guid"]) == (201, "m")


def test_the_reason_is_in_the_log_and_not_in_the_answer(toys, caplog):
    caplog.set_level("INFO", logger="bright.refusal")
    answer = Asker(toy="very-secret-nonsense")("shelf")
    assert answer.body == b""
    assert "no such toy" in caplog.text
    assert answer.headers["x-request-id"] in caplog.text
    assert "very-secret" not in caplog.text
