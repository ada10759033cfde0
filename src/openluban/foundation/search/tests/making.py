"""Documents for tests."""

from openluban.foundation.search.indexing import Document
from openluban.kernel.text import LocalizedText


def make_document(
    key: str,
    title: str = "",
    words: str = "",
    *,
    register: str = "workshops",
    is_shown: bool = True,
    scope: str = "",
    **wordings: str,
) -> Document:
    """Return a document as registers make them; ``zh`` and ``ru`` are wordings of its title."""
    named = LocalizedText(
        {"en": title, "zh-hans": wordings.get("zh", ""), "ru": wordings.get("ru", "")}
    )
    texts = [key, *(wording for _language, wording in named), words]
    return Document(register, key, named, "\n".join(texts), is_shown=is_shown, scope=scope)


def make_djibouti() -> Document:
    """Return the document of a workshop with names and aliases in several scripts."""
    return make_document(
        "dj-djib",
        "Djibouti Luban Workshop",
        "Atelier Luban; École de commerce de Djibouti\nمدرسة جيبوتي",
        zh="吉布提鲁班工坊",
        ru="Мастерская Лу Баня, Джибути (Йобоки)",
    )
