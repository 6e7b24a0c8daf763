"""What `bright up` prints once Bright answers. On a terminal (`--secrets`): a sign-in link, and three curl commands
that work when pasted.
"""

import json
import os
import shlex
import sys
from typing import Any

import django
from django.conf import settings

LEARNER = "ann@example.com"


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    print("\n".join(_lines(with_secrets="--secrets" in sys.argv)), flush=True)  # noqa: T201


def _lines(with_secrets: bool) -> list[str]:
    lines = ["", f"Bright is running at {settings.BRIGHT_BASE_URL} (Ctrl-C stops it).", ""]
    demo_file = settings.BRIGHT_HOME / "demo.json"
    if not demo_file.exists():
        return lines
    demo = json.loads(demo_file.read_text())
    if with_secrets:
        return lines + _demo_lines(demo)
    return [*lines, f"`bright user sign-in-link {demo['admin_user']}` makes a link that signs you in once.", ""]


def _demo_lines(demo: dict[str, Any]) -> list[str]:
    # Models can be imported only after django.setup().
    from apps.course.models import Course  # noqa: PLC0415
    from apps.user.models import User  # noqa: PLC0415
    from apps.user.sign_in import sign_in_url  # noqa: PLC0415

    lines = []
    operator = User.objects.filter(email=demo["admin_user"]).first()
    if operator:
        lines += ["Sign in with this link (it works once):", f"  {sign_in_url(operator)}", ""]
    course = Course.objects.filter(course_provider__realm__realm_guid=demo["realm_guid"]).order_by("pk").first()
    if course:
        lines += ["List the courses, register a learner, read the result:", *curl_lines(demo, course.course_guid), ""]
    return lines


def curl_lines(demo: dict[str, Any], course_guid: str) -> list[str]:
    """Three shell commands that use the API of the demo realm (`demo` is the content of demo.json)."""
    api = f"{settings.BRIGHT_BASE_URL}/bright/api/v2"
    curl = ["curl", "-s", "-u", f"{demo['realm_guid']}:{demo['realm_secret_key']}"]
    registration = ["-d", f"course_guid={course_guid}", "-d", f"learner_id={LEARNER}", "-d", "dont_duplicate=t"]
    return [
        "  " + shlex.join([*curl, f"{api}/course.json?fields=course_guid,title"]),
        "  " + shlex.join([*curl, *registration, f"{api}/registration.json"]),
        "  " + shlex.join([*curl, f"{api}/registration.json?learner_id={LEARNER}&fields=complete,success,score"]),
    ]


if __name__ == "__main__":
    main()
