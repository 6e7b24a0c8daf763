"""One script made of the modules in `javascript/`, so that a site has one tag to put in, and nobody a build to run.

The modules are joined in the order of their imports, inside one function: their names are its own, and no two modules
may have the same one.
"""

import re
from pathlib import Path

SOURCES = Path(__file__).with_name("javascript")
ENTRY = "main.js"
IMPORT = re.compile(r'^import \{[^}]*\} from "\./(?P<name>\w+\.js)";\n', re.MULTILINE)
EXPORT = re.compile(r"^export (?=(?:async function|function|const|let|class) )", re.MULTILINE)
FRAME = '// bright.js, MIT licence; its types are in bright.d.ts.\n(() => {{\n"use strict";\n\n{body}}})();\n'


def join() -> str:
    """The script. Each module stands behind those that it imports."""
    return FRAME.format(body="\n".join(_body(name) for name in in_order(ENTRY)))


def in_order(name: str, done: tuple[str, ...] = ()) -> tuple[str, ...]:
    """`done`, and behind it `name` with all that it needs and is not there yet."""
    if name in done:
        return done
    for needed in IMPORT.finditer(_source(name)):
        done = in_order(needed["name"], done)
    return (*done, name)


def _body(name: str) -> str:
    return EXPORT.sub("", IMPORT.sub("", _source(name)))


def _source(name: str) -> str:
    return (SOURCES / name).read_text()
