"""The data set of docs/contract/performance.md. `python -m bench.dataset ROWS` creates it in an empty database.

One realm, 200 courses, and a learner for every 50 registrations (20,000 for a million), all of them for different
courses. Prints what the load client needs to know, as JSON.
"""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import django
from django.core.management import call_command
from django.db import connection
from django.db.models import Count, Model

COURSES, ROWS_OF_LEARNER = 200, 50

REPORT = """'<registrationreport format="course" regid="' || md5(i::text) || '" instanceid="0"><complete>'
 || CASE WHEN mod(i, 10) < 6 THEN 'complete' ELSE 'incomplete' END || '</complete><success>unknown</success><totaltime>'
 || mod(i, 9001) || '</totaltime><score>' || mod(i * 7, 1001) / 10.0 || '</score></registrationreport><!--'
 || repeat(md5((i + 1)::text), 9) || '-->'"""
CUSTOM = """'{"points_available":"' || CASE WHEN mod(i, 100) = 0 THEN 4 + mod(i / 100, 6) ELSE mod(i, 4) END
 || '","dept":"dept' || mod(i, 40) || '","note":"' || md5(i::text) || ' R&D <b>3</b>"}'"""
CREATED = "timestamptz '2020-01-01 00:00:00Z' + i * interval '1 second'"

# Column → SQL over `i`, the registration's number from 0.
REGISTRATION = {
    "realm_id": "%(realm)s",
    "course_provider_id": "%(provider)s",
    "course_id": "%(first_course)s + mod(7 * i + i / 200 + 3 * (i / 20000), 200)",
    "registration_guid": "i || '-' || substr(md5(i::text), 1, 22)",
    "learner_id": "'learner' || mod(i, %(learners)s) || '.r1@example.com'",
    "fname": "'First' || mod(i, %(learners)s)",
    "lname": "'Last' || mod(i, %(learners)s)",
    "complete": "CASE WHEN mod(i, 10) < 6 THEN 'complete' ELSE 'incomplete' END",
    "score": "mod(i * 7, 1001) / 10.0",
    "totaltime": "mod(i, 9001)",
    "attempts": "1 + mod(i, 4)",
    "custom": CUSTOM,
    "course_result": REPORT,
    "externally_initialized": "true",
    "crawl_status": "'success'",
    "created_at": CREATED,
    "updated_at": CREATED,
    "launched_at": CREATED,
    "last_crawled_at": CREATED,
    "provider_created_at": CREATED,
    "provider_accessed_at": CREATED,
    "next_crawl_at": f"CASE WHEN mod(i, 10) = 0 THEN {CREATED} END",
}


def main() -> None:
    rows = int(sys.argv[1])
    django.setup()
    call_command("migrate", verbosity=0)
    # Models can be imported after setup() only.
    from apps.course.models import Course  # noqa: PLC0415
    from apps.course_provider.models import CourseProvider  # noqa: PLC0415
    from apps.realm.models import Realm  # noqa: PLC0415
    from apps.registration.models import Registration  # noqa: PLC0415

    realm, secret = Realm.create("Bench")
    provider, _ = CourseProvider.create_embedded(realm)
    courses = Course.objects.bulk_create(
        Course(realm=realm, course_provider=provider, course_guid=f"course-{number}", title=f"Course {number}")
        for number in range(COURSES)
    )
    learners = max(1, rows // ROWS_OF_LEARNER)
    values = {"realm": realm.pk, "provider": provider.pk, "first_course": courses[0].pk, "learners": learners}
    with indexed_afterwards(Registration):
        insert(Registration, REGISTRATION, rows, values)
    check(Registration, rows)
    keys = {"realm_guid": realm.realm_guid, "realm_secret_key": secret}
    print(json.dumps({"keys": keys, "learners": learners, "pairs": pairs(Registration, learners), "rows": rows}))


def insert(model: type[Model], expressions: dict[str, str], rows: int, values: dict[str, Any]) -> None:
    """One INSERT … SELECT. Columns without an expression get the model field's default."""
    columns = [field for field in model._meta.concrete_fields if not (field.generated or field.primary_key)]
    defaults = {field.attname: field.get_default() for field in columns if field.attname not in expressions}
    chosen = {**{name: f"%({name})s" for name in defaults}, **expressions}
    names, sources = ", ".join(f'"{name}"' for name in chosen), ", ".join(chosen.values())
    sql = f'INSERT INTO "{model._meta.db_table}" ({names}) SELECT {sources} FROM generate_series(0, %(last)s) AS i'
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")  # without foreign key checks for each row
        cursor.execute(sql, {**values, **defaults, "last": rows - 1})
        cursor.execute("SET session_replication_role = origin")


@contextmanager
def indexed_afterwards(model: type[Model]) -> Iterator[None]:
    with connection.schema_editor() as editor:
        for index in model._meta.indexes:
            editor.remove_index(model, index)
    yield
    with connection.schema_editor() as editor:
        for index in model._meta.indexes:
            editor.add_index(model, index)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def check(model: Any, rows: int) -> None:
    """The number of rows is right, and no learner is registered twice for the same course."""
    assert model.objects.count() == rows
    most = model.objects.values("learner_email", "course_id").annotate(n=Count("pk")).order_by("-n")[:1]
    assert [row["n"] for row in most] == [1]


def pairs(model: Any, learners: int) -> list[tuple[str, str]]:
    """(learner_id, course_guid) of registrations from the whole table."""
    some = model.objects.filter(pk__in=range(1, learners * ROWS_OF_LEARNER, max(1, learners * ROWS_OF_LEARNER // 1000)))
    return list(some.values_list("learner_id", "course__course_guid"))


if __name__ == "__main__":
    main()
