"""When a registration ends, so do its launches, including launch URLs already given out."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from apps.course.models import Course
from apps.course.services import import_course
from apps.course_provider.providers.fake import FakeProvider
from apps.outbox.models import OutboxMessage
from apps.realm_user.models import RealmUser
from apps.registration.models import Registration
from apps.registration.services import NewRegistration, create_registrations, register
from apps.registration.tasks import MAX_TRIES, end_launches, end_launches_of_course
from bright.errors import NotFound
from tests.apps.records import ANN, fail_from_now_on, make_registration
from tests.asking import call
from tests.conftest import create_tenant
from tests.scorm_import.archives import course as package_files
from tests.scorm_import.archives import zipped

WAYS = {
    "deactivate": lambda registration: registration.deactivate(),
    "deactivate many": lambda registration: Registration.objects.filter(pk=registration.pk).deactivate(),
    "amend": lambda registration: registration.amend(active=False, custom="x"),
    "delete": lambda registration: registration.soft_delete(),
}


@pytest.fixture
def launched(tenant, course) -> Registration:
    """A registration at the fake provider, with one open launch."""
    registration = make_registration(course, ANN)
    registration.launch()
    return registration


def open_launches(registration: Registration) -> int:
    provider = registration.course_provider.connect()
    return sum(launch.exited_at is None for launch in provider.launches(registration.registration_guid))


def run_tasks() -> int:
    """Run the due tasks, as the relay and a worker would; return how many there were."""
    queued = list(OutboxMessage.objects.filter(task="apps.registration.tasks.end_launches", due_at__lte=timezone.now()))
    for message in queued:
        message.delete()
        end_launches(*message.arguments)
    return len(queued)


@pytest.mark.parametrize("way", WAYS)
def test_a_remote_provider_is_asked_in_the_background(launched, way):
    WAYS[way](launched)
    assert open_launches(launched) == 1  # no request waits for another server
    assert run_tasks() == 1
    assert open_launches(launched) == 0


@pytest.mark.parametrize("way", WAYS)
def test_a_launch_url_is_invalid_at_once_for_courses_played_here(db, settings, tmp_path, collected_static, way):
    settings.BRIGHT_MEDIA = tmp_path / "media"
    (tmp_path / "golf.zip").write_bytes(zipped(package_files()))
    tenant = create_tenant("Embedded", "embedded")
    course = import_course(tenant.provider, tmp_path / "golf.zip", course_guid="golf")
    registration, _ = register(course, ANN)
    opened, unopened = (registration.launch().removeprefix(settings.BRIGHT_CONTENT_URL) for _ in range(2))
    host = {"HTTP_HOST": settings.BRIGHT_CONTENT_URL.partition("//")[2]}
    assert call("GET", opened, "", b"", "", {}, **host).status == 200
    WAYS[way](registration)
    for path in (opened, unopened):
        assert call("GET", path, "", b"", "", {}, **host).status == 410
    assert not OutboxMessage.objects.exists()


def test_the_api_ends_launches_too(tenant, launched):
    guid = launched.registration_guid
    assert tenant.pair.put(f"registration/{guid}", active="f").status == 200
    assert run_tasks() == 1 and open_launches(launched) == 0
    assert tenant.pair.put(f"registration/{guid}", active="t").status == 200
    assert tenant.pair(f"registration/{guid}/launch_url").status == 200
    assert tenant.pair.delete(f"registration/{guid}").status == 200
    assert run_tasks() == 1 and open_launches(launched) == 0


def test_without_a_launch_there_is_nothing_to_end(course):
    make_registration(course, ANN).deactivate()
    assert not OutboxMessage.objects.exists()


def test_other_changes_end_nothing(launched):
    launched.amend(custom="x")
    launched.amend(active=True)
    assert not OutboxMessage.objects.exists()


def test_a_reactivated_registration_keeps_its_launches(launched):
    launched.deactivate()
    launched.activate()
    launched.launch()
    assert run_tasks() == 1
    assert open_launches(launched) == 2


def test_a_failing_provider_is_retried_with_growing_delays(tenant, launched, caplog):
    fail_from_now_on(tenant)
    launched.refresh_from_db()
    assert tenant.pair.put(f"registration/{launched.registration_guid}", active="f").status == 200
    launched.refresh_from_db()
    assert not launched.active
    delays = []
    for _ in range(MAX_TRIES):
        (message,) = OutboxMessage.objects.all()
        delays.append(timedelta(minutes=round((message.due_at - timezone.now()) / timedelta(minutes=1))))
        message.delete()
        end_launches(*message.arguments)
    assert not OutboxMessage.objects.exists()  # given up in the end
    assert delays == sorted(delays) and (delays[0], delays[-1]) == (timedelta(0), timedelta(hours=1))
    assert caplog.text.count("are not ended yet: provider refused: 4") == MAX_TRIES


def test_a_launch_during_a_deactivation_gives_no_url(launched, monkeypatch):
    def launch_slowly(provider, guid, **options):
        Registration.objects.get(registration_guid=guid).deactivate()
        return original(provider, guid, **options)

    original = FakeProvider.launch
    monkeypatch.setattr(FakeProvider, "launch", launch_slowly)
    with pytest.raises(NotFound):
        launched.launch()
    assert launched.launches.count() == 1


def test_deleting_a_course_ends_the_launches_of_all_its_registrations(tenant, course, launched):
    assert tenant.pair.delete(f"course/{course.course_guid}").status == 200
    (message,) = OutboxMessage.objects.all()
    message.delete()
    end_launches_of_course(*message.arguments)
    assert run_tasks() == 1 and open_launches(launched) == 0


def test_a_course_restored_meanwhile_keeps_its_launches(course, launched):
    course.soft_delete()
    course.restore()
    end_launches_of_course(course.pk)
    assert run_tasks() == 0 and open_launches(launched) == 1


@pytest.mark.parametrize("kind", ["embedded", "fake"])
def test_the_number_of_statements_does_not_grow_with_the_registrations(db, settings, tmp_path, kind):
    tenant = create_tenant("Many", kind)
    course = Course.objects.create(realm=tenant.realm, course_provider=tenant.provider, course_guid="g", title="g")
    member, counts = RealmUser.objects.get_or_create_by_email(tenant.realm.pk, ANN)[0], []
    for number in (2, 20):
        new = [NewRegistration(course, ANN, member.pk, f"{number}-{each}") for each in range(number)]
        made = Registration.objects.filter(pk__in=[one.pk for one in create_registrations(new)])
        made.update(launched_at=timezone.now())
        with CaptureQueriesContext(connection) as captured:
            made.deactivate()
        counts.append(len(captured))
    assert counts[0] == counts[1]
    assert OutboxMessage.objects.count() == (22 if kind == "fake" else 0)
