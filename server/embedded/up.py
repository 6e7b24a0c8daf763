"""`bright up`: all of Bright in one terminal."""

import signal
import sys
import urllib.request
from pathlib import Path

from config import environment
from server import roles
from server.embedded.account import Account
from server.embedded.home import Home
from server.embedded.postgres import Postgres
from server.embedded.supervisor import StopRequested, Supervisor, say
from server.embedded.valkey import Valkey
from server.errors import EXIT_CONFLICT, OperatorError

# What each child gets if this process is killed. QUIT is gunicorn's quick shutdown; a killed worker's tasks are redone.
PARENT_DEATH_SIGNALS = {
    "web": signal.SIGQUIT,
    "worker": signal.SIGKILL,
    "relay": signal.SIGKILL,
    "beat": signal.SIGTERM,
}
HEALTHY_WITHIN_SECONDS = 90


def up(home: Home, port: int) -> None:
    """Run until SIGTERM or SIGINT. OperatorError if it can't start, or when a part ends again and again."""
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
    supervisor.run("initialize", [sys.executable, "-m", "server.initialize"])
    say("Starting the web server, then worker, relay and beat …")
    for name, parent_death_signal in PARENT_DEATH_SIGNALS.items():
        supervisor.add(name, roles.ROLES[name](home.folder, port), parent_death_signal)
        if name == "web":  # starting all at once would double the wait for the first page on two processors
            supervisor.wait_until(_Health(port).is_good, "good answer from /healthz", HEALTHY_WITHIN_SECONDS)
    options = ["--secrets"] if sys.stdout.isatty() else []  # in a file or a journal, others might read them
    supervisor.run("start message", [sys.executable, "-m", "server.start_message", *options])


def _start_servers(supervisor: Supervisor, home: Home) -> None:
    """Start the servers that have no URL in the environment, and write their URLs to servers.json."""
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
    home.write_server_urls(urls)


def _refuse_busy_port(port: int) -> None:
    if reason := roles.bind_error(port):
        raise OperatorError(
            f"Port {port} can't be used ({reason}): set BRIGHT_PORT to another one, or stop the process that uses it.",
            EXIT_CONFLICT,
        )


class _Health:
    """Asks /healthz at the address that the web server is bound to. Ignores the environment's proxy settings."""

    def __init__(self, port: int):
        host = next((address for address in roles.addresses() if address not in ("0.0.0.0", "::")), "127.0.0.1")
        host_name = environment.text("BRIGHT_BASE_URL", f"http://127.0.0.1:{port}").split("://")[-1]
        self.request = urllib.request.Request(
            f"http://{roles.bracketed(host)}:{port}/healthz", headers={"Host": host_name, "X-Forwarded-Proto": "https"}
        )
        self.opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))

    def is_good(self) -> bool:
        try:
            with self.opener.open(self.request, timeout=30) as response:
                return response.status == 200
        except OSError:  # not listening yet, or 503 since a part is still missing
            return False


def default_home() -> Home:
    return Home(Path(environment.text("BRIGHT_HOME", str(Path(__file__).parents[2] / ".bright"))).absolute())


def default_port() -> int:
    return environment.number("BRIGHT_PORT", 8000)
