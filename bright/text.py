"""Which text the database can hold."""


def is_storable(text: str) -> bool:
    """Whether PostgreSQL can store the text: it has no place for NUL, nor for half a surrogate pair."""
    return "\0" not in text and (text.isascii() or not any("\ud800" <= letter <= "\udfff" for letter in text))
