"""What fills a home before its upgrade: one row or more of every table, made by HTTP wherever a request makes it."""

import json
import re
import signal
import time
from typing import TYPE_CHECKING, Any

import psycopg
import requests
from django.core.signing import Signer

from tests.upgrade.callers import Api, Operator, Play, wait_until
from tests.upgrade.packages import package

if TYPE_CHECKING:
    from tests.upgrade.make_home import OldBright

# Known to everybody, and good for nothing else.
SECRET_KEYS = ["only-for-the-upgrade-test-this-is-no-secret-2", "only-for-the-upgrade-test-this-is-no-secret-1"]
ANN, BOB, CAROL, DAVE = (f"{name}@learners.example" for name in ("Ann", "bob", "carol", "dave"))
CLERK, LONG = "clerk@bright.example", 9 * 365 * 24 * 60 * 60
LICENSE = {
    "license": True,
    "course_guids": ["golf", "chess"],
    "license_data": {"golf": {"seats_available": 5}, "chess": {"seats_available": 2}},
    "initiating_user": CAROL, "reporting_users": BOB,
}  # fmt: skip
SEEN = "SELECT learner_email, course_guid, complete FROM registrations ORDER BY 1, 2, 3"
QUERIES = {
    "mine": {"level": "any_user", "sql": SEEN},
    "of-invitation": {"level": "invitation_owner", "sql": SEEN},
    "recent": {
        "level": "administrator",
        "sql": "SELECT course_guid, title FROM courses WHERE created_at > :since ORDER BY 1",
        "parameters": '[{"name": "since", "type": "datetime", "description": "From when on."}]',
    },
    "people": {"level": "realm", "sql": "SELECT email, realm_role_id FROM realm_users ORDER BY 1"},
}
# What no request makes now, or none that we wait for: who may operate what; work for another server; calls that a
# worker does at once. The clerk has the operator's password.
BY_SQL = f"""
UPDATE realm_realm SET cors_origins = 'https://lms.example', longest_key_lifetime = '3650 days';
INSERT INTO user_user
 (password, email, first_name, last_name, is_active, is_staff, is_superuser, created_at, updated_at)
 SELECT password, '{CLERK}', 'Clare', 'Clerk', true, true, false, now(), now() FROM user_user WHERE is_superuser;
INSERT INTO auth_group (name) VALUES ('Auditors');
INSERT INTO auth_group_permissions (group_id, permission_id)
 SELECT g.id, p.id FROM auth_group g, auth_permission p WHERE codename IN ('view_heartbeat', 'view_secondfactor');
INSERT INTO user_user_groups (user_id, group_id)
 SELECT u.id, g.id FROM auth_group g, user_user u WHERE email = '{CLERK}';
INSERT INTO user_user_user_permissions (user_id, permission_id)
 SELECT u.id, p.id FROM auth_permission p, user_user u
  WHERE email = '{CLERK}' AND codename IN ('view_promise', 'view_storedquery', 'change_course');
"""
IS_AT_REST = """
SELECT NOT EXISTS (SELECT FROM outbox_promise) AND EXISTS (SELECT FROM outbox_heartbeat)
   AND NOT EXISTS (SELECT FROM upload_upload WHERE state NOT IN ('ready', 'refused'))
"""
WAITING_BY_SQL = """
INSERT INTO outbox_promise (task, arguments, due_at, created_at)
 SELECT 'apps.registration.tasks.end_launches', jsonb_build_array(id), now(), now()
   FROM registration_registration WHERE learner_email = 'dave@learners.example' AND NOT active;
INSERT INTO outbox_promise (task, arguments, due_at, created_at)
 VALUES ('apps.registration.tasks.end_launches', '[1]', now() + '3600 days', now());
INSERT INTO axes_accessattemptexpiration (access_attempt_id, expires_at)
 SELECT id, now() + '3600 days' FROM axes_accessattempt LIMIT 1;
UPDATE scorm_launch SET expires_at = now() + '3600 days' WHERE opened_at IS NOT NULL AND ended_at IS NULL;
UPDATE django_session SET expire_date = now() + '3600 days';
INSERT INTO axes_accesslog (attempt_time, user_agent, ip_address, username, http_accept, path_info, session_hash)
 VALUES (now(), '', '127.0.0.1', 'operator@bright.example', '', '/admin/login/', '');
INSERT INTO axes_accessfailurelog (attempt_time, user_agent, ip_address, username, http_accept, path_info, locked_out)
 VALUES (now(), '', '127.0.0.1', 'operator@bright.example', '', '/admin/login/', false);
"""
# Each version has its own texts of these, and each `migrate` touches them.
BUILT_IN_QUERIES = "stored_query.json?query_scope=bright&fields=id,name,level"
LISTS = {
    "pair": [
        "api_key.json", "course.json", "course.xml", "course.csv", "course.json?include_registrations=t",
        "course/golf.json", "course/autocomplete.json?q=o", "course_provider.json", "invitation.json",
        "invitation.json?api_template=extended", "invitation/license.json", "launch_history.json",
        "launch_history.csv", "realm_user.json", "realm_user.xml", "registration.json", "registration.xml",
        "registration.csv", "registration.json?last_only=t", "stored_query.json?query_scope=realm",
        "stored_query.json?query_scope=course_provider", BUILT_IN_QUERIES,
        "template.json", "template.xml", "template/launcher.json", "customer/people.json",
        "stored_query/run.json?name=people", "stored_query/run.csv?name=recent&since=2020-01-01T00:00:00Z",
        "stored_query/run.json?name=of-invitation&invitation_name=license",
        "stored_query/run.json?name=learner_transcript&query_scope=bright",
    ],
    "app": ["course.json", "registration.json", "launch_history.json", "api_key.json",
            "stored_query/run.json?name=provider-only"],
    "second_pair": ["course.json", "realm_user.json", "course_provider.json", BUILT_IN_QUERIES],
    "given_app": ["course.json", "registration.json"],
    "realm_key": ["realm_user.json", "invitation.json", "stored_query/run.json?name=people", "customer/people"],
    "provider_key": ["course.json", "registration.json"],
    "user_key": ["course.json", "registration.json", "realm_user.json", "launch_history.json",
                 "stored_query/run.json?name=mine"],
    "provider_user_key": ["course.json", "registration.json"],
    "reporter_key": ["stored_query/run.json?name=of-invitation&invitation_name=license"],
    "anonymous_key": ["course.json", "registration.json"],
    "revoked_key": ["course.json"],
    "expired_key": ["course.json"],
    "nobody": ["course.json"],
}  # fmt: skip


