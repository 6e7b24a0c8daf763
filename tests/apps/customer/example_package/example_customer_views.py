"""A customer's own views, as docs/adding-a-customer-endpoint.md shows them, and a few that misbehave."""

from django.db.models import Sum

from apps.customer.interface import CustomerRequest, Table
from apps.realm_user.models import RealmUser
from apps.registration.models import Registration
from bright.errors import InvalidArgument, NotFound


def hours(request: CustomerRequest) -> Table:
    """Hours of each learner that the caller may see."""
    least = request.parameters.integer("least") or 0
    visible = Registration.objects.visible_to(request.access).values("learner_email").annotate(seconds=Sum("totaltime"))
    rows = visible.filter(seconds__gte=3600 * least).order_by("learner_email")
    return Table({"learner": "text", "hours": "float"}, ((row["learner_email"], row["seconds"] / 3600) for row in rows))


def learners(request: CustomerRequest) -> dict:
    """One nested document."""
    rows = RealmUser.objects.visible_to(request.access).select_related("user").order_by("user__email")
    return {"path": request.path, "learners": {row.user.email: {"role": row.realm_role_id} for row in rows}}


def note(request: CustomerRequest) -> dict:
    """Writes, by POST only."""
    if request.method != "POST":
        raise InvalidArgument("notes are posted")
    member = RealmUser.objects.visible_to(request.access).filter(user__email=request.parameters.text("email")).first()
    if member is None:
        raise NotFound("no such learner")
    member.custom = request.parameters.text("note")
    member.save(update_fields=["custom"])
    return {"noted": member.custom}


def crash(request: CustomerRequest) -> dict:
    return {"impossible": 1 / 0}


def nonsense(request: CustomerRequest) -> list[int]:
    return [1, 2]
