from typing import Any

from apps.template.documents import TemplateDocument
from apps.template.models import Template
from apps.template.serializers import TemplateSerializer
from bright.access import Scope
from bright.rest.viewsets import BrightViewSet


class TemplateViewSet(BrightViewSet):
    document = TemplateDocument
    serializer_class = TemplateSerializer
    lookup_field = "name"
    required_scopes = {
        "list": Scope.REALM | Scope.USER_KEY,
        "retrieve": Scope.REALM | Scope.USER_KEY,
        "create": Scope.REALM,
        "update": Scope.REALM,
        "destroy": Scope.REALM,
    }

    def perform_create(self, serializer: Any) -> tuple[Template, bool]:
        """An existing template of this name stays as it is, and is the answer: a write may arrive twice."""
        values = dict(serializer.validated_data)
        return Template.objects.get_or_create(realm_id=self.access.realm_id, name=values.pop("name"), defaults=values)
