"""Units of measure after numbers, in the spellings of three scripts."""

import re

_SPELLINGS: dict[str, str] = {
    "m/s": "m/s|м/с|米/秒|米每秒",
    "mm/s": "mm/s|мм/с|毫米/秒",
    "r/min": r"r/min|rpm|об/мин|об\.?/мин|转/分|转每分",
    "MPa": "MPa|МПа|兆帕",
    "kPa": "kPa|кПа|千帕",
    "Pa": "Pa|Па|帕",
    "bar": "bar|бар",
    "N·m": "N[·⋅]?m|Н[·⋅]?м|牛[·顿]*米",
    "kW·h": "kW[·⋅]?h|кВт[·⋅]?ч|千瓦时",
    "kW": "kW|кВт|千瓦",
    "W": "W|Вт|瓦",
    "mV": "mV|мВ|毫伏",
    "kV": "kV|кВ|千伏",
    "V": "V|В|伏特?",
    "mA": "mA|мА|毫安",
    "A": "A|А|安培?",
    "kHz": "kHz|кГц|千赫",
    "MHz": "MHz|МГц|兆赫",
    "Hz": "Hz|Гц|赫兹?",
    "kΩ": "kΩ|кОм|千欧姆?",
    "Ω": "Ω|Ом|欧姆?",
    "°C": "°C|℃|°С|摄氏度|degrees? Celsius",
    "%": "%|процент\\w*|per ?cent",
    "µm": "µm|μm|мкм|微米",
    "mm": "mm|мм|毫米",
    "cm": "cm|см|厘米",
    "km": "km|км|公里|千米",
    "m²": "m²|м²|平方米|кв\\. ?м",
    "m³": "m³|м³|立方米",
    "m": "m|м|米|метр\\w*|metres?",
    "kg": "kg|кг|公斤|千克",
    "mg": "mg|мг|毫克",
    "g": "g|г(?!\\.|од)|克",
    "t": "т|吨|tonn?\\w*",
    "ms": "ms|мс|毫秒",
    "s": "s|с|сек\\w*|秒钟?|seconds?",
    "min": "min(?:utes?)?|мин\\w*|分钟",
    "h": "h|ч|час\\w*|小时|hours?",
    "L": "L|л|升|лит\\w*|lit\\w+",
    "mL": "mL|мл|毫升",
    "N": "N|Н|牛顿?",
    "°": "°|градус\\w*|degrees?|度",
}
_LETTER = "A-Za-zА-Яа-яЁёΩµμ"
_UNIT = re.compile(
    "|".join(
        f"(?P<u{place}>(?:{spelling})(?![{_LETTER}²³]|[·/](?=[{_LETTER}])))"
        for place, spelling in enumerate(_SPELLINGS.values())
    )
)
_NAMES = list(_SPELLINGS)
_SPACE = re.compile(r"[ \u00a0\u202f\u2009-]?")


def unit_after(text: str, place: int) -> tuple[str, int, int]:
    """Return the unit that stands at a place, one space away at most, with where it stands.

    ``("", place, place)`` if there is none.
    """
    space = _SPACE.match(text, place)
    start = space.end() if space else place
    found = _UNIT.match(text, start)
    if found is None or found.lastgroup is None:
        return "", place, place
    return _NAMES[int(found.lastgroup[1:])], start, found.end()
