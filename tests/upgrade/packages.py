"""The smallest courses that can be imported."""

import io
import zipfile
from html import escape

NAMESPACES = {
    "1.2": ("imsproject.org/xsd/imscp_rootv1p1p2", "adlnet.org/xsd/adlcp_rootv1p2", "scormtype"),
    "2004 3rd Edition": ("imsglobal.org/xsd/imscp_v1p1", "adlnet.org/xsd/adlcp_v1p3", "scormType"),
}
MANIFEST = """<?xml version="1.0" encoding="UTF-8"?>
<manifest identifier="m" xmlns="http://www.{imscp}" xmlns:adlcp="http://www.{adlcp}">
<metadata><schema>ADL SCORM</schema><schemaversion>{version}</schemaversion></metadata>
<organizations default="o"><organization identifier="o"><title>{title}</title>
<item identifier="i" identifierref="r"><title>{title}</title></item></organization></organizations>
<resources><resource identifier="r" type="webcontent" adlcp:{scormtype}="sco" href="index.html"/></resources>
</manifest>"""


def package(title: str, version: str = "1.2") -> bytes:
    """A course of one page."""
    imscp, adlcp, scormtype = NAMESPACES[version]
    title = escape(title)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "imsmanifest.xml",
            MANIFEST.format(imscp=imscp, adlcp=adlcp, scormtype=scormtype, title=title, version=version),
        )
        archive.writestr("index.html", f"<!doctype html><title>{title}</title><p>Hello.")
    return out.getvalue()
