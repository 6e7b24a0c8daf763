"""Bundles the modules in `javascript/` into one script, so that a site needs one tag, and nobody a build step.

The modules are concatenated in the order of their imports, inside one function. They share its scope, so no two modules
may declare the same name.
"""

import re
from pathlib import Path

SOURCES = Path(__file__).with_name("javascript")
ENTRY_MODULE = "main.js"
IMPORT = re.compile(r'^import \{[^}]*\} from "\./(?P<name>\w+\.js)";\n', re.MULTILINE)
EXPORT = re.compile(r"^export (?=(?:async function|function|const|let|class) )", re.MULTILINE)
WRAPPER = '// bright.js, MIT licence; its types are in bright.d.ts.\n(() => {{\n"use strict";\n\n{body}}})();\n'


def bundle() -> str:
    """The script, in which each module comes after those that it imports."""
    return WRAPPER.format(body="\n".join(_body(name) for name in module_order(ENTRY_MODULE)))


def module_order(name: str, done: tuple[str, ...] = ()) -> tuple[str, ...]:
    """`done`, followed by the module `name` and the modules that it imports, unless they are in `done` already."""
    if name in done:
        return done
    for match in IMPORT.finditer(_source(name)):
        done = module_order(match["name"], done)
    return (*done, name)


def _body(name: str) -> str:
    return EXPORT.sub("", IMPORT.sub("", _source(name)))


def _source(name: str) -> str:
    return (SOURCES / name).read_text()
