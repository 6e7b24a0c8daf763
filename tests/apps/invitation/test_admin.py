"""Invitations in the admin: numbers of seats, and actions that go through the same services as the API."""

import json

import pytest
from django.contrib.admin.models import LogEntry
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from apps.invitation.models import Invitation
from tests.admin.conftest import client, console, operator, plain_static_files, quick_passwords  # noqa: F401 - fixtures
from tests.apps.invitation.conftest import Club, seats, seats_text
from tests.apps.records import ANN, BOB, GUID

LIST = "/admin/invitation/invitation/"


@pytest.fixture
def page(club) -> str:
    """The URL of a license's page: three seats, two of them taken."""
    club.create(license="t", custom=seats_text(3, GUID, note="two\nlines") + " ")
    club.add(ANN, BOB)
    return reverse("admin:invitation_invitation_change", args=[Invitation.objects.get().pk])


def act(console, name: str, **posted):  # noqa: F811
    return console.post(reverse("admin:invitation_invitation_action", args=[Invitation.objects.get().pk, name]), posted)


def test_the_list_shows_seats_taken_and_left_without_a_query_for_each_row(tenant, console, page):  # noqa: F811
    def statements() -> int:
        with CaptureQueriesContext(connection) as captured:
            text = console.get(LIST).text
        assert '<td class="field-seats_taken">2</td><td class="field-seats_left">1</td>' in text
        return len(captured)

    before = statements()
    for number in range(20):
        tenant.pair.post("invitation", name=f"i{number}", course_guids=json.dumps([GUID]))
    assert statements() == before
    assert "no limit" in console.get(LIST).text


def test_the_page_shows_courses_and_learners_with_their_seats(console, club, page):  # noqa: F811
    club.add(remove=(BOB,))
    text = console.get(page).text
    assert "Yoga &amp; &lt;more&gt;: 1 taken, 2 left" in text
    assert f"{ANN}, seats taken: 1" in text and f"{BOB} (removed), seats taken: 0" in text


def test_learners_are_removed_and_added_again_as_over_the_api(console, club, page):  # noqa: F811
    before = club.now["registration_guids"]
    learners = page.replace("change/", "learners/")
    assert "Add or remove learners" in console.get(page).text and console.get(learners).status_code == 200
    console.post(learners, {"learners": "", "unlearners": f"{ANN}\n\n {BOB} "})
    assert (club.now["learners"], seats()) == ([], [(0, 3)])
    told = console.post(learners, {"learners": f"{BOB}\r\n{ANN}"}, follow=True).text
    assert "Re-activated registration" in told
    assert (club.now["registration_guids"], seats()) == (before, [(2, 3)])
    assert "Changed learners, 2 changes" in LogEntry.objects.order_by("-pk").first().get_change_message()


def test_the_form_refuses_a_bad_address_and_a_disabled_invitation(console, club, page):  # noqa: F811
    learners = page.replace("change/", "learners/")
    assert "is not an e-mail address" in console.post(learners, {"learners": "nobody"}).text
    act(console, "disable")
    assert "no learners can be added" in console.post(learners, {"learners": "new@example.com"}).text
    act(console, "enable")
    assert console.post(learners, {"learners": "new@example.com"}).status_code == 302
    assert seats() == [(3, 3)]


def test_custom_is_changed_by_the_same_rules(console, club, page):  # noqa: F811
    """Line ends and trimming changed by the browser and the form don't count as a new text, so add no seats."""
    custom = club.now["custom"]
    posted = {"description": "new", "custom": custom.replace("\n", "\r\n")}
    assert console.post(page, posted).status_code == 302
    assert (club.now["description"], club.now["custom"], seats()) == ("new", custom, [(2, 3)])
    assert "must be a JSON object" in console.post(page, {"description": "", "custom": "nonsense"}).text
    assert "no seats_available" in console.post(page, {"description": "", "custom": '{"a":1}'}).text
    assert console.post(page, {"description": "", "custom": seats_text(5, GUID)}).status_code == 302
    assert seats() == [(2, 7)]


def test_updates_must_be_allowed_before_a_change_and_deletion_is_confirmed(tenant, console, club, page):  # noqa: F811
    tenant.pair.put("invitation/club", no_updates_allowed="t")
    assert "press Allow updates first" in console.post(page, {"description": "x", "custom": ""}).text
    act(console, "disable")
    assert club.now["enabled"] is True
    act(console, "allow_updates")
    assert "stay in reports" in act(console, "destroy").text and Invitation.objects.exists()
    act(console, "destroy", confirmed="1")
    assert not Invitation.objects.exists()
    assert {row["active"] for row in tenant.pair("registration").json} == {False}
    assert Club(tenant).create().status == 201


def test_an_operator_creates_a_license(tenant, console, club):  # noqa: F811
    answers = {"realm": tenant.realm.pk, "name": "key-9", "courses": f"{GUID}\r\n", "seats": "2", "owner": BOB}
    assert console.post(f"{LIST}add/", answers).status_code == 302
    invitation = Invitation.objects.get(name="key-9")
    assert (invitation.license, invitation.owner_email, seats()) == (True, BOB, [(0, 2)])
    assert LogEntry.objects.filter(
        object_id=invitation.pk, change_message__contains="Created invitation key-9"
    ).exists()
    assert "already has an invitation with this name" in console.post(f"{LIST}add/", answers).text


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        ({"courses": "nowhere"}, "This realm has no course &#x27;nowhere&#x27;."),
        ({"name": "gupdate"}, "This word is an action of the API; choose another name."),
        ({"seats": "-1"}, "greater than or equal to 0"),
        ({"owner": "nobody"}, "Enter a valid email address."),
    ],
)
def test_the_form_refuses_a_bad_new_invitation(tenant, console, club, answer, reason):  # noqa: F811
    answers = {"realm": tenant.realm.pk, "name": "key-9", "courses": GUID, "seats": "", "owner": ""}
    assert reason in console.post(f"{LIST}add/", {**answers, **answer}).text
    assert not Invitation.objects.exists()
