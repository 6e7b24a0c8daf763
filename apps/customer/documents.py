from apps.customer.models import CustomerEndpoint
from bright.reading.documents import Document


class CustomerDocument(Document):
    """No fields of its own: what is published decides what comes out."""

    element = "customer"
    model = CustomerEndpoint
