"""Sends schemathesis's cases through the whole WSGI stack in process, undoes them, and judges the answers."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import cycle, islice
from typing import Any
from urllib.parse import quote, unquote, urlsplit

import requests
import schemathesis
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.core.failures import FailureGroup
from schemathesis.core.transport import Response
from schemathesis.specs.openapi import checks

from bright.http.credentials import NAMES
from bright.openapi.collecting import collect
from bright.openapi.schema import openapi
from bright.rest.authentication import access_cache
from bright.rest.throttling import failed_log_ins
from config.urls import router
from tests.asking import BASE, Answer, Asker, call
from tests.conftest import Tenant
from tests.contract.openapi_world import callers, furnish

ADDRESS = f"http://127.0.0.1:8000{BASE.rstrip('/')}"
Files = dict[str, tuple[str, bytes]]
PACKAGE: Files = {"file": ("a.zip", b"a package")}  # all that the fake provider wants of one
ORDER = ("pair", "user_key", "pair", "app", "pair", "realm_key", "nobody", "pair", "anonymous")
CHECKS = [
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_headers_conformance,
    checks.response_schema_conformance,
]


class Drive:
    """`fuzzed`: cases by chance for each operation; `thinned`: of the coverage phase, every so many-th."""

    def __init__(self, tenant: Tenant, fuzzed: int, thinned: int, *, by_chance: bool) -> None:
        self.fuzzed, self.thinned, self.by_chance = fuzzed, thinned, by_chance
        self.values = furnish(tenant)
        self.schema = schemathesis.openapi.from_dict(openapi(collect(router), ADDRESS, self.values))
        self.operations = [found.ok() for found in self.schema.get_all_operations()]
        self.callers = callers(tenant)
        self.turns = cycle(ORDER)
        self.statuses: dict[str, Counter[int]] = defaultdict(Counter)  # by operation
        self.wrong: dict[tuple[str, str], str] = {}  # operation and what is wrong → the first case that shows it

    def run(self) -> None:
        for number, operation in enumerate(self.operations):
            for case in self.examples(operation):
                self.send(case, "pair", True)
                self.send(case, "app", True)
            self.send(least(operation), "pair", True, PACKAGE)
            for turn, case in enumerate(self.coverage(operation)):
                self.send(case, next(self.turns), bool(turn % 3))
            for mode in list(GenerationMode) if self.by_chance else [list(GenerationMode)[number % 2]]:
                for turn, case in enumerate(self.drawn(operation.as_strategy(generation_mode=mode), self.fuzzed)):
                    self.send(case, next(self.turns), bool(turn % 3))

    # --- Which cases.

    def examples(self, operation: Any) -> Iterator[Any]:
        """The least that may be sent, and the examples that the document has of the world."""
        yield least(operation)
        for strategy in self.schema.get_strategies_from_examples(operation):
            yield from self.drawn(strategy, 1)

    def coverage(self, operation: Any) -> Iterator[Any]:
        """What the schemas' own edges give, just inside and just outside."""
        config = self.schema.config.generation_for(operation=operation)
        found = self.schema.iter_coverage_cases(
            operation, generation_modes=list(GenerationMode), generation_config=config
        )
        own = (case for case in found if case.method.upper() == operation.method.upper())
        return islice(own, 0, None, self.thinned)

    def drawn(self, strategy: Any, number: int) -> list[Any]:
        """The first cases that Hypothesis finds."""
        found: list[Any] = []

        @settings(max_examples=number, phases=[Phase.generate], derandomize=not self.by_chance, database=None,
                  deadline=None, suppress_health_check=list(HealthCheck))  # fmt: skip
        @given(strategy)
        def keep(case: Any) -> None:
            found.append(case)

        keep()
        return found

    # --- One case.

    def send(self, case: Any, kind: str, aimed: bool, files: Files | None = None) -> None:
        """`aimed`: at a record that is there, whatever id the case has."""
        request = self.request(case, self.callers[kind], aimed, files)
        with transaction.atomic():
            answer = ask(request)
            transaction.set_rollback(True)
        access_cache.clear()
        failed_log_ins.clear()
        self.statuses[case.operation.label][answer.status] += 1
        for wrong in what_is_wrong(case, request, answer):
            asked = f"{kind}: {request.method} {request.url} {request.body!r}"
            self.wrong.setdefault((case.operation.label, wrong), asked)

    def report(self) -> str:
        return "\n\n".join(f"{label}: {wrong}\n  {asked[:1000]}" for (label, wrong), asked in self.wrong.items())

    def request(self, case: Any, caller: Asker, aimed: bool, files: Files | None) -> requests.PreparedRequest:
        """The case as it would go over the wire, with the caller's credentials instead of those made up."""
        kwargs = case.as_transport_kwargs(base_url=ADDRESS)
        made_up = kwargs.get("params") or {}
        kwargs["params"] = {name: value for name, value in made_up.items() if name not in NAMES} | caller.credentials
        kwargs.get("headers", {}).pop("Authorization", None)
        kwargs |= {"files": files} if files else {}
        values = self.values.get(case.operation.definition.raw["tags"][0], {})
        if aimed and "{id}" in case.operation.path:
            id = values["upload" if "progress" in case.operation.path else "id"]
            kwargs["url"] = ADDRESS + case.operation.path.replace("{id}", quote(str(id), safe=""))
        return requests.Request(**kwargs).prepare()


def least(operation: Any) -> Any:
    return operation.Case(path_parameters={"id": "1"} if "{id}" in operation.path else {})


def ask(request: requests.PreparedRequest) -> Answer:
    url, headers, body = urlsplit(request.url or ""), dict(request.headers), request.body or b""
    kind = headers.pop("Content-Type", "")
    headers.pop("Content-Length", None)
    content = body.encode() if isinstance(body, str) else body
    return call(request.method or "", unquote(url.path), url.query, content, kind, headers)


def what_is_wrong(case: Any, request: requests.PreparedRequest, answer: Answer) -> Iterator[str]:
    if answer.status == 500 and answer.headers.get("x-bright-error") != "invalid-argument":
        yield "an unhandled error"
    if answer.status >= 400 and answer.body and not may_have_a_body(answer):
        yield f"a body with {answer.status}"
    headers = {name: [value] for name, value in answer.headers.items()}
    response = Response(answer.status, headers, answer.body, request, 0.0, True)
    try:
        case.validate_response(response, checks=CHECKS)
    except FailureGroup as group:
        for failure in group.exceptions:
            yield f"{answer.status}: {failure.title}: {failure.message[:300]}"


def may_have_a_body(answer: Answer) -> bool:
    """A provider's three fields, and the page of a form."""
    return answer.status == 403 or "content-security-policy" in answer.headers