class Filling:
    """Makes the rows, step by step; `facts` is what the upgraded server has to answer for."""

    def __init__(self, old: "OldBright", database: psycopg.Connection) -> None:
        self.old, self.database = old, database
        self.demo = json.loads((old.home / "demo.json").read_text())
        self.url, self.content_url = self.demo["base_url"], self.demo["content_url"]
        pair = {name: self.demo[name] for name in ("realm_guid", "realm_secret_key")}
        app = {name: self.demo[name] for name in ("sc_app_id", "sc_secret_key")}
        self.callers: dict[str, dict[str, str]] = {"pair": pair, "app": app, "nobody": {}}
        self.pair, self.app = Api(self.url, **pair), Api(self.url, **app)
        self.facts: dict[str, Any] = {"home": str(old.home), "callers": self.callers}

    def operators(self) -> None:
        self.database.execute(BY_SQL)
        self.operator = Operator(self.url)
        self.operator.sign_in(self.demo["admin_user"], self.demo["admin_password"])
        secret, codes = self.operator.enrol()
        self.facts |= {"clerk": CLERK, "totp_secret": secret, "backup_codes": codes}
        self.facts["session_cookie"] = self.operator.session.cookies["sessionid"]
        Operator(self.url).sign_in("nobody@bright.example", "a wrong password")

    def providers_and_keys(self) -> None:
        made = self.old.bright("realm", "create", "Second")
        self.callers["second_pair"] = {name: made[name] for name in ("realm_guid", "realm_secret_key")}
        given = {"sc_app_id": "GIVEN12345", "sc_secret_key": "given by the client, only for this test"}
        self.pair.post("course_provider.json", name="Given", api_url="https://provider.example", **given)
        self.callers["given_app"] = given
        for name, asker, values in (
            ("realm_key", self.pair, {}),
            ("provider_key", self.app, {}),
            ("user_key", self.pair, {"user_email": ANN, "ttl": LONG}),
            ("provider_user_key", self.app, {"user_email": BOB, "ttl": LONG}),
            ("reporter_key", self.pair, {"user_email": CAROL, "ttl": LONG}),
            ("revoked_key", self.pair, {}),
            ("expired_key", self.pair, {"user_email": DAVE, "ttl": 1}),
        ):
            key = asker.post("api_key.json", **values)
            self.callers[name] = {"api_key": key["access_token"]}
            if name == "revoked_key":
                self.pair.delete(f"api_key/{key['id']}.json")
        page = self.operator.post("/admin/api_key/apikey/add/", realm="1", anonymous="on").text
        self.callers["anonymous_key"] = {"api_key": re.findall(r"\b[0-9a-f]{32}\b", page)[0]}

    def courses(self) -> None:
        for guid, version in (("golf", "1.2"), ("chess", "2004 3rd Edition"), ("hidden", "1.2"), ("doomed", "1.2")):
            title = f"On {guid} & <more>"
            self.pair.post("course.json", package(title, version), course_guid=guid, custom=f'{{"of":"{guid}"}}')
        for guid, file in (("uploaded", package("Uploaded")), ("refused", b"no package")):
            self.pair.post("course.json", file, course_guid=guid, **{"async": "t"})

    def learners(self) -> None:
        self.pair.post("realm_user.json", email=CAROL, realm_role_id=2, custom="a teacher")
        self.pair.post("realm_user.json", email="gone@learners.example", realm_role_id=3)
        self.pair.delete("realm_user/gone@learners.example.json")
        self.guids = {}
        for learner, course, more in (
            (ANN, "golf", {"fname": "Ann", "lname": "Ångström", "custom": "kept, byte for byte: é"}),
            (BOB, "chess", {"dont_duplicate": "t"}),
            (DAVE, "golf", {}),
            (CAROL, "hidden", {}),
            (CAROL, "doomed", {}),
            ("deleted@learners.example", "golf", {}),
        ):
            made = self.pair.post("registration.json", course_guid=course, learner_id=learner, **more)
            self.guids[learner, course] = made["registration_guid"]
        self.pair.delete(f"registration/{self.guids['deleted@learners.example', 'golf']}.json")

    def launch(self, learner: str, course: str, **values: str) -> Play:
        path = f"registration/{self.guids[learner, course]}/launch_url.json"
        url = self.pair.post(path, **values)["launch_url"]
        return Play(self.content_url, url.rstrip("/").rpartition("/")[2])

    def plays(self) -> None:
        played = self.launch(ANN, "golf", redirect_url="https://lms.example/back", tags="spring,first")
        started = played.start()
        score = {"raw": "80", "min": "0", "max": "100"}
        asked = {"0": {"id": "q1", "type": "choice", "student_response": "a", "result": "correct"}}
        for status in ("incomplete", "passed"):
            core = {"lesson_status": status, "lesson_location": "2", "score": score, "session_time": "00:00:10"}
            played.commit({"core": core, "suspend_data": "kept", "interactions": asked}, final=status == "passed")
        played.end()
        other = self.launch(BOB, "chess")
        other.start()
        half = {"completion_status": "incomplete", "location": "3", "suspend_data": "half"}
        other.commit({**half, "score": {"scaled": "0.5"}})
        self.facts["open"] = {"token": other.token, "session": other.session, "sequence": other.sequence}
        for learner, course in ((DAVE, "golf"), (CAROL, "hidden"), (CAROL, "doomed")):
            self.launch(learner, course)
        self.facts["launch_tokens"] = {
            "fresh": self.launch(ANN, "golf").token,
            "review": self.launch(ANN, "golf", review="1").token,
            "ended": played.token,
        }
        self.facts["played"] = {"passed": self.guids[ANN, "golf"], "half": self.guids[BOB, "chess"]}
        self.facts["content_path"] = long_lived(started["address"])

    def invitations(self) -> None:
        values = {"custom": json.dumps(LICENSE), "learners": json.dumps([ANN, BOB]), "nodelay": "t"}
        self.pair.post("invitation.json", name="license", license="t", description="Five seats", **values)
        self.pair.post("invitation/add_learners.json", name="license", unlearners=json.dumps([BOB]), nodelay="t")
        self.pair.post("invitation.json", name="frozen", course_guids="chess", no_updates_allowed="t")

    def texts(self) -> None:
        self.pair.post("template.json", name="launcher", body="<b>{{title}}</b>", custom="mine")
        self.pair.post("stored_query/initialize.json")
        provider = self.pair.get("course_provider.json").json()[0]["id"]
        for name, values in QUERIES.items():
            query = self.pair.post("stored_query.json", name=name, description=f"Made for {name}", **values)
        self.pair.post(
            "stored_query.json", name="provider-only", sql=SEEN, level="administrator", course_provider_id=provider
        )
        published = {"realm": "1", "path": "people", "enabled": "on", "stored_query": query["id"], "admits_realm": "on"}
        self.operator.post("/admin/customer/customerendpoint/add/", **published)

    def waiting_messages(self) -> None:
        """With relay, worker and beat asleep: what is queued now is still to be done after the upgrade."""
        for role in ("relay", "beat", "worker"):
            self.old.signal(role, signal.SIGSTOP)
        self.pair.delete("course/hidden.json")
        self.pair.delete("course/doomed.json")
        doomed = self.database.execute("SELECT id FROM course_course WHERE course_guid = 'doomed'").fetchone()
        self.operator.post(f"/admin/course/course/{doomed[0]}/act/remove/", confirmed="1")
        self.pair.post("course.json", package("Late"), course_guid="late", **{"async": "t"})
        self.pair.post("invitation/add_learners.json", name="license", learners=json.dumps([DAVE]))
        requests.put(
            f"{self.pair.url}registration/{self.guids[DAVE, 'golf']}.json",
            data={**self.pair.credentials, "active": "f"}, timeout=60,
        ).raise_for_status()  # fmt: skip
        self.database.execute(WAITING_BY_SQL)
        waiting = self.database.execute("SELECT task, arguments, due_at > now() FROM outbox_promise ORDER BY id")
        self.facts["messages"] = [list(row) for row in waiting]

    def answers(self) -> None:
        """What each caller is told. Twice, since the first answer must not have changed the second."""
        for _ in range(2):
            before = self.facts.get("answers")
            self.facts["answers"] = {
                f"{caller} {path}": [answer.status_code, answer.text]
                for caller, paths in LISTS.items()
                for path in paths
                for answer in [Api(self.url, **self.callers[caller]).get(path)]
            }
        changed = [name for name, answer in self.facts["answers"].items() if before[name] != answer]
        if changed:
            raise AssertionError(changed)


def long_lived(path: str) -> str:
    """The signed address of a course's file, signed again for years: the server's own opens files for three days."""
    # The signature is what an upgrade must keep; reading the server's own shows that ours is the same.
    signer = Signer(key=SECRET_KEYS[0], salt="apps.scorm.content", sep=".", fallback_keys=[])
    _, folder, signed, name = path.split("/", 3)
    key, _, day = signer.unsign(signed).rpartition(".")
    return f"/{folder}/{signer.sign(f'{key}.{int(day) + 3600}')}/{name}"


def fill(old: "OldBright", database: psycopg.Connection) -> dict[str, Any]:
    filling = Filling(old, database)
    for step in ("operators", "providers_and_keys", "courses", "learners", "plays", "invitations", "texts"):
        getattr(filling, step)()
    wait_until(lambda: database.execute(IS_AT_REST).fetchone() == (True,))
    filling.waiting_messages()
    filling.answers()
    time.sleep(3)  # until the request log has written what it holds, once a second
    return filling.facts
