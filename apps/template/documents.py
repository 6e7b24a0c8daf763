from apps.template.models import Template
from bright.reading.documents import Datetime, Document, Integer, Text


class TemplateDocument(Document):
    element = "template"
    model = Template

    id = Integer(minimum=True, filter=True)
    name = Text(minimum=True, filter=True, help="unique within the realm")
    markup = Text(minimum=True, filter=True, help="the template language: handlebars")
    mimetype = Text(minimum=True, filter=True, help="the type of the rendered text: text/html")
    body = Text(help="the markup, byte for byte")
    realm_id = Integer()
    custom = Text()
    created_at = Datetime()
    updated_at = Datetime()
