from apps.launch_history.models import LaunchHistory
from bright.api import Boolean, Datetime, Document, Email, Integer, Text


class LaunchHistoryDocument(Document):
    element = "launch-history"
    model = LaunchHistory
    collection = "launch-histories"

    id = Integer(minimum=True, filter=True)
    registration_guid = Text("registration__registration_guid", minimum=True, filter=True)
    course_guid = Text("registration__course__course_guid", minimum=True, filter=True)
    learner_id = Email("registration__learner_id", minimum=True, filter=True, compare="registration__learner_email")
    launch_source = Text(help="what the client called itself")
    http_referer = Text()
    http_user_agent = Text()
    remote_addr = Text()
    request_uri = Text(help="without credentials")
    review = Boolean(help="true: nothing was recorded")
    created_at = Datetime(minimum=True)
    exited_at = Datetime(minimum=True, help="null until the provider says that the learner has left")
