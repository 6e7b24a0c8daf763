"""`bright relay`: publishes the outbox messages until it gets SIGTERM or SIGINT."""

import os
import signal
import threading

import django


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    # Models can be imported only now; importing the Celery app sets the broker.
    import config.celery  # noqa: F401, PLC0415
    from apps.outbox import relay  # noqa: PLC0415

    stop = threading.Event()
    for signum in (signal.SIGTERM, signal.SIGINT):
        signal.signal(signum, lambda *_: stop.set())
    relay.run(stop)


if __name__ == "__main__":
    main()
