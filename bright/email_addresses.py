"""E-mail addresses: how they are compared. Every address from outside goes through `normalized_email`."""

from bright.errors import InvalidArgument

# The letters outside ASCII that change of case turns into one of ASCII: İ, ı, ſ and the KELVIN SIGN.
LOOK_ALIKES = frozenset("\u0130\u0131\u017f\u212a")


def has_look_alike(text: str) -> bool:
    """Whether an ASCII letter would come out of another letter: then two people's addresses would become one."""
    return not (text.isascii() or LOOK_ALIKES.isdisjoint(text))


def normalized_email(address: str) -> str:
    """The address as it is stored and compared: in lower case. InvalidArgument if it has a look-alike letter."""
    if has_look_alike(address):
        raise InvalidArgument("an e-mail address has a letter that lower case turns into another one (İ, ı, ſ, \u212a)")
    return address.lower()
