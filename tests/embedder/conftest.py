"""A realm with the sample courses, a site on another origin, and a browser that blocks third-party cookies."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page

from apps.course.services import import_course
from apps.start.samples import SAMPLES, build_sample, sample_guid
from tests.conftest import Tenant, create_tenant
from tests.embedder.site import Site, serve
from tests.live import CHROMIUM_FLAGS, chromium
from tests.player.conftest import server  # noqa: F401 - the fixture


@pytest.fixture
def academy(server, tmp_path) -> Tenant:  # noqa: F811
    """A realm with both sample courses."""
    tenant = create_tenant("Academy", "embedded")
    for name in SAMPLES:
        import_course(tenant.provider, build_sample(name, tmp_path), course_guid=sample_guid(name))
    return tenant


@pytest.fixture
def site(academy, server) -> Iterator[Site]:  # noqa: F811
    with serve(Site(server.base_url, academy.pair.credentials)) as served:
        yield served


@pytest.fixture(scope="module")
def open_browser(browser: Any, tmp_path_factory: Any) -> Iterator[Callable[[bool], BrowserContext]]:
    """`open_browser(blocks_cookies)`: with a new profile. It blocks windows that are not opened by a click."""
    opened: list[BrowserContext] = []

    def open_one(blocks_cookies: bool) -> BrowserContext:
        profile = tmp_path_factory.mktemp("profile")
        mode = {"cookie_controls_mode": int(blocks_cookies), "block_third_party_cookies": blocks_cookies}
        (profile / "Default").mkdir()
        (profile / "Default/Preferences").write_text(json.dumps({"profile": mode}))
        options = {"args": CHROMIUM_FLAGS, "ignore_default_args": ["--disable-popup-blocking"]}
        opened.append(browser.browser_type.launch_persistent_context(profile, executable_path=chromium(), **options))
        return opened[-1]

    yield open_one
    for context in opened:
        context.close()


@pytest.fixture(scope="module")
def context(open_browser: Callable[[bool], BrowserContext]) -> BrowserContext:
    """Third-party cookies are blocked."""
    return open_browser(True)


@pytest.fixture
def page(context: BrowserContext, server) -> Iterator[Page]:  # noqa: F811
    """A new page in that browser. All pages but the browser's first one are closed afterwards."""
    first = context.pages[0]
    yield context.new_page()
    for page in context.pages:
        if page is not first:
            page.close()
    context.clear_cookies()
