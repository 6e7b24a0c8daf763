from apps.launch_history.models import LaunchHistory
from bright.reading.documents import Boolean, Datetime, Document, Email, Integer, Text


class LaunchHistoryDocument(Document):
    element = "launch-history"
    model = LaunchHistory
    collection = "launch-histories"

    id = Integer(minimum=True, filter=True)
    registration_guid = Text("registration__registration_guid", minimum=True, filter=True, help="what was launched")
    course_guid = Text("registration__course__course_guid", minimum=True, filter=True, help="its course")
    learner_id = Email(
        "registration__learner_id",
        minimum=True,
        filter=True,
        compare="registration__learner_email",
        help="its learner's e-mail address",
    )
    launch_source = Text(help="what the client called itself")
    http_referer = Text(help="the page that the launch came from, as the client said")
    http_user_agent = Text(help="the client's program, as it said")
    remote_addr = Text(help="the client's address")
    request_uri = Text(help="what was asked for, without credentials")
    review = Boolean(help="true: nothing was recorded")
    created_at = Datetime(minimum=True, help="when it was launched")
    exited_at = Datetime(minimum=True, help="null until the provider says that the learner has left")
