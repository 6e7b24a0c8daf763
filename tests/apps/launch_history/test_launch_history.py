"""Launch histories over the API."""

from lxml import etree

from tests.apps.records import ANN, BOB, make_course, make_registration


def test_launch_histories_tell_who_launched_what(tenant):
    course = make_course(tenant)
    guids = {email: make_registration(course, email).registration_guid for email in (ANN, BOB)}
    for guid in guids.values():
        tenant.pair(f"registration/{guid}/launch_url", launch_source="bright.js", review="1")
    (row,) = tenant.pair("launch_history", learner_id=ANN.upper()).json
    assert (row["registration_guid"], row["course_guid"], row["learner_id"]) == (guids[ANN], course.course_guid, ANN)
    assert (row["launch_source"], row["review"], row["exited_at"]) == ("bright.js", True, None)
    assert "secret" not in row["request_uri"].replace("realm_secret_key=[redacted]", "")
    assert tenant.secret not in row["request_uri"]
    assert [own["learner_id"] for own in tenant.learner(BOB)("launch_history").json] == [BOB]
    root = etree.fromstring(tenant.pair("launch_history.xml").body)
    assert (root.tag, root[0].tag, len(root)) == ("launch-histories", "launch-history", 2)
