"""`bright up`: everything that Bright is, in one terminal."""

import signal
import sys
import urllib.request
from pathlib import Path

from config import environment
from server import roles
from server.embedded.account import Account
from server.embedded.failure import Failure
from server.embedded.home import IN_THE_WAY, Home
from server.embedded.postgres import Postgres
from server.embedded.supervisor import StopRequested, Supervisor, say
from server.embedded.valkey import Valkey

# What each child gets if we are killed. gunicorn's QUIT is its quick stop; tasks of a killed worker are done again.
DIES_WITH_US = {
    "web": signal.SIGQUIT,
    "worker": signal.SIGKILL,
    "relay": signal.SIGKILL,
    "beat": signal.SIGTERM,
}
HEALTHY_WITHIN = 90


def up(home: Home, port: int) -> None:
    """Runs until it is told to stop; raises Failure if it can't go on."""
    home.make_folders()
    address = environment.text("BRIGHT_BASE_URL", f"http://127.0.0.1:{port}")
    with home.locked(address):
        _refuse_busy_port(port)
        home.make_secret_key()
        try:
            with Supervisor({"BRIGHT_HOME": str(home.folder)}) as supervisor:
                _start(supervisor, home, port)
                supervisor.watch()
        except StopRequested:
            say("Bright has stopped.")
        finally:
            home.servers.unlink(missing_ok=True)


def _start(supervisor: Supervisor, home: Home, port: int) -> None:
    _start_servers(supervisor, home)
    supervisor.run("prepare", [sys.executable, "-m", "server.initialize"])
    say("Starting the web server, then worker, relay and beat …")
    for name, dies_with_us in DIES_WITH_US.items():
        supervisor.add(name, roles.ROLES[name](home.folder, port), dies_with_us)
        if name == "web":  # On two processors, all at once would keep the first page waiting twice as long.
            supervisor.wait_until(_Health(port).is_good, "a good answer from /healthz", HEALTHY_WITHIN)
    supervisor.run("welcome", [sys.executable, "-m", "server.start_message"])


def _start_servers(supervisor: Supervisor, home: Home) -> None:
    """The embedded servers that no address was given for; their addresses go into servers.json."""
    urls = {}
    if not environment.text("DATABASE_URL"):
        say("Starting PostgreSQL …")
        postgres = Postgres(home.postgres_state(Account.for_servers()), home.logs / "postgres.log")
        supervisor.add_server(postgres)
        postgres.ensure_database()
        urls["database_url"] = postgres.url()
    if not environment.text("BROKER_URL"):
        say("Starting Valkey …")
        valkey = Valkey(home.folder / "valkey", home.logs / "valkey.log")
        supervisor.add_server(valkey)
        urls["broker_url"] = valkey.url()
    home.announce(urls)


def _refuse_busy_port(port: int) -> None:
    if reason := roles.refusal_to_bind(port):
        raise Failure(
            f"Port {port} can't be used ({reason}): set BRIGHT_PORT to another one, or stop what uses it.", IN_THE_WAY
        )


class _Health:
    """Asks our own /healthz on the address that the web server is bound to, past any proxy."""

    def __init__(self, port: int):
        host = next((address for address in roles.addresses() if address not in ("0.0.0.0", "::")), "127.0.0.1")
        name = environment.text("BRIGHT_BASE_URL", f"http://127.0.0.1:{port}").split("://")[-1]
        self.request = urllib.request.Request(
            f"http://{roles.bracketed(host)}:{port}/healthz", headers={"Host": name, "X-Forwarded-Proto": "https"}
        )
        self.opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))

    def is_good(self) -> bool:
        try:
            with self.opener.open(self.request, timeout=30) as answer:
                return answer.status == 200
        except OSError:  # Not listening yet, or 503: a part is still missing.
            return False


def default_home() -> Home:
    return Home(Path(environment.text("BRIGHT_HOME", str(Path(__file__).parents[2] / ".bright"))).absolute())


def default_port() -> int:
    return environment.number("BRIGHT_PORT", 8000)
