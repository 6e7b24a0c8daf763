"""What every course provider must do, tested with each that works (apps/course_provider/provider.py)."""

from datetime import datetime

import pytest

from apps.course_provider.provider import Learner, ProviderError, RegistrationResult
from tests.providers.conftest import WORKING_TYPES

ANN = Learner("Ann@Example.com", "Ann", "Lee")


@pytest.fixture
def registered(provider, package):
    """The provider with the course `golf` and Ann's registration `r1`."""
    provider.import_course(package, "golf")
    provider.register("r1", "golf", ANN)
    return provider


def test_a_new_provider_has_no_courses(provider):
    assert list(provider.courses()) == []


def test_import_says_what_it_found(provider, package):
    steps = []
    found = provider.import_course(package, "golf.1", lambda *step: steps.append(step))
    assert (found.course_guid, found.title, found.versions) == ("golf.1", "Golf", 1)
    assert (found.version.number, found.version.sco_count, found.version.standard) == (0, 1, "scorm_12")
    assert len(found.version.digest) == 64 and found.version.reference and found.size > 0
    assert steps and all(isinstance(words, str) and 0 <= done <= total for words, done, total in steps)
    assert list(provider.courses()) == [found]


def test_the_same_package_again_changes_nothing(provider, package):
    first = provider.import_course(package, "golf")
    assert provider.import_course(package, "golf") == first
    assert list(provider.courses()) == [first]


def test_another_package_under_the_same_guid_is_refused(provider, package, second_package):
    first = provider.import_course(package, "golf")
    with pytest.raises(ProviderError):
        provider.import_course(second_package, "golf")
    assert list(provider.courses()) == [first]


def test_a_deleted_course_is_gone_and_its_guid_is_free(provider, package, second_package):
    provider.import_course(package, "golf")
    provider.import_course(package, "golf 2")
    provider.register("r1", "golf", ANN)
    provider.register("r2", "golf 2", ANN)
    for _ in range(2):
        provider.delete_course("golf")
    assert [course.course_guid for course in provider.courses()] == ["golf 2"]
    assert provider.find_registration("golf", ANN.id) is None and provider.find_registration("golf 2", ANN.id) == "r2"
    with pytest.raises(ProviderError):
        provider.result("r1")
    assert provider.import_course(second_package, "golf").versions == 1


def test_guids_are_the_providers_own(provider, connect, package):
    twin = connect(provider.provider_type, provider.row.realm)
    for one in (provider, twin):
        one.import_course(package, "golf")
        one.register("r1", "golf", ANN)
    assert [course.course_guid for course in twin.courses()] == ["golf"]
    provider.launch("r1")
    assert list(twin.launches("r1")) == []


def test_a_course_there_only_under_another_provider_is_unknown(provider, connect, package):
    connect(provider.provider_type, provider.row.realm).import_course(package, "golf")
    assert list(provider.courses()) == []
    with pytest.raises(ProviderError):
        provider.register("r1", "golf", ANN)


def test_registering_twice_makes_one(registered):
    before = registered.result("r1")
    registered.register("r1", "golf", ANN)
    assert registered.result("r1") == before
    assert registered.find_registration("golf", ANN.id) == "r1"


@pytest.mark.parametrize("address", ["Ann@Example.com", "ann@example.com", "ANN@EXAMPLE.COM"])
def test_a_registration_is_found_by_the_learner_in_any_case(registered, address):
    assert registered.find_registration("golf", address) == "r1"


def test_the_newest_registration_is_found(registered):
    registered.register("r2", "golf", ANN)
    assert registered.find_registration("golf", ANN.id) == "r2"


@pytest.mark.parametrize(("course", "learner"), [("golf", "bob@example.com"), ("unknown", ANN.id), ("gol_", ANN.id)])
def test_nothing_is_found_where_nothing_is(registered, course, learner):
    assert registered.find_registration(course, learner) is None


def test_a_result_is_in_the_normal_words(registered):
    result = registered.result("r1")
    assert isinstance(result, RegistrationResult)
    assert result.complete in ("complete", "incomplete", "unknown")
    assert result.success in ("passed", "failed", "unknown")
    assert result.score is None
    assert (type(result.totaltime), result.totaltime, type(result.attempts)) == (float, 0.0, int)
    assert isinstance(result.created_at, datetime) and result.created_at.tzinfo
    assert result.completed_at is None


def test_asking_for_a_result_changes_nothing(registered):
    assert registered.result("r1") == registered.result("r1")


def test_each_launch_is_remembered_oldest_first(registered):
    ready = [registered.launch("r1", redirect_url="https://lms.example/", review=review) for review in (False, True)]
    assert all(launch.url.startswith(("http://", "https://")) for launch in ready)
    assert len({launch.url for launch in ready}) == 2
    remembered = list(registered.launches("r1"))
    assert [launch.reference for launch in remembered] == [launch.reference for launch in ready]
    assert all(launch.launched_at.tzinfo and launch.exited_at is None for launch in remembered)


def test_unregister_ends_open_launches_and_keeps_the_result(registered):
    registered.launch("r1")
    before = registered.result("r1")
    registered.unregister("r1")
    (ended,) = registered.launches("r1")
    assert ended.exited_at is not None
    registered.unregister("r1")
    assert list(registered.launches("r1")) == [ended]
    assert registered.result("r1") == before


def test_a_reset_begins_anew_and_ends_open_launches(registered):
    registered.launch("r1")
    registered.reset("r1")
    result = registered.result("r1")
    assert (result.complete, result.success, result.score, result.totaltime) == ("unknown", "unknown", None, 0.0)
    assert (result.accessed_at, result.completed_at) == (None, None)
    assert all(launch.exited_at for launch in registered.launches("r1"))
    again = registered.launch("r1")
    assert [launch.reference for launch in registered.launches("r1") if not launch.exited_at] == [again.reference]


def test_unregistering_what_is_not_there_is_no_error(registered):
    registered.unregister("unknown")


@pytest.mark.parametrize(
    "verb",
    [
        lambda provider: provider.register("r2", "unknown", ANN),
        lambda provider: provider.launch("unknown"),
        lambda provider: provider.result("unknown"),
        lambda provider: provider.reset("unknown"),
        lambda provider: provider.launch("r"),
        lambda provider: provider.result(""),
    ],
)
def test_an_unknown_guid_is_a_provider_error_with_its_fields(registered, verb):
    with pytest.raises(ProviderError) as caught:
        verb(registered)
    assert caught.value.code and caught.value.message.endswith(".")
    assert registered.row.sc_secret_key not in caught.value.url


def test_every_kind_in_the_settings_is_put_to_a_suite(settings):
    """A new type of provider is tested here, or in a module of its own, as `failing` is."""
    assert set(settings.BRIGHT_COURSE_PROVIDERS) == {*WORKING_TYPES, "failing"}
