"""The limit: a bare WSGI function with the same SQL, handwritten and prepared, without framework and access checks.

Small responses use binary rows and orjson. Large ones use COPY with row_to_json, whose times are in PostgreSQL's format
(`+00:00`): to_char, which could write `…Z`, would make them slower by a quarter.
"""

import os
import threading
from collections.abc import Callable, Iterable, Iterator
from typing import Any
from urllib.parse import parse_qsl

import orjson
import psycopg

DATABASE = os.environ["DATABASE_URL"]
OPTIONS = orjson.OPT_UTC_Z | orjson.OPT_OMIT_MICROSECONDS
NAMES = (
    *("id", "registration_guid", "course_guid", "course_id", "course_provider_id", "learner_id", "fname", "lname"),
    *("active", "complete", "success", "score", "totaltime", "attempts", "custom", "course_result", "full_result"),
    *("crawl_type", "crawl_status", "crawl_error_msg", "number_of_crawl_errors", "last_crawled_at", "launched_at"),
    *("provider_created_at", "provider_accessed_at", "provider_completed_at", "provider_errcode"),
    *("provider_error_message", "deleted", "ignore", "externally_initialized"),
    *("scorm_cloud_app_id", "scorm_cloud_course_id", "created_at", "updated_at"),
)
EXPRESSIONS = {
    "course_guid": "c.course_guid",
    "scorm_cloud_app_id": "r.course_provider_id",
    "scorm_cloud_course_id": "r.course_id",
}
COLUMNS = ", ".join(f"{EXPRESSIONS.get(name, f'r.{name}')} AS {name}" for name in NAMES)
ROWS = f"""SELECT {COLUMNS} FROM registration_registration r JOIN course_course c ON c.id = r.course_id
    WHERE r.realm_id = 1 AND r.deleted IS NULL AND c.deleted_at IS NULL"""
POINT = f"{ROWS} AND r.learner_email = %s AND c.course_guid = %s ORDER BY r.id DESC LIMIT 1"
LEARNER = f"{ROWS} AND r.learner_email = %s ORDER BY r.id"
# JSON text has no raw control characters, so with these separators CSV leaves it unchanged.
COPY = f"""COPY (SELECT row_to_json(t) FROM ({ROWS} AND r.id > %s ORDER BY r.id) t)
    TO STDOUT (FORMAT csv, QUOTE e'\\x01', DELIMITER e'\\x02')"""
CHUNK = 64 * 1024
_local = threading.local()


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    query = dict(parse_qsl(environ["QUERY_STRING"]))
    headers = [("Content-Type", "application/json; charset=utf-8")]
    if "after" in query:
        start_response("200 OK", headers)
        return copied(int(query["after"]))
    body = answer(query)
    start_response("200 OK", [*headers, ("Content-Length", str(len(body)))])
    return [body]


def answer(query: dict[str, str]) -> bytes:
    if "learner_id" not in query:
        return b"{}"  # /livez
    arguments = (
        (POINT, [query["learner_id"], query["course_guid"]])
        if "last_only" in query
        else (LEARNER, [query["learner_id"]])
    )
    rows = connection().cursor(binary=True).execute(*arguments, prepare=True).fetchall()
    return orjson.dumps([dict(zip(NAMES, row, strict=True)) for row in rows], option=OPTIONS)


def connection() -> psycopg.Connection:
    if not hasattr(_local, "connection"):
        _local.connection = psycopg.connect(DATABASE, autocommit=True, prepare_threshold=0)
        _local.connection.execute("SET timezone TO 'UTC'")
    return _local.connection


def copied(after: int) -> Iterator[bytes]:
    held, size, separator = [], 0, b"["
    with connection().cursor().copy(COPY, [after]) as copy:
        for row in copy:
            held.append(bytes(row)[:-1])
            size += len(row)
            if size > CHUNK:
                yield separator + b",".join(held)
                held, size, separator = [], 0, b","
    yield (separator + b",".join(held) if held else b"") + b"]"
