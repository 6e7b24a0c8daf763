from apps.launch_history.models import LaunchHistory
from bright.reading.documents import Boolean, Datetime, Document, Email, Integer, Text


class LaunchHistoryDocument(Document):
    element = "launch-history"
    model = LaunchHistory
    collection = "launch-histories"

    id = Integer(minimum=True, filter=True)
    registration_guid = Text("registration__registration_guid", minimum=True, filter=True, help="its registration")
    course_guid = Text("registration__course__course_guid", minimum=True, filter=True, help="its course")
    learner_id = Email(
        "registration__learner_id",
        minimum=True,
        filter=True,
        compare="registration__learner_email",
        help="the e-mail address of its learner",
    )
    launch_source = Text(help="what the client calls itself")
    http_referer = Text(help="the page that the launch came from, as reported by the client")
    http_user_agent = Text(help="the client program, as reported by itself")
    remote_addr = Text(help="the IP address of the client")
    request_uri = Text(help="the requested URI, without credentials")
    review = Boolean(help="true: nothing was recorded")
    created_at = Datetime(minimum=True, help="when it was launched")
    exited_at = Datetime(minimum=True, help="null until the provider reports that the learner has left")
