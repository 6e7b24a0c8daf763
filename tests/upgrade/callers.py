"""Those who ask a running Bright by HTTP: clients of the API, learners' browsers, operators. Used on both versions."""

import re
import time
from base64 import b32decode
from collections.abc import Callable
from typing import Any

import requests
from django_otp.oath import TOTP

TIMEOUT = 60


class Api:
    """A client of the API with its credentials."""

    def __init__(self, base_url: str, **credentials: str) -> None:
        self.url, self.credentials = f"{base_url}/bright/api/v2/", credentials

    def get(self, path: str) -> requests.Response:
        return requests.get(self.url + path, params=self.credentials, timeout=TIMEOUT)

    def post(self, path: str, file: bytes = b"", /, **values: Any) -> Any:
        files = {"file": ("course.zip", file)} if file else None
        answer = requests.post(self.url + path, data={**self.credentials, **values}, files=files, timeout=TIMEOUT)
        answer.raise_for_status()
        return answer.json() if answer.content else None

    def delete(self, path: str) -> None:
        requests.delete(self.url + path, params=self.credentials, timeout=TIMEOUT).raise_for_status()


class Operator:
    """A browser in the console."""

    def __init__(self, base_url: str) -> None:
        self.base_url, self.session = base_url, requests.Session()

    def get(self, path: str) -> requests.Response:
        """Redirects are answers, too: they lead to where a password or a code is asked for."""
        return self.session.get(self.base_url + path, timeout=TIMEOUT, allow_redirects=False)

    def post(self, path: str, /, **values: Any) -> requests.Response:
        token = {"csrfmiddlewaretoken": self.session.cookies.get("csrftoken", "")}
        return self.session.post(self.base_url + path, data=token | values, timeout=TIMEOUT, allow_redirects=False)

    def sign_in(self, email: str, password: str) -> requests.Response:
        self.get("/admin/login/")  # sets the cookie against forged requests
        return self.post("/admin/login/", username=email, password=password, next="/admin/")

    def give_code(self, code: str) -> requests.Response:
        self.get("/second-factor/")
        return self.post("/second-factor/", code=code, next="/admin/")

    def enrol(self) -> tuple[str, list[str]]:
        """Sets up a second factor: its secret, and the backup codes."""
        page = self.get("/second-factor/enrol/").text
        secret = re.findall(r'class="secret">([A-Z2-7]+)<', page)[0]
        page = self.post("/second-factor/enrol/", code=code_of(secret)).text
        return secret, re.findall(r"<li><code>([0-9a-f-]{11})</code>", page)


def code_of(secret: str) -> str:
    """What an authenticator app shows now."""
    totp = TOTP(b32decode(secret))
    totp.time = time.time()
    return f"{totp.token():06d}"


class Play:
    """One launch, played by hand. `base_url` is the content host's."""

    def __init__(self, base_url: str, token: str) -> None:
        self.base_url, self.token, self.sequence = base_url, token, 0

    def page(self) -> requests.Response:
        return requests.get(f"{self.base_url}/play/{self.token}/", timeout=TIMEOUT)

    def start(self) -> dict[str, Any]:
        answer = requests.post(f"{self.base_url}/play/{self.token}/start", timeout=TIMEOUT)
        answer.raise_for_status()
        self.session = answer.json()["session"]
        return answer.json()

    def commit(self, cmi: dict[str, Any], **more: Any) -> None:
        self.sequence += 1
        body = {"session": self.session, "commitSequence": self.sequence, "runtimeData": {"cmi": cmi}, **more}
        requests.post(f"{self.base_url}/commit/{self.token}", json=body, timeout=TIMEOUT).raise_for_status()

    def end(self) -> None:
        requests.post(f"{self.base_url}/play/{self.token}/end", timeout=TIMEOUT).raise_for_status()


def wait_until(ready: Callable[[], bool], seconds: float = 120) -> None:
    deadline = time.monotonic() + seconds
    while not ready():
        if time.monotonic() > deadline:
            raise TimeoutError
        time.sleep(0.2)
