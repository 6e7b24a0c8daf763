from django.db.models import TextField, Value

from apps.api_key.models import ApiKey
from bright.reading.documents import Datetime, Document, Integer, Text


class ApiKeyDocument(Document):
    element = "api-key"
    model = ApiKey

    access_token = Text(lambda *_: Value(None, TextField()), help="32 hex digits; shown only when the key is created")
    course_provider_id = Integer(help="the course provider that the key is bound to")
    created_at = Datetime()
    expires_at = Datetime(help="when it ends, or ended; null: it is valid until it is revoked")
    id = Integer(minimum=True)
    realm_id = Integer()
    token_type = Text(help="null: every key may be sent as a parameter or as a bearer token")
    updated_at = Datetime()
    user_id = Integer(minimum=True, help="the person that the key is bound to")
