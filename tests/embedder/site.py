"""A website whose pages show Bright's courses: another origin, and to the browser also another site."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import requests

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "docs/examples/bright-course-list.html"
HANDLEBARS = ROOT / "node_modules/handlebars/dist/handlebars.min.js"
EXAMPLE_HOST = "https://bright.example.com"
# A frame of another site that tries to set a cookie, and reports the result to its page.
COOKIE_FRAME = """<!doctype html><script>
document.cookie = "kept=yes; SameSite=None; Secure; Path=/";
parent.postMessage(document.cookie, "*");
</script>"""


@dataclass
class Site:
    """The realm's secret key is used only on its server, never in its pages."""

    bright_url: str
    pair: dict[str, str]
    learner: str = "ann@example.com"
    port: int = 0
    pages: dict[str, str] = field(default_factory=dict)  # path → HTML
    headers: dict[str, str] = field(default_factory=dict)
    renewals: int = 0

    @property
    def url(self) -> str:
        return f"http://academy.localhost:{self.port}"

    @property
    def other_url(self) -> str:
        """The same server as a different site."""
        return f"http://elsewhere.localhost:{self.port}"

    def make_key(self, **values: str) -> dict[str, Any]:
        """Create an API key; returns the API's record, which contains it."""
        asked = {**self.pair, "user_email": self.learner, **values}
        answer = requests.post(f"{self.bright_url}/bright/api/v2/api_key", data=asked, timeout=10)
        assert answer.status_code == 201
        return answer.json()

    def example(self, **values: str) -> str:
        """The page in docs/examples, with the values of its meta tags filled in."""
        key = self.make_key() if "token" not in values else {}
        filled = {
            "THE KEY'S access_token": values.get("token", key.get("access_token", "")),
            "THE KEY'S expires_at": values.get("expiration", key.get("expires_at", "")),
            EXAMPLE_HOST: self.bright_url,
        }
        text = EXAMPLE.read_text()
        for placeholder, value in filled.items():
            assert placeholder in text
            text = text.replace(placeholder, value)
        return text

    def show(self, body: str, path: str = "/") -> str:
        """Serve a page at `path`; returns its URL."""
        self.pages[path] = body
        return self.url + path

    def show_example(self, before_start: str = "", **values: str) -> str:
        """Serve the example page; `before_start`: a script after bright.js. Returns its URL."""
        text = self.example(**values)
        if before_start:
            text = text.replace("</head>", f"<script>{before_start}</script></head>")
        return self.show(text)


def handler_of(site: Site) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if self.path == "/handlebars.js":
                return self.answer(HANDLEBARS.read_bytes(), "text/javascript")
            if self.path == "/cookie-frame":
                return self.answer(COOKIE_FRAME.encode(), "text/html")
            page = site.pages.get(self.path)
            self.answer((page or "").encode(), "text/html; charset=utf-8", 200 if page else 404)

        def do_POST(self) -> None:
            site.renewals += 1
            self.answer(json.dumps(site.make_key()).encode(), "application/json")

        def answer(self, body: bytes, kind: str, status: int = 200) -> None:
            self.send_response(status)
            for name, value in {"Content-Type": kind, "Content-Length": str(len(body)), **site.headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *arguments: object) -> None:
            pass

    return Handler


@contextmanager
def serve(site: Site) -> Iterator[Site]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler_of(site))
    site.port = server.server_port
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
