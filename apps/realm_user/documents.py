from apps.realm_user.models import RealmUser
from bright.reading.documents import Datetime, Document, Email, Integer, Text


class RealmUserDocument(Document):
    element = "realm-user"
    model = RealmUser

    id = Integer(minimum=True, filter=True)
    realm_id = Integer()
    user_id = Integer(minimum=True, help="identifies the person across realms")
    realm_role_id = Integer(minimum=True, help="1 learner, 2 instructor, 3 administrator")
    email = Email("user__email", minimum=True, filter=True, help="unique in the realm, in lower case")
    custom = Text(filter=True)
    created_at = Datetime()
    updated_at = Datetime()
