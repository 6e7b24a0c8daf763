"""The frame's face: what a room imports to speak the Bright V2 API."""

from rest_framework.decorators import action

from bright.access import Access, AccessMode, Kind
from bright.api.documents import Boolean, Datetime, Document, Email, Float, Integer, Related, Strings, Text
from bright.api.resources import Resource
from bright.api.routers import BrightRouter
from bright.forms.inputs import ROWS, Parameter

# fmt: off
__all__ = [
    "ROWS", "Access", "AccessMode", "Boolean", "BrightRouter", "Datetime", "Document", "Email", "Float", "Integer",
    "Kind", "Parameter", "Related", "Resource", "Strings", "Text", "action",
]
