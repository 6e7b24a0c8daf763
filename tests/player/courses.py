"""Tiny courses, zipped."""

import zipfile
from pathlib import Path

Files = dict[str, str] | None

MANIFEST_12 = """<?xml version="1.0"?>
<manifest identifier="M" version="1" xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2"
  xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2">
<metadata><schema>ADL SCORM</schema><schemaversion>1.2</schemaversion></metadata>
<organizations default="O"><organization identifier="O"><title>{title}</title>
<item identifier="item_1" identifierref="R"><title>Only</title>{terms}</item></organization></organizations>
<resources><resource identifier="R" type="webcontent" adlcp:scormtype="sco" href="index.html"><file href="index.html"/>
</resource></resources></manifest>"""

MANIFEST_2004 = """<?xml version="1.0"?>
<manifest identifier="M" version="1" xmlns="http://www.imsglobal.org/xsd/imscp_v1p1"
  xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_v1p3" xmlns:imsss="http://www.imsglobal.org/xsd/imsss">
<metadata><schema>ADL SCORM</schema><schemaversion>2004 4th Edition</schemaversion></metadata>
<organizations default="O"><organization identifier="O"><title>{title}</title>
<item identifier="item_1" identifierref="R"><title>Only</title>{terms}</item></organization></organizations>
<resources><resource identifier="R" type="webcontent" adlcp:scormType="sco" href="index.html"><file href="index.html"/>
</resource></resources></manifest>"""

# Looks for the API as every SCO does.
PAGE = """<!doctype html><meta charset="utf-8"><title>SCO</title><body><script>
let holder = window;
while (!holder.{api} && holder !== holder.parent) holder = holder.parent;
const {prefix} = holder.{api};
{script}
</script><p>This is the course.</p>"""


def course_12(path: Path, script: str, *, title: str = "Tiny course", terms: str = "", files: Files = None) -> Path:
    """In `script`, `API` is the SCORM API."""
    page = PAGE.format(prefix="API", api="API", script=script)
    return _zip(path, MANIFEST_12.format(title=title, terms=terms), page, files)


def course_2004(path: Path, script: str, *, title: str = "Tiny 2004", terms: str = "", files: Files = None) -> Path:
    """In `script`, `API` is the SCORM API."""
    page = PAGE.format(prefix="API", api="API_1484_11", script=script)
    return _zip(path, MANIFEST_2004.format(title=title, terms=terms), page, files)


def _zip(path: Path, manifest: str, page: str, files: Files) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in {"imsmanifest.xml": manifest, "index.html": page, **(files or {})}.items():
            archive.writestr(name, content)
    return path
