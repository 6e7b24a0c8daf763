"""The audit log: who did what to which record of which realm. Django's own forms write to it, too."""

import json
from typing import Any, cast

from django.contrib.admin.models import CHANGE, LogEntry
from django.http import HttpRequest


def audit(request: HttpRequest, record: Any, sentence: str, *, realm: str | None = None) -> None:
    """Log that the operator who sent `request` did to `record` what `sentence` says. Never pass a secret.

    `realm` is the realm's name; by default, the record's own.
    """
    message = audit_message(sentence, realm_name(record) if realm is None else realm)
    operator_id = cast(int, request.user.pk)
    LogEntry.objects.log_actions(operator_id, [record], CHANGE, change_message=message, single_object=True)


def audit_message(message: Any, realm: str) -> str:
    """A sentence, or Django's list of changed fields, as one text that ends with the realm's name."""
    if not isinstance(message, str):
        message = LogEntry(change_message=json.dumps(message)).get_change_message()
    return f"{message} Realm: {realm}." if realm else message


def realm_name(record: Any) -> str:
    """The name of the record's realm; empty if it belongs to none."""
    return str(getattr(record, "realm", None) or "")
