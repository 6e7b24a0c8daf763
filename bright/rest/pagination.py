"""`Link: rel="next"` of a limited index (bright-v2.md 4): the same question, after the last id of this page."""

from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest

from bright.http.credentials import NAMES
from bright.http.parameters import query
from bright.reading.compiled import Question


def next_link(request: HttpRequest, question: Question) -> str:
    """Empty on the last page."""
    last = question.last_before_more()
    if last is None:
        return ""
    asked = query(request.META.get("QUERY_STRING", ""))
    kept = {name: values for name, values in asked.items() if name not in {*NAMES, "after", "offset"}}
    return f'<{settings.BRIGHT_BASE_URL}{request.path}?{urlencode({**kept, "after": last}, doseq=True)}>; rel="next"'
