"""A minimal LMS for the samples: a web server, scorm-again, and a page that stores what a course commits."""

import json
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from string import Template
from threading import Thread
from typing import Any

from apps.start.samples import build_sample

SCORM_AGAIN = Path(__file__).parents[2] / "node_modules/scorm-again/dist/esm"
# Stored data is loaded the way Bright's player does it; `ended` counts the sessions that have ended.
PLAYER = Template("""<!doctype html><title>LMS</title>
<iframe id="course" style="width:100%;height:95vh;border:0"></iframe>
<script type="module">
  import { $CLASS } from "/$FILE";
  const api = new $CLASS({ autocommit: false, logLevel: 5, mastery_override: true });
  const stored = localStorage.getItem("cmi");
  const cmi = stored ? JSON.parse(stored) : $INITIAL_CMI;
  api.loadFromJSON(cmi, "cmi");
  window.$API = api;
  const store = () => localStorage.setItem("cmi", JSON.stringify(api.renderCMIToJSONObject().cmi));
  api.on("$INITIALIZE", store);
  api.on("$COMMIT", store);
  api.on("$FINISH", () => {
    store();
    localStorage.setItem("ended", Number(localStorage.getItem("ended")) + 1);
  });
  document.getElementById("course").src = "/course/index.html";
</script>""")
STANDARDS: dict[str, dict[str, Any]] = {
    "clouds": {
        "CLASS": "Scorm12API",
        "FILE": "scorm12.min.js",
        "API": "API",
        "FINISH": "LMSFinish",
        "INITIALIZE": "LMSInitialize",
        "COMMIT": "LMSCommit",
        "INITIAL_CMI": {"core": {"student_id": "ann"}},
    },
    "tea": {
        "CLASS": "Scorm2004API",
        "FILE": "scorm2004.min.js",
        "API": "API_1484_11",
        "FINISH": "Terminate",
        "INITIALIZE": "Initialize",
        "COMMIT": "Commit",
        "INITIAL_CMI": {"learner_id": "ann", "scaled_passing_score": "0.8", "objectives": {"0": {"id": "tea_made"}}},
    },
}


class QuietHandler(SimpleHTTPRequestHandler):
    def log_message(self, *arguments: object) -> None:
        pass


def player(name: str) -> str:
    values = STANDARDS[name]
    return PLAYER.substitute(values, INITIAL_CMI=json.dumps(values["INITIAL_CMI"]))


@contextmanager
def serve(name: str, folder: Path) -> Iterator[str]:
    """Unpack the sample's zip into `folder` and serve it; yields the URL of the player page."""
    with zipfile.ZipFile(build_sample(name, folder)) as package:
        package.extractall(folder / "course")
    file = STANDARDS[name]["FILE"]
    (folder / file).write_bytes((SCORM_AGAIN / file).read_bytes())
    (folder / "player.html").write_text(player(name))
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(QuietHandler, directory=folder))
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/player.html"
    finally:
        server.shutdown()
        server.server_close()
