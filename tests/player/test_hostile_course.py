"""What a hostile course cannot do; and a control test: with a single host it could."""

import pytest
from django.contrib.auth import get_user_model
from playwright.sync_api import expect

from apps.scorm.models import ScoState
from tests.player.conftest import Course
from tests.player.courses import course_12

# Tries everything, and puts the results into window.loot.
HOSTILE = """
API.LMSInitialize('');
const APP = %(app)r, OTHER = %(other)r;
const tried = async (action) => {
  try { return String(await action()); } catch (error) { return 'refused: ' + error.name; }
};
const read = async (path, options) => {
  const response = await fetch(APP + path, { credentials: 'include', ...options });
  return response.status + ' ' + (await response.text());
};
const intoPlayer = () => new Promise((resolve) => {
  const script = parent.document.createElement('script');
  script.src = new URL('evil.js', location.href).href;
  script.onload = () => resolve('ran'); script.onerror = () => resolve('refused');
  parent.document.head.append(script);
});
(async () => {
  window.loot = {
    cookie: document.cookie,
    storage: await tried(() => localStorage.getItem('app-secret')),
    admin: await tried(() => read('/admin/')),
    api: await tried(() => read('/bright/api/v2/registration.json')),
    worker: await tried(() => navigator.serviceWorker.register('sw.js')),
    rootWorker: await tried(() => navigator.serviceWorker.register('sw.js', { scope: '/' })),
    other: await tried(async () => (await fetch('/commit/' + parent.location.pathname.split('/')[2], {
      method: 'POST', body: JSON.stringify({ session: OTHER, commitSequence: 1, final: true,
        runtimeData: { cmi: { core: { lesson_status: 'passed', score: { raw: '100' } } } } }) })).status),
    top: await tried(() => { top.location = APP + '/stolen'; return 'tried'; }),
    script: await intoPlayer(),
  };
})();
"""
# Runs in the player page, which has the same origin as the course: another try to navigate other windows.
EVIL = """
if (top !== self) try { top.location = '/stolen-by-player'; } catch {}
try { opener.location = '/stolen-opener'; } catch {}
try { (top.opener || top.parent).location = '/stolen-opener'; } catch {}
"""
FILES = {"evil.js": EVIL, "sw.js": "self.addEventListener('fetch', () => {});"}


@pytest.fixture
def hostile_loot(tmp_path, page):
    """Play the hostile course in a window that an app page opened, or in a frame of it; returns its loot."""

    def play(bright, way: str) -> tuple[dict, Course]:
        victim = Course(course_12(tmp_path / "victim.zip", "API.LMSInitialize('')"), "1/victim")
        other = page.context.new_page()
        victim.play(other)
        session = other.evaluate("JSON.parse(sessionStorage.getItem('bright:pending-beacons') || '{}').session || ''")
        session = session or victim.attempt.launches.get().sessions.get().key
        script = HOSTILE % {"app": bright.base_url, "other": session}
        hostile = Course(course_12(tmp_path / "hostile.zip", script, files=FILES), "1/hostile")
        sign_in(page, bright)
        frame = open_from_app(page, bright, hostile.launch(), way)
        frame().wait_for_function("window.loot && window.loot.script")
        return frame().evaluate("window.loot"), victim

    return play


def sign_in(page, bright) -> None:
    """Sign in an operator, and put a secret into the app host's storage."""
    user = get_user_model().objects.create_superuser("operator@example.com", "correct horse battery")
    page.goto(f"{bright.base_url}/admin/login/")
    page.fill("input[name=username]", user.email)
    page.fill("input[name=password]", "correct horse battery")
    page.click("[type=submit]")
    page.goto(f"{bright.base_url}/livez")
    page.evaluate("localStorage.setItem('app-secret', 'gold')")
    page.context.add_cookies([{"name": "readable", "value": "silver", "url": bright.base_url}])


def open_from_app(page, bright, url: str, way: str):
    """Open the launch URL; returns a function that returns the course's frame."""
    if way == "window":
        with page.expect_popup() as opened:
            page.evaluate("url => { window.open(url) }", url)
        holder = player = opened.value
    else:
        page.evaluate(
            "url => { document.body.innerHTML = ''; const f = document.createElement('iframe'); f.src = url;"
            " f.name = 'player'; document.body.append(f); }",
            url,
        )
        holder, player = page, page.frame_locator("[name=player]")

    def frame():
        expect(player.frame_locator("#course").get_by_text("This is the course.")).to_be_visible()
        return next(frame for frame in holder.frames if "/c/" in frame.url)

    return frame


@pytest.mark.parametrize("way", ["window", "frame"])
def test_a_hostile_course_gets_nothing(server, page, hostile_loot, way):
    loot, victim = hostile_loot(server, way)
    assert "silver" not in loot["cookie"] and "session" not in loot["cookie"]
    assert loot["storage"] in ("null", "refused: SecurityError")  # the browser gives a frame of another site no storage
    assert loot["admin"].startswith("refused")
    assert loot["api"].startswith(("refused", "401"))
    assert loot["worker"].startswith("refused") and loot["rootWorker"].startswith("refused")
    assert loot["other"] == "404"
    page.wait_for_timeout(500)
    assert page.url == f"{server.base_url}/livez", "the app's page was navigated"
    assert not ScoState.objects.filter(attempt=victim.attempt, success="passed").exists()


def test_control_with_a_single_host_it_gets_everything(start_bright, server, hostile_loot, settings):
    """The same course succeeds here, so the test above is able to fail."""
    same = {"BRIGHT_UNSAFE_ONE_HOST": "1", "BRIGHT_CONTENT_URL": "http://127.0.0.1:{port}"}
    bright = start_bright(**same)
    settings.BRIGHT_BASE_URL = settings.BRIGHT_CONTENT_URL = bright.base_url
    loot, _ = hostile_loot(bright, "window")
    assert "silver" in loot["cookie"] and loot["storage"] == "gold"
    assert loot["admin"].startswith("200") and "operator@example.com" in loot["admin"]
    bright.stop()
