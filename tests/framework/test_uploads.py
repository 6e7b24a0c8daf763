"""Credentials decide before a file is written (docs/contract/parameters.md, "Files")."""

import gc
import io
import os
import threading

import pytest
from django.core.files.uploadedfile import TemporaryUploadedFile

from bright.http.parameters import get_parameters
from bright.rest import uploads
from tests.asking import BASE, Asker, call
from tests.framework.toys import Shelf, ShelfViewSet

MIB = 1024 * 1024
CONTENT_TYPE = "multipart/form-data; boundary=B"
KEY, GUID = ("toy", "REALM_KEY"), ("guid", "x")


class Counted(io.RawIOBase):
    """A body that is made as it is read, so that the test doesn't hold it; `given`: how much was read."""

    def __init__(self, head: bytes, size: int, tail: bytes) -> None:
        self.parts, self.size, self.given = [io.BytesIO(head), None, io.BytesIO(tail)], size, 0
        self.left = size
        self.length = len(head) + size + len(tail)

    def read(self, size: int = -1) -> bytes:
        size = 64 * 1024 if size is None or size < 0 else size
        data = self.parts[0].read(size)
        if not data and self.left:
            data = b"z" * min(size, self.left)
            self.left -= len(data)
        data = data or self.parts[2].read(size)
        self.given += len(data)
        return data


def part(name: str, value: str) -> bytes:
    return f'--B\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()


def body_of(*before: tuple[str, str], size: int, after: tuple[tuple[str, str], ...] = ()) -> Counted:
    file = b'--B\r\nContent-Disposition: form-data; name="picture"; filename="a.bin"\r\n\r\n'
    tail = b"\r\n" + b"".join(part(*pair) for pair in after) + b"--B--\r\n"
    return Counted(b"".join(part(*pair) for pair in before) + file, size, tail)


def send(body: Counted, query: str = "", method: str = "POST", path: str = "shelf", **headers: str):
    environ = {"wsgi.input": body, "CONTENT_LENGTH": str(body.length), "CONTENT_TYPE": CONTENT_TYPE}
    return call(method, BASE + path, query, b"", "", headers, **environ)


@pytest.fixture
def seen(toys, monkeypatch, tmp_path, settings):
    """The class of each file that reached the action; temporary files lie in a folder of the test's own."""
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path)
    files = []
    perform_create = ShelfViewSet.perform_create

    def noted(self, serializer):
        files.extend((type(file), file.size) for file in get_parameters(self.request).files)
        return perform_create(self, serializer)

    monkeypatch.setattr(ShelfViewSet, "perform_create", noted)
    return files


@pytest.mark.parametrize(
    ("before", "query", "headers"),
    [
        ((), "", {}),
        ((("toy", "nonsense"),), "", {}),
        ((), "toy=nonsense", {}),
        ((("toy", "USER_KEY"),), "", {}),
        ((), "", {"Authorization": "Bearer x"}),
        ((KEY, ("other_id", "a"), ("other_secret", "b"), ("toy_key", "REALM_KEY2")), "", {}),
    ],
)
def test_a_stranger_leaves_nothing_and_is_told_before_the_file_is_read(seen, tmp_path, before, query, headers):
    body = body_of(*before, size=100 * MIB)
    assert send(body, query, **headers).status == 401
    assert body.given <= uploads.HELD_BYTES + MIB
    assert os.listdir(tmp_path) == [] and seen == [] and not Shelf.objects.exists()
    gc.collect()
    assert uploads.held_bytes.held == 0


def test_credentials_that_came_first_let_the_file_stream_to_disk(seen):
    assert send(body_of(KEY, GUID, size=20 * MIB)).status == 201
    assert seen == [(TemporaryUploadedFile, 20 * MIB)]
    assert send(body_of(("guid", "y"), size=20 * MIB), "toy=REALM_KEY").status == 201


def test_a_small_file_before_the_credentials_is_held_and_taken(seen):
    assert send(body_of(GUID, size=3 * MIB, after=(KEY,))).status == 201
    assert [size for _, size in seen] == [3 * MIB]
    gc.collect()
    assert uploads.held_bytes.held == 0


def test_a_large_file_before_the_credentials_is_refused_with_the_reason_in_the_log(seen, caplog):
    caplog.set_level("INFO", logger="bright.refusal")
    assert send(body_of(GUID, size=17 * MIB, after=(KEY,))).status == 401
    assert "a file came before any credentials" in caplog.text


def test_two_modes_before_the_file_are_501_unverified(seen):
    before = (("toy", "nonsense"), ("other_id", "a"), ("other_secret", "b"))
    body = body_of(*before, size=20 * MIB)
    assert send(body, method="PUT", path="shelf/x").status == 501
    assert body.given < MIB


def test_a_body_past_the_upload_limit_is_413_before_a_byte_is_read(seen, settings):
    settings.BRIGHT_UPLOAD_LIMIT = MIB
    body = body_of(KEY, GUID, size=2 * MIB)
    assert (send(body).status, body.given) == (413, 0)


def test_the_budget_is_one_for_all_requests(toys, monkeypatch):
    """32 strangers at once never hold more than the budget together."""
    most = []
    take = uploads.HeldBytes.take

    def noted(self, size):
        taken = take(self, size)
        most.append(self.held)
        return taken

    monkeypatch.setattr(uploads.HeldBytes, "take", noted)
    statuses = []
    threads = [threading.Thread(target=lambda: statuses.append(send(body_of(size=20 * MIB)).status)) for _ in range(32)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert statuses == [401] * 32
    assert max(most) <= uploads.HELD_BYTES
    gc.collect()
    assert uploads.held_bytes.held == 0


def test_the_usual_client_is_not_disturbed(seen):
    answer = Asker(toy="REALM_KEY").upload("shelf", io.BytesIO(b"small"), guid="x")
    assert answer.status == 201
