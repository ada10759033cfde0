"""What an XML 1.0 document can hold."""

import re

_UNFIT = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def fit(text: str) -> str:
    """Return a text without what XML cannot hold."""
    return _UNFIT.sub("", text)
