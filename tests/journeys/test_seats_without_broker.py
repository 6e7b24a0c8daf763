"""add_learners with the broker stopped: it answers as always, and registrations are initialized later.

See docs/contract/reliability.md, "Faults", F4.
"""

import json

import pytest

from apps.outbox.models import OutboxMessage
from apps.registration.models import Registration
from tests.journeys.test_without_broker import eventually, staff  # noqa: F401 - the fixture

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(300)]
LEARNERS = [f"learner-{number}@example.com" for number in range(250)]


def initialized() -> int:
    return Registration.objects.filter(externally_initialized=True).count()


def test_background_initialization_survives_a_stopped_broker(staff, valkey, live_bright, call_on, course):  # noqa: F811
    call = call_on(live_bright)
    made = call("POST", "invitation", name="club", course_guids=course.course_guid, learners='["first@example.com"]')
    assert made.status_code == 201 and eventually(lambda: initialized() == 1)
    valkey.stop()
    added = call("POST", "invitation/add_learners", name="club", learners=json.dumps(LEARNERS), api_template="extended")
    assert added.status_code == 200
    guids = {
        one["registration_guid"] for placed in added.json()["registration_guids"].values() for one in placed.values()
    }
    assert guids == set(Registration.objects.values_list("registration_guid", flat=True)) and len(guids) == 251
    assert (initialized(), OutboxMessage.objects.count()) == (1, 3)
    valkey.start()
    assert eventually(lambda: initialized() == 251), initialized()
    assert eventually(lambda: not OutboxMessage.objects.exists())
