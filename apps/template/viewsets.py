from typing import Any

from apps.template.documents import TemplateDocument
from apps.template.models import Template
from apps.template.serializers import TemplateSerializer
from bright.access import Kind
from bright.rest.viewsets import Resource


class TemplateViewSet(Resource):
    document = TemplateDocument
    serializer_class = TemplateSerializer
    lookup = natural_key = "name"
    admits = {
        "index": Kind.REALM | Kind.USER_KEY,
        "show": Kind.REALM | Kind.USER_KEY,
        "create": Kind.REALM,
        "update": Kind.REALM,
        "destroy": Kind.REALM,
    }

    def create_record(self, values: dict[str, Any]) -> tuple[Template, bool]:
        """A template of this name that is there already stays as it is, and is the answer: a write may arrive twice."""
        return Template.objects.get_or_create(realm_id=self.access.realm_id, name=values.pop("name"), defaults=values)

    def update_record(self, record: Template, values: dict[str, Any]) -> None:
        record.amend(**{name: value for name, value in values.items() if name != "name"})

    def destroy_record(self, record: Template) -> None:
        record.delete()
