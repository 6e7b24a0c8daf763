"""How the SCORM engine's opaque references are written: `<id of the course provider>/<guid>`.

Guids are unique only within a course provider, and the engine knows nothing of providers.
"""


def reference(provider_id: int, guid: str) -> str:
    """The engine's reference of a course or a registration."""
    return f"{provider_id}/{guid}"


def reference_sql(provider_id: str, guid: str) -> str:
    """`reference` as a SQL expression over two column names."""
    return f"{provider_id} || '/' || {guid}"
