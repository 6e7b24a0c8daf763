"""What only the real web server shows: HEAD without a body, answers after COMMIT, no credentials in its log."""

import http.client
import time
from urllib.parse import urlencode, urlsplit

import pytest

from apps.realm_user.models import RealmUser
from apps.registration.models import Registration

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_head_answer_has_the_headers_of_a_get_and_no_body(live_bright, embedded_tenant, course):
    line = http.client.HTTPConnection(urlsplit(live_bright.base_url).netloc, timeout=30)
    path = f"/bright/api/v2/course.json?{urlencode(embedded_tenant.pair.credentials)}"
    answers = []
    for method in ("HEAD", "GET", "HEAD"):  # on one connection: a body after HEAD would corrupt the next response
        line.request(method, path)
        answer = line.getresponse()
        answers.append((answer.status, answer.headers["etag"], answer.headers["content-length"], len(answer.read())))
    line.close()
    status, tag, length, _ = answers[1]
    assert answers == [(status, tag, length, 0), (200, tag, length, int(length)), (status, tag, length, 0)]


def test_a_write_is_committed_before_the_answer(live_bright, embedded_tenant, course, call_on):
    call = call_on(live_bright)
    for number in range(20):
        email = f"learner-{number}@example.com"
        assert call("POST", "realm_user", email=email).status_code == 201
        assert RealmUser.objects.filter(user__email=email).exists()
        guid = call("POST", "registration", course_guid=course.course_guid, learner_id=email).json()[
            "registration_guid"
        ]
        assert Registration.objects.get(registration_guid=guid).externally_initialized
        assert call("DELETE", f"registration/{guid}").status_code == 200
        assert Registration.objects.get(registration_guid=guid).deleted == 1


def test_a_revoked_key_stops_working_within_a_second_in_both_workers(live_bright, embedded_tenant, call_on):
    call = call_on(live_bright)
    key = call("POST", "api_key").json()
    address = f"{live_bright.base_url}/bright/api/v2/course"

    def statuses() -> set[int]:
        """Over a dozen connections, so that both workers answer some."""
        asked = {"params": {"api_key": key["access_token"]}, "headers": {"Connection": "close"}}
        return {call.session.get(address, **asked).status_code for _ in range(12)}

    assert statuses() == {200}
    assert call("DELETE", f"api_key/{key['id']}").status_code == 200
    time.sleep(1.05)
    assert statuses() == {401}


def test_the_server_log_contains_no_secret(live_bright, embedded_tenant, call_on):
    call = call_on(live_bright)
    call("GET", "course")
    call("GET", "course", title_re="(")
    call("POST", "realm_user", email="x")
    said = live_bright.log.read_text()
    assert "/bright/api/v2/course" in said
    assert embedded_tenant.secret not in said
