"""Asks the resource of docs/adding-a-resource.md for all that a resource has, and prints the answers as JSON.

test_exercise.py runs this in a copy of the repository in which the page was carried out: `manage.py shell`.
"""

import json
from typing import Any

from apps.api_key.models import ApiKey
from apps.realm.models import Realm
from apps.realm_user.models import RealmUser
from bright.http.credentials import NAMES
from config.urls import router
from tests.asking import Answer, Asker
from tests.reference.undocumented import undocumented


def main() -> None:
    realm, secret = Realm.create("Acme")
    owner = Asker(realm_guid=realm.realm_guid, realm_secret_key=secret)
    user = RealmUser.objects.get_or_create_by_email(realm.pk, "ann@example.com")[0].user
    learner = Asker(api_key=ApiKey.issue(realm=realm, user=user)[1])
    anonymous = Asker(api_key=ApiKey.issue(realm=realm, anonymous=True)[1])
    answers = {
        **writes(owner),
        **reads(owner),
        **formats(owner),
        **refusals(owner, learner, anonymous),
        "of a learner": learner("badge.json"),
        **forms(owner),
        **reference(),
        "destroy": owner.delete("badge/second.json"),
        "once it is gone": owner("badge/second.json"),
    }
    told: dict[str, Any] = {name: vars(answer) | {"body": answer.text} for name, answer in answers.items()}
    print(json.dumps({"answers": told, "undocumented": undocumented(router), "credentials": sorted(NAMES)}))


def writes(owner: Asker) -> dict[str, Answer]:
    first = {"name": "first", "learner_id": "Ann@example.com", "points": 3}
    return {
        "create": owner.post("badge.json", **first),
        "the same create again": owner.post("badge.json", **first),
        "gcreate": owner("badge/gcreate.json", name="second", learner_id="bob@example.com"),
        "update": owner.put("badge/first.json", points=5, name="other"),
        "gupdate": owner("badge/gupdate.json", name="first", points=7),
    }


def reads(owner: Asker) -> dict[str, Answer]:
    listed = owner("badge.json")
    limited = owner("badge.json", limit=1)
    next_page = limited.headers.get("link", "").partition("/bright/")[2].partition(">")[0]
    return {
        "list": listed,
        "retrieve": owner("badge/first"),
        "retrieve by number": owner(f"badge/{listed.json[0]['id']}.json"),
        "HEAD": owner.send("HEAD", "badge.json"),
        "fields": owner("badge.json", fields="points,name"),
        "template": owner("badge.json", api_template="public_minimum"),
        "exact": owner("badge.json", learner_id="ANN@example.com", fields="name"),
        "integer": owner("badge.json", points="7", fields="name"),
        "pattern": owner("badge.json", name_re="^s", fields="name"),
        "limited": limited,
        "next page": owner(f"/bright/{next_page}", fields="name"),
        "unchanged": owner.send("GET", "badge.json", headers={"If-None-Match": listed.headers.get("etag", "")}),
    }


def formats(owner: Asker) -> dict[str, Answer]:
    return {
        "JSON": owner("badge.json", fields="name"),
        "XML": owner("badge.xml", fields="name"),
        "CSV": owner("badge.csv", fields="name,points"),
        "JSONP": owner("badge.json", fields="name", callback="show"),
        "no such format": owner("badge.pdf"),
    }


def refusals(owner: Asker, learner: Asker, anonymous: Asker) -> dict[str, Answer]:
    third = {"name": "third", "learner_id": "ann@example.com"}
    return {
        "nobody": Asker()("badge.json"),
        "anonymous key": anonymous("badge.json"),
        "create by a learner": learner.post("badge.json", **third),
        "update by a learner": learner.put("badge/first.json", points=9),
        "another learner's": learner("badge/second.json"),
        "unknown": owner("badge/none.json"),
        "unknown method": owner.put("badge.json"),
        "malformed": owner.post("badge.json", **third, points=-1),
        "an action's word": owner.post("badge.json", **(third | {"name": "new"})),
    }


def forms(owner: Asker) -> dict[str, Answer]:
    return {
        "new": owner("badge/new"),
        "new sent": owner.post("badge/new", name="by form", learner_id="ann@example.com", points="1"),
        "edit": owner("badge/first/edit"),
        "edit sent": owner.post("badge/first/edit", learner_id="ann@example.com", points="8"),
        "after the form": owner("badge/first.json"),
    }


def reference() -> dict[str, Answer]:
    anybody = Asker()
    return {"page": anybody("/docs/badge"), "OpenAPI": anybody("/docs/openapi.json")}
