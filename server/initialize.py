"""What `bright up` does after starting the database and before the web server: schema, static files, demo data."""

import os
import sys
import traceback
from pathlib import Path

import django
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.db import DatabaseError


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    try:
        django.setup()
        _initialize()
    except DatabaseError as error:
        sys.exit(f"The database refused: {str(error).strip()}")
    except (ImproperlyConfigured, CommandError) as error:
        sys.exit(str(error).strip())
    except Exception as error:  # A bug of ours, not the operator's mistake: the traceback goes to a file.
        log = Path(os.environ["BRIGHT_HOME"]) / "log/initialize.log"
        log.write_text(traceback.format_exc())
        sys.exit(f"Unexpected error ({type(error).__name__}: {error}): report it to the developers with {log}.")


def _initialize() -> None:
    # They import models and settings, which need django.setup().
    from config import static_files  # noqa: PLC0415
    from server import demo_data  # noqa: PLC0415

    _say("Bringing the database up to date …")
    call_command("migrate", verbosity=0, interactive=False)
    if static_files.collect():
        _say("Collected static files.")
    if demo_data.is_needed():
        _say("Creating a demo realm with the sample courses …")
        demo_data.create()


def _say(sentence: str) -> None:
    print(sentence, flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
