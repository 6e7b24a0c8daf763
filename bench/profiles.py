"""Profiles one request to our WSGI application, in this process, with cProfile.

`python -m bench.profiles TIMES PATH` prints the functions that take most time, without the functions that they call.
"""

import cProfile
import io
import pstats
import sys
import time
from typing import Any

from config.wsgi import application

LINES = 15


def main() -> None:
    times, path = int(sys.argv[1]), sys.argv[2]
    get(path)
    started = time.process_time()
    for _ in range(times):
        get(path)
    microseconds = (time.process_time() - started) / times * 1e6
    profile = cProfile.Profile(time.process_time)  # CPU time, so that other processes have no influence
    profile.enable()
    for _ in range(times):
        get(path)
    profile.disable()
    text = io.StringIO()
    pstats.Stats(profile, stream=text).strip_dirs().sort_stats("tottime").print_stats(LINES)
    print(f"{microseconds:.0f} µs of CPU a request, without the web server and without the profiler's own cost")
    _, heading, lines = text.getvalue().partition("ncalls")
    print(heading + lines.rstrip())


def get(path: str) -> None:
    """Send one GET request and read the whole response."""
    response: Any = application(environ(path), lambda status, headers: None)
    for _ in response:
        pass
    response.close()


def environ(path: str) -> dict[str, Any]:
    path, _, query = path.partition("?")
    return {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "RAW_URI": f"{path}?{query}",
        "SCRIPT_NAME": "",
        "HTTP_HOST": "127.0.0.1:8000",
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "8000",
        "REMOTE_ADDR": "127.0.0.1",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(),
        "wsgi.errors": sys.stderr,
    }


if __name__ == "__main__":
    main()
