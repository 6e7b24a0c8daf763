"""Template tags of the front page."""

from typing import Any

from django import template
from django.urls import reverse

register = template.Library()


@register.simple_tag
def changelist(model: Any) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")


@register.filter
def plural(model: Any) -> str:
    return str(model._meta.verbose_name_plural)


@register.filter
def thousands(number: int) -> str:
    return f"{number:,}"
