from apps.stored_query.models import StoredQuery
from bright.reading.documents import Datetime, Document, Integer, Text


class StoredQueryDocument(Document):
    element = "stored-query"
    collection = "stored-queries"
    model = StoredQuery

    id = Integer(minimum=True, filter=True)
    name = Text(minimum=True, filter=True, help="unique in the realm, or in its course provider")
    query_scope = Text(minimum=True, filter=True, help="bright: a built-in of every realm; realm; course_provider")
    description = Text(minimum=True, help="for those who choose among the queries")
    sql = Text(help="one SELECT over the documented views, with :name where a parameter stands")
    parameters = Text(minimum=True, help='JSON text: [{"name": …, "type": …, "description": …}, …]')
    level = Text(minimum=True, filter=True, help="who may run it: any_user, invitation_owner, administrator, realm")
    realm_id = Integer(help="null for a built-in")
    course_provider_id = Integer(filter=True, help="the provider whose own it is; null: the realm's")
    created_at = Datetime()
    updated_at = Datetime()
