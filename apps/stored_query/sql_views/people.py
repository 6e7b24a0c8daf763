"""The users of a realm."""

from apps.stored_query.sql_views.base import EMAIL, INVITATION, REALM, REALM_IF_NO_PROVIDER, SqlView, columns, if_set

REALM_USERS = SqlView(
    "realm_users",
    "The users of the realm with their roles. Empty for course provider access.",
    columns(
        ("id", "m.id", "The id of the realm user."),
        ("user_id", "m.user_id", "The id of the person, the same in every realm."),
        ("email", "u.email", "The e-mail address in lower case; equals learner_email elsewhere."),
        ("realm_role_id", "m.realm_role_id", "1 learner, 2 instructor, 3 administrator."),
        ("custom", "m.custom", "The client's own text, byte for byte."),
        ("created_at", "m.created_at", "When the person was added to the realm."),
        ("updated_at", "m.updated_at", "When the row last changed."),
    ),
    "realm_user_realmuser m JOIN user_user u ON u.id = m.user_id",
    "true",
    (
        if_set(REALM_IF_NO_PROVIDER, f"m.realm_id = {REALM}"),
        if_set(EMAIL, f"m.realm_id = {REALM} AND u.email = {EMAIL}"),
        if_set(
            INVITATION,
            f"""m.realm_id = {REALM} AND u.email IN (
            SELECT l.email FROM invitation_invitationlearner l WHERE l.invitation_id = {INVITATION})""",
        ),
    ),
)
