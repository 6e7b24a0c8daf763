from apps.registration.models import Registration
from bright.api import Boolean, Datetime, Document, Email, Float, Integer, Text


class RegistrationDocument(Document):
    element = "registration"
    model = Registration

    id = Integer(minimum=True, filter=True)
    registration_guid = Text(minimum=True, filter=True)
    course_guid = Text("course__course_guid", minimum=True, filter=True)
    course_id = Integer()
    course_provider_id = Integer(filter=True)
    learner_id = Email(minimum=True, filter=True, compare="learner_email", help="an e-mail address")
    fname = Text()
    lname = Text()
    active = Boolean(minimum=True, filter=True, help="false: it can't be launched")
    complete = Text(minimum=True, filter=True, help="complete, incomplete, unknown")
    success = Text(minimum=True, filter=True, help="passed, failed, unknown")
    score = Float(minimum=True, help="0 to 100, null if the course gave none")
    totaltime = Float(minimum=True, help="seconds")
    attempts = Integer(minimum=True)
    custom = Text(filter=True)
    course_result = Text(help="the provider's registrationreport, as XML text")
    full_result = Text(help="the full report, where the provider gives one")
    crawl_type = Text()
    crawl_status = Text(filter=True)
    crawl_error_msg = Text()
    number_of_crawl_errors = Integer()
    last_crawled_at = Datetime(minimum=True)
    launched_at = Datetime(minimum=True)
    provider_created_at = Datetime()
    provider_accessed_at = Datetime(minimum=True)
    provider_completed_at = Datetime(minimum=True)
    provider_errcode = Text()
    provider_error_message = Text()
    deleted = Integer(help="null, or 1")
    ignore = Boolean(help="true: no crawl touches the record any more, so that a repair by hand stands")
    externally_initialized = Boolean()
    scorm_cloud_app_id = Integer("course_provider_id", help="the legacy name of course_provider_id")
    scorm_cloud_course_id = Integer("course_id", help="the legacy name of course_id")
    created_at = Datetime(minimum=True)
    updated_at = Datetime(minimum=True)
