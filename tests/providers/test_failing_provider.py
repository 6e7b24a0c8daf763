"""The provider that refuses every call, with the three fields of docs/contract/errors.md, "The provider's block"."""

from pathlib import Path

import pytest

from apps.course_provider.provider import Learner, NotSupported, Provider, ProviderError

ARGUMENTS = {
    "courses": (),
    "import_course": (Path("/none.zip"), "golf"),
    "register": ("r1", "golf", Learner("ann@example.com")),
    "find_registration": ("golf", "ann@example.com"),
    "launch": ("r1",),
    "result": ("r1",),
    "launches": ("r1",),
    "unregister": ("r1",),
}


def test_the_arguments_name_every_verb_of_the_interface():
    assert set(ARGUMENTS) == Provider.__abstractmethods__


@pytest.mark.parametrize("verb", ARGUMENTS)
def test_every_verb_refuses_with_the_three_fields_each_time(connect, verb):
    provider = connect("failing")
    for _ in range(2):
        with pytest.raises(ProviderError) as caught:
            getattr(provider, verb)(*ARGUMENTS[verb])
        refused = caught.value
        assert (refused.code, refused.status_code) == ("4", 403)
        assert refused.message == "The maximum number of registrations has been reached."
        assert refused.url.startswith("https://")


def test_what_a_kind_cannot_do_is_said_in_one_sentence():
    assert NotSupported("crawl").message == "This course provider does not support crawl."
