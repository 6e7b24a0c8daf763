"""The API reference: pages for people at /docs, and OpenAPI for tools. It has nobody's data, so it is public."""

import json
from functools import cache
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, re_path
from django.views.decorators.http import require_safe
from rest_framework.settings import api_settings

from apps.start.decorators import content_security_policy
from bright.openapi import words
from bright.openapi.collecting import Entry, Operation, collect
from bright.openapi.curl import curl
from bright.openapi.schema import openapi
from bright.reading.documents import TEMPLATES
from bright.rest.routers import BrightRouter

KINDS = {"long": "text", "secret": "text", "pattern": "regular expression", "choice": "word", "email": "e-mail address"}
Rows = list[dict[str, Any]]


def paths(router: BrightRouter, prefix: str) -> list[URLPattern]:
    """URL patterns of the reference. `prefix`: the API's path on this host."""
    options = {"router": router, "prefix": prefix}
    return [
        re_path(r"^docs/?$", index, options, name="docs"),
        re_path(r"^docs/openapi\.json$", as_openapi, options, name="docs-openapi"),
        re_path(r"^docs/(?P<name>\w+)/?$", resource, options, name="docs-resource"),
    ]


entries = cache(collect)


@require_safe
def index(request: HttpRequest, router: BrightRouter, prefix: str) -> HttpResponse:
    context = {
        "entries": entries(router),
        "modes": api_settings.DEFAULT_AUTHENTICATION_CLASSES,
        "statuses": words.STATUSES,
        "who": words.CALLERS.values(),
        "templates": TEMPLATES,
        "api_url": settings.BRIGHT_BASE_URL + prefix,
    }
    return page(request, "docs", context)


@require_safe
def resource(request: HttpRequest, name: str, router: BrightRouter, prefix: str) -> HttpResponse:
    entry = entries(router).get(name)
    if entry is None:
        raise Http404(f"There is no resource {name}.")
    api_url = settings.BRIGHT_BASE_URL + prefix
    return page(request, "docs_resource", {"entries": entries(router), **shown(entry, api_url), "api_url": api_url})


@require_safe
def as_openapi(request: HttpRequest, router: BrightRouter, prefix: str) -> HttpResponse:
    return HttpResponse(openapi_text(router, settings.BRIGHT_BASE_URL + prefix), content_type="application/json")


@cache
def openapi_text(router: BrightRouter, api_url: str) -> str:
    """The OpenAPI document as JSON; cached, since building it takes a tenth of a second."""
    return json.dumps(openapi(entries(router), api_url))


def page(request: HttpRequest, name: str, context: dict[str, Any]) -> HttpResponse:
    response = render(request, f"start_pages/{name}.html", context)
    response.headers["Content-Security-Policy"] = content_security_policy()
    return response


def shown(entry: Entry, api_url: str) -> dict[str, Any]:
    return {
        "entry": entry,
        "templates": TEMPLATES,
        "filters": [name for field in entry.fields for name in field.filters],
        "operations": [operation_shown(operation, api_url) for operation in entry.operations],
    }


def operation_shown(operation: Operation, api_url: str) -> dict[str, Any]:
    return {
        "name": operation.name,
        "about": operation,
        "curl": curl(operation, api_url),
        "takes": rows(operation.takes),
        "controls": rows(operation.controls),
    }


def rows(parameters: Any) -> Rows:
    return [
        {
            "name": name,
            "kind": KINDS.get(parameter.kind, parameter.kind),
            "parameter": parameter,
            "bad": words.bad_input(name, parameter),
        }
        for name, parameter in parameters.items()
    ]
