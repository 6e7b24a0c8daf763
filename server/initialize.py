"""What `bright up` does between starting the servers and the web server: schema, static files, demo data."""

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
        _prepare()
    except DatabaseError as error:
        sys.exit(f"The database refuses: {str(error).strip()}")
    except (ImproperlyConfigured, CommandError) as error:
        sys.exit(str(error).strip())
    except Exception as error:  # Ours to mend, not the operator's: the whole story goes to a file.
        log = Path(os.environ["BRIGHT_HOME"]) / "log/prepare.log"
        log.write_text(traceback.format_exc())
        sys.exit(f"Something unforeseen went wrong ({type(error).__name__}: {error}); {log} has the details.")


def _prepare() -> None:
    # They import models and settings, which exist only after django.setup().
    from config import static_files  # noqa: PLC0415
    from server import demo_data as demo  # noqa: PLC0415

    _say("Bringing the database up to date …")
    call_command("migrate", verbosity=0, interactive=False)
    if static_files.collect():
        _say("Static files are collected.")
    if demo.is_wanted():
        _say("Filling the empty home with a demo realm and the sample courses …")
        demo.create()


def _say(sentence: str) -> None:
    print(sentence, flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
