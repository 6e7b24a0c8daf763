from apps.stored_query.models import StoredQuery
from bright.reading.documents import Datetime, Document, Integer, Text


class StoredQueryDocument(Document):
    element = "stored-query"
    collection = "stored-queries"
    model = StoredQuery

    id = Integer(minimum=True, filter=True)
    name = Text(minimum=True, filter=True, help="unique within the realm, or within its course provider")
    query_scope = Text(minimum=True, filter=True, help="bright (a built-in of every realm), realm or course_provider")
    description = Text(minimum=True, help="what the query is for")
    sql = Text(help="one SELECT over the documented views, with :name for each parameter")
    parameters = Text(minimum=True, help='JSON text: [{"name": …, "type": …, "description": …}, …]')
    level = Text(minimum=True, filter=True, help="who may run it: any_user, invitation_owner, administrator, realm")
    realm_id = Integer(help="null for a built-in")
    course_provider_id = Integer(filter=True, help="the course provider that it belongs to; null: the realm")
    created_at = Datetime()
    updated_at = Datetime()
