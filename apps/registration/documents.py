from apps.registration.models import Registration
from bright.reading.documents import Boolean, Datetime, Document, Email, Float, Integer, Text


class RegistrationDocument(Document):
    element = "registration"
    model = Registration

    id = Integer(minimum=True, filter=True)
    registration_guid = Text(minimum=True, filter=True, help="unique within its course provider")
    course_guid = Text("course__course_guid", minimum=True, filter=True, help="the guid of its course")
    course_id = Integer(help="the course's number")
    course_provider_id = Integer(filter=True)
    learner_id = Email(minimum=True, filter=True, compare="learner_email", help="an e-mail address")
    fname = Text(help="the learner's first name")
    lname = Text(help="the learner's last name")
    active = Boolean(minimum=True, filter=True, help="false: it can't be launched")
    complete = Text(minimum=True, filter=True, help="complete, incomplete, unknown")
    success = Text(minimum=True, filter=True, help="passed, failed, unknown")
    score = Float(minimum=True, help="0 to 100, null if the course gave none")
    totaltime = Float(minimum=True, help="seconds")
    attempts = Integer(minimum=True, help="how many attempts at the course have begun")
    custom = Text(filter=True)
    course_result = Text(help="the provider's registrationreport as XML text")
    full_result = Text(help="the full report, if the provider gives one")
    crawl_type = Text(help="the kind of report that is requested: course")
    crawl_status = Text(filter=True, help="the outcome of the last crawl: success or error")
    crawl_error_msg = Text(help="why the last crawl failed")
    number_of_crawl_errors = Integer(help="how many crawls in a row have failed")
    last_crawled_at = Datetime(minimum=True, help="when the result was last requested from the provider")
    launched_at = Datetime(minimum=True, help="when a launch URL was last created")
    provider_created_at = Datetime(help="when the course provider created it")
    provider_accessed_at = Datetime(minimum=True, help="when the learner was last in the course")
    provider_completed_at = Datetime(minimum=True, help="when the learner completed the course")
    provider_errcode = Text(help="the course provider's last error code")
    provider_error_message = Text(help="the course provider's last error message")
    deleted = Integer(help="null; 1 once it is destroyed")
    ignore = Boolean(help="true: crawls no longer change the record, so that a manual repair is kept")
    externally_initialized = Boolean(help="true: the course provider knows of it")
    scorm_cloud_app_id = Integer("course_provider_id", help="the legacy name of course_provider_id")
    scorm_cloud_course_id = Integer("course_id", help="the legacy name of course_id")
    created_at = Datetime(minimum=True)
    updated_at = Datetime(minimum=True)
