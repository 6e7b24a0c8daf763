"""The installed example package behind the real web server."""

from urllib.parse import urlencode
from urllib.request import urlopen

import pytest

from tests.apps.customer.conftest import publish
from tests.conftest import create_tenant

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(scope="module")
def live(start_bright, site_folder):
    bright = start_bright(PYTHONPATH=str(site_folder))
    yield bright
    bright.stop()


def test_an_installed_packages_view_is_served(live):
    tenant = create_tenant("Acme")
    publish(tenant, "acme/learners", "learners", admits_users=True)
    key = tenant.learner("ann@example.com").credentials

    def ask(suffix: str, **parameters: str) -> tuple[str, str]:
        address = f"{live.base_url}/bright/api/v2/customer/acme/learners{suffix}?{urlencode({**key, **parameters})}"
        with urlopen(address, timeout=30) as answer:
            return answer.headers["content-type"].partition(";")[0], answer.read().decode()

    document = '{"path":"acme/learners","learners":{"ann@example.com":{"role":1}}}'
    assert ask(".json") == ("application/json", document)
    assert ask(".json", callback="got") == ("application/javascript", f"/**/got({document}, 200);")
    kind, text = ask(".xml")
    assert (kind, '<entry key="ann@example.com">' in text) == ("application/xml", True)
    kind, text = ask(".csv")
    assert (kind, text.splitlines()[0]) == ("text/csv", "path,learners")
