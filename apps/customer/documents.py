from apps.customer.models import CustomerEndpoint
from bright.reading.documents import Document


class CustomerDocument(Document):
    """Without fields: the published query or view determines the answer."""

    element = "customer"
    model = CustomerEndpoint
