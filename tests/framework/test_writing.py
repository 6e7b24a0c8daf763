"""Create, update, destroy, by every path and verb; what reading verbs must not do."""

import pytest

from tests.framework.toys import Shelf


@pytest.mark.parametrize("path", ["shelf", "shelf/", "shelf.json", "shelf/create", "shelf/gcreate.json/", "shelv"])
def test_create_by_post(toys, path):
    answer = toys.post(path, guid="new", title=" kept byte for byte ")
    assert answer.status == 201
    assert (answer.json["guid"], answer.json["title"]) == ("new", " kept byte for byte ")
    assert "etag" not in answer.headers


@pytest.mark.parametrize("path", ["shelf/gcreate", "shelf/create", "shelf/gcreate.xml", "shelf/create/"])
def test_create_by_get(toys, path):
    assert toys(path, guid="new").status == 201
    assert toys(path, guid="new").status == 200
    assert Shelf.objects.count() == 1


@pytest.mark.parametrize("verb", ["PUT", "PATCH"])
def test_update(toys, shelf, verb):
    answer = toys.send(verb, f"shelf/{shelf.guid}.json", form={"title": "New"})
    assert (answer.status, answer.json["title"]) == (200, "New")


@pytest.mark.parametrize("path", ["shelf/gupdate/{guid}", "shelf/gupdate/{guid}.json", "shelf/gupdate?guid={guid}"])
def test_update_by_get(toys, shelf, path):
    answer = toys(path.format(guid=shelf.guid), title="New")
    assert (answer.status, answer.json["title"]) == (200, "New")


def test_update_does_not_filter_by_what_it_sets(toys, shelf):
    assert toys(f"shelf/gupdate/{shelf.guid}", title="Not its title yet").status == 200


def test_destroy_answers_the_record(toys, shelf):
    answer = toys.delete(f"shelf/{shelf.guid}")
    assert (answer.status, answer.json["guid"]) == (200, shelf.guid)
    assert not Shelf.objects.exists()


def test_unknown_records_are_404_for_every_verb(toys):
    for method in ("GET", "PUT", "PATCH", "DELETE"):
        assert toys.send(method, "shelf/none").status == 404
    assert toys("shelf/gupdate").status == 404


@pytest.mark.parametrize("path", ["shelf/gcreate", "shelf/create", "shelf/gupdate/{guid}"])
def test_head_and_prefetch_write_nothing(toys, shelf, path):
    path = path.format(guid=shelf.guid)
    assert toys.send("HEAD", path, query={"guid": "new", "title": "New"}).status == 405
    answer = toys.send("GET", path, query={"guid": "new", "title": "New"}, headers={"Sec-Purpose": "prefetch"})
    assert answer.status == 405
    assert list(Shelf.objects.values_list("title", flat=True)) == [shelf.title]


def test_head_answers_as_get_on_reading_actions(toys, shelf):
    got, head = toys("shelf"), toys.send("HEAD", "shelf")
    assert (head.status, head.headers["etag"]) == (200, got.headers["etag"])


@pytest.mark.parametrize(
    ("method", "path"), [("DELETE", "shelf"), ("PUT", "shelf"), ("POST", "shelf/x"), ("POST", "shelf/\0")]
)
def test_verbs_that_are_not_offered_are_405(toys, method, path):
    assert toys.send(method, path).status == 405


@pytest.mark.parametrize("path", ["nonsense", "shelf/a/b/c", "shelves", ""])
def test_paths_that_are_not_there_are_404(toys, path):
    assert toys(path).status == 404


@pytest.mark.parametrize("guid", ["0215JCHCMscorm12.3cdd5a65-0ec2", "a b_c", "ü.json.x", "16-4fbd9ea698bce"])
def test_guids_with_dots_and_blanks_are_ids(toys, guid):
    Shelf.objects.create(realm_id=1, guid=guid)
    assert toys(f"shelf/{guid}").json["guid"] == guid
    assert toys(f"shelf/{guid}.xml").text.startswith("<?xml")


def test_an_exact_guid_wins_over_an_integer(toys, shelf):
    other = Shelf.objects.create(realm_id=1, guid=str(shelf.pk))
    assert toys(f"shelf/{shelf.pk}").json["id"] == other.pk
    assert toys(f"shelf/{other.pk}").json["id"] == other.pk


def test_two_records_with_one_guid_are_nobodys(toys):
    for _ in range(2):
        Shelf.objects.create(realm_id=1, guid="twin")
    assert toys("shelf/twin").status == 404


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (b'{"guid":"x","title":7}', "application/json", 201),
        (b'{"guid":', "application/json", 500),
        (b"[1]", "application/json", 500),
        (b"guid=x", "text/plain", 500),
        (b"title=without+guid", "application/x-www-form-urlencoded", 500),
        (b"--broken", "multipart/form-data; boundary=x", 500),
        (b"--broken", "multipart/form-data", 500),
    ],
)
def test_bodies(toys, body, kind, status):
    assert toys.send("POST", "shelf", body=body, content_type=kind).status == status


def test_a_body_without_length_is_411(toys):
    assert toys.send("POST", "shelf", headers={"Transfer-Encoding": "chunked"}).status == 411


def test_a_body_too_large_is_413(toys, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100
    assert toys.post("shelf", guid="x" * 200).status == 413


def test_a_write_by_get_is_never_not_modified(toys, shelf):
    path = f"shelf/gupdate/{shelf.guid}"
    shown = toys(f"shelf/{shelf.guid}", fields="guid")
    query = {"toy": "REALM_KEY", "title": "new", "fields": "guid"}
    answer = toys.send("GET", path, query=query, headers={"If-None-Match": shown.headers["etag"]})
    assert (answer.status, answer.body, answer.headers["cache-control"]) == (200, shown.body, "no-store")
