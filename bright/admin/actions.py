"""Admin actions: what an operator does to the records selected on a list, or to one record by a button on its page.

An action is declared once. A destructive one asks for confirmation; it calls the model's own method, as the API
does; and it is written to the audit log with the realm it happened in.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.views.decorators.http import require_POST

from bright.admin.audit import audit, audit_message, realm_name
from bright.errors import BrightError


@dataclass(frozen=True)
class AdminAction:
    """One action on records of a model.

    `run` takes the record. It may return a sentence to show instead of `success`, or secrets (name to value) to show
    once. To refuse, it raises BrightError or ValidationError.
    """

    name: str  # in URLs
    label: str  # on the button
    run: Callable[[Any], str | Mapping[str, str] | None]
    success: str  # follows the record's name: "is revoked"
    warning: str = ""  # what the operator has to confirm; empty: no confirmation
    on_lists: bool = True
    in_transaction: bool = True  # with its audit entry; False: it changes nothing that lasts, and calls our own API
    is_available: Callable[[Any], bool] = lambda record: True


class ModelAdminWithActions(admin.ModelAdmin):
    """A model admin whose `record_actions` are offered on lists and as buttons on each record's page."""

    record_actions: tuple[AdminAction, ...] = ()

    def links(self, record: Any) -> Sequence[tuple[str, str]]:
        """Further links on the record's page: (label, URL)."""
        return ()

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view(require_POST(self.record_action_view))
        name = f"{self.opts.app_label}_{self.opts.model_name}_action"
        return [path("<path:object_id>/action/<slug:name>/", view, name=name), *super().get_urls()]

    def may_run_actions(self, request: HttpRequest, record: Any = None) -> bool:
        """Whether the operator may change records of this kind; actions are possible where forms are read-only."""
        return super().has_change_permission(request)

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        on_lists = (action for action in self.record_actions if action.on_lists)
        ours = {action.name: (self._list_action(action), action.name, action.label) for action in on_lists}
        return super().get_actions(request) | (ours if self.may_run_actions(request) else {})

    def response_action(self, request: HttpRequest, queryset: Any, *args: Any) -> HttpResponse | None:
        """Refuse "select all across pages": a whole table is too much for one request."""
        if request.POST.get("select_across") == "1":
            self.message_user(request, "Select the records on the page; not all at once.", messages.ERROR)
            return None
        return super().response_action(request, queryset, *args)

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> Any:
        record = context.get("original")
        if record is not None:
            actions = self.record_actions if self.may_run_actions(request, record) else ()
            available = (action for action in actions if action.is_available(record))
            context["record_actions"] = [(action, self._action_url(action, record)) for action in available]
            context["links"] = self.links(record)
        return super().render_change_form(request, context, *args, **kwargs)

    def record_action_view(self, request: HttpRequest, object_id: str, name: str) -> HttpResponse:
        """POST to a button on a record's page: PermissionDenied, 404, or the page that follows."""
        if not self.may_run_actions(request):
            raise PermissionDenied
        record = self.get_object(request, unquote(object_id))
        action = next((each for each in self.record_actions if each.name == name), None)
        if record is None or action is None:
            raise Http404
        return self.run_action(request, action, [record]) or self._redirect_after(record)

    def run_action(self, request: HttpRequest, action: AdminAction, records: Iterable[Any]) -> HttpResponse | None:
        """Run the action, or ask for confirmation first. Returns the page to show, or None to stay on the same page."""
        records = list(records)
        if action.warning and "confirmed" not in request.POST:
            context = {"action": action, "records": records}
            return self.render_page(request, "admin_actions/confirm.html", action.label, **context)
        for record in records:
            title = str(record)  # deleting the record would lose it
            secrets = self._run_one(request, action, record, title)
            if secrets:
                return self.show_once(request, title, secrets)
        return None

    def _run_one(self, request: HttpRequest, action: AdminAction, record: Any, title: str) -> Mapping[str, str] | None:
        if not self.may_run_actions(request, record):
            raise PermissionDenied
        if not action.is_available(record):  # the page had no button for it, unless it was opened earlier
            self.message_user(request, f"{action.label}: not possible for {title} as it stands now.", messages.ERROR)
            return None
        try:
            result, sentence = self._run_audited(request, action, record, title)
        except (BrightError, ValidationError) as refusal:
            reason = "; ".join(getattr(refusal, "messages", [str(refusal)]))
            self.message_user(request, f"{action.label}, {title}: {reason}", messages.ERROR)
            return None
        self.message_user(request, sentence, messages.SUCCESS)
        return result if isinstance(result, Mapping) else None

    def _run_audited(self, request: HttpRequest, action: AdminAction, record: Any, title: str) -> tuple[Any, str]:
        """What the action returned, and what to tell. Nothing is done that is not in the audit log, nor the reverse."""
        realm, pk = realm_name(record), record.pk
        refused: Exception | None = None
        result, sentence = None, ""
        with transaction.atomic() if action.in_transaction else nullcontext():
            try:
                result = action.run(record)
            except (BrightError, ValidationError) as refusal:  # what the action noted about it is kept
                refused = refusal
            else:
                sentence = result if isinstance(result, str) else f"{title} {action.success}."
                record.pk = pk  # deleting the record clears it, and the audit entry needs it
                audit(request, record, f"{action.label}: {sentence}", realm=realm)
        if refused:
            raise refused
        return result, sentence

    def show_once(self, request: HttpRequest, title: str, secrets: Mapping[str, str]) -> HttpResponse:
        """The page with secrets (name to value) that can't be shown again."""
        return self.render_page(request, "admin_actions/secret.html", f"{title}: shown this once", secrets=secrets)

    def render_page(self, request: HttpRequest, template: str, title: str, **context: Any) -> TemplateResponse:
        """A page of the admin site, with the context that its base template needs."""
        shared = {**self.admin_site.each_context(request), "opts": self.opts, "title": title, "media": self.media}
        return TemplateResponse(request, template, {**shared, **context})

    def _list_action(self, action: AdminAction) -> Callable[..., HttpResponse | None]:
        def run_on_selected(self: "ModelAdminWithActions", request: HttpRequest, selected: Any) -> HttpResponse | None:
            return self.run_action(request, action, selected)

        return run_on_selected

    def _action_url(self, action: AdminAction, record: Any) -> str:
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_action", args=[record.pk, action.name])

    def _redirect_after(self, record: Any) -> HttpResponseRedirect:
        """To the record's page, or to its list if the record is gone."""
        view_name = f"admin:{self.opts.app_label}_{self.opts.model_name}"
        exists = self.model._default_manager.filter(pk=record.pk).exists()
        url = reverse(f"{view_name}_change", args=[record.pk]) if exists else reverse(f"{view_name}_changelist")
        return HttpResponseRedirect(url)

    # --- What Django's own forms log gets the same form.

    def log_addition(self, request: HttpRequest, record: Any, message: Any) -> Any:
        return super().log_addition(request, record, audit_message(message, realm_name(record)))

    def log_change(self, request: HttpRequest, record: Any, message: Any) -> Any:
        return super().log_change(request, record, audit_message(message, realm_name(record)))
