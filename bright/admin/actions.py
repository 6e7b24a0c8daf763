"""What an operator does to records in the console: to those selected on a list, or to one by a button on its page.

An act is declared once. Where it destroys, the person is asked first; it is done by the model's own method, as the
API does it; and it is written to the audit with the realm it happened in.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from django.contrib import admin, messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.views.decorators.http import require_POST

from bright.errors import BrightError


@dataclass(frozen=True)
class Act:
    """`do` takes the record. A text that it returns is told instead of `done`; a mapping holds secrets, name to value,
    that are shown this once. Refuses by BrightError or ValidationError.
    """

    name: str  # in URLs
    label: str  # on the button
    do: Callable[[Any], str | Mapping[str, str] | None]
    done: str  # after the record's name: "is revoked"
    warning: str = ""  # what the person has to confirm; empty: nothing is lost by it
    on_lists: bool = True
    offered: Callable[[Any], bool] = lambda record: True


class Acts(admin.ModelAdmin):
    """An admin whose records have acts."""

    acts: tuple[Act, ...] = ()

    def links(self, record: Any) -> Sequence[tuple[str, str]]:
        """Further places to go from the record's page: label and address."""
        return ()

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view(require_POST(self.act_view))
        name = f"{self.opts.app_label}_{self.opts.model_name}_act"
        return [path("<path:object_id>/act/<slug:name>/", view, name=name), *super().get_urls()]

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        offered = {act.name: (self._on_list(act), act.name, act.label) for act in self.acts if act.on_lists}
        return super().get_actions(request) | (offered if super().has_change_permission(request) else {})

    def response_action(self, request: HttpRequest, queryset: Any, *where: Any) -> HttpResponse | None:
        """Only what the person sees is acted on: whole tables are too much for one request."""
        if request.POST.get("select_across") == "1":
            self.message_user(request, "Select the records on the page; not all at once.", messages.ERROR)
            return None
        return super().response_action(request, queryset, *where)

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> Any:
        record = context.get("original")
        if record is not None:
            context["acts"] = [(act, self._address(act, record)) for act in self.acts if act.offered(record)]
            context["links"] = self.links(record)
        return super().render_change_form(request, context, *args, **kwargs)

    def act_view(self, request: HttpRequest, object_id: str, name: str) -> HttpResponse:
        if not super().has_change_permission(request):
            raise PermissionDenied
        record = self.get_object(request, unquote(object_id))
        act = next((act for act in self.acts if act.name == name), None)
        if record is None or act is None:
            raise Http404
        return self.perform(request, act, [record]) or self._back(record)

    def perform(self, request: HttpRequest, act: Act, records: Iterable[Any]) -> HttpResponse | None:
        """Do it, or ask first. The page to show, None for the one that the person came from."""
        records = list(records)
        if act.warning and "confirmed" not in request.POST:
            return self._page(request, "acts/confirm.html", act.label, act=act, records=records)
        for record in records:
            named = str(record)  # deleting takes the name away
            secrets = self._do(request, act, record, named)
            if secrets:
                return self.show_once(request, named, secrets)
        return None

    def _do(self, request: HttpRequest, act: Act, record: Any, named: str) -> Mapping[str, str] | None:
        if not act.offered(record):  # nor does the page have a button for it, unless it was opened before
            self.message_user(request, f"{act.label}: not possible for {named} as it stands now.", messages.ERROR)
            return None
        realm, key = realm_of(record), record.pk
        try:
            outcome = act.do(record)
        except (BrightError, ValidationError) as refusal:
            words = "; ".join(getattr(refusal, "messages", [str(refusal)]))
            self.message_user(request, f"{act.label}, {named}: {words}", messages.ERROR)
            return None
        sentence = outcome if isinstance(outcome, str) else f"{named} {act.done}."
        record.pk = key
        audit(request, record, f"{act.label}: {sentence}", realm=realm)
        self.message_user(request, sentence, messages.SUCCESS)
        return outcome if isinstance(outcome, Mapping) else None

    def show_once(self, request: HttpRequest, named: str, secrets: Mapping[str, str]) -> HttpResponse:
        return self._page(request, "acts/secret.html", f"{named}: shown this once", secrets=secrets)

    def _page(self, request: HttpRequest, template: str, title: str, **context: Any) -> TemplateResponse:
        shared = {**self.admin_site.each_context(request), "opts": self.opts, "title": title, "media": self.media}
        return TemplateResponse(request, template, {**shared, **context})

    def _on_list(self, act: Act) -> Callable[..., HttpResponse | None]:
        def on_selected(self: "Acts", request: HttpRequest, selected: Any) -> HttpResponse | None:
            return self.perform(request, act, selected)

        return on_selected

    def _address(self, act: Act, record: Any) -> str:
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_act", args=[record.pk, act.name])

    def _back(self, record: Any) -> HttpResponseRedirect:
        """To the record's page, or to its list if it is gone."""
        place = f"admin:{self.opts.app_label}_{self.opts.model_name}"
        there = self.model._default_manager.filter(pk=record.pk).exists()
        address = reverse(f"{place}_change", args=[record.pk]) if there else reverse(f"{place}_changelist")
        return HttpResponseRedirect(address)

    # --- Django's own forms write to the same audit, in the same words.

    def log_addition(self, request: HttpRequest, record: Any, message: Any) -> Any:
        return super().log_addition(request, record, in_words(message, realm_of(record)))

    def log_change(self, request: HttpRequest, record: Any, message: Any) -> Any:
        return super().log_change(request, record, in_words(message, realm_of(record)))


def realm_of(record: Any) -> str:
    """The realm's name; empty for what belongs to none."""
    return str(getattr(record, "realm", None) or "")


def in_words(message: Any, realm: str) -> str:
    """Django's list of changes as one sentence, with the realm."""
    if not isinstance(message, str):
        message = LogEntry(change_message=json.dumps(message)).get_change_message()
    return f"{message} Realm: {realm}." if realm else message


def audit(request: HttpRequest, record: Any, sentence: str, *, realm: str | None = None) -> None:
    """Who did what to which record of which realm. Never give it a secret."""
    words, operator = in_words(sentence, realm_of(record) if realm is None else realm), cast(int, request.user.pk)
    LogEntry.objects.log_actions(operator, [record], CHANGE, change_message=words, single_object=True)
