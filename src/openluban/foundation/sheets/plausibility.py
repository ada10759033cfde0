"""How likely text is Chinese or Russian, so that GB18030 and windows-1251 can be told apart.

Nearly every string of bytes is valid in both encodings, so only the text decides. Each score is
the logarithm of a probability: characters that are common in the language cost little, those
that only a wrong decoding brings forth (rare ideographs, private use, capitals inside a word)
cost much.
"""

import math

_RUSSIAN_PER_10000 = {
    "о": 1097, "е": 845, "а": 801, "и": 735, "н": 670, "т": 626, "с": 547, "р": 473, "в": 454,
    "л": 440, "к": 349, "м": 321, "д": 298, "п": 281, "у": 262, "я": 201, "ы": 190, "ь": 174,
    "г": 170, "з": 165, "б": 159, "ч": 144, "й": 121, "х": 97, "ж": 94, "ш": 73, "ю": 64,
    "ц": 48, "щ": 36, "э": 32, "ф": 26, "ъ": 4, "ё": 4,
}  # fmt: skip
_RUSSIAN = {letter: math.log(share / 10000) for letter, share in _RUSSIAN_PER_10000.items()}
_CYRILLIC_SIGNS = frozenset("№«»—–…’“”„•\xa0")
_CLOSING_SIGNS = frozenset("»”’…•")
_CONSONANTS = frozenset("бвгджзклмнпрстфхцчшщ")
_OTHER_CYRILLIC = frozenset("іїєґў")

# The most frequent characters of running text, then of names of persons and places.
_FREQUENT = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方"
    "后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开"
    "它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此"
    "变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老"
    "头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处队南给色光门"
    "即保治北造百规热领七海口东导器压志世金增争济阶油思术极交受联什认六共权收证改清己美再采转更单风切打白教速花"
    "带安场身车例真务具万每目至达走积示议声报斗完类八离华名确才科张信马节话米整空元况今集温传土许步群广石记需段"
    "研界拉林律叫且究观越织装影算低持音众书布复容儿须际商非验连断深难近矿千周委素技备半办青省列习响约支般史感劳"
    "便团往酸历市克何除消构府称太准精值号率族维划选标写存候毛亲快效斯院查江型眼王按格养易置派层片始却专状育厂京"
    "识适属圆包火住调满县局照参红细引听该铁价严李刘陈杨赵黄吴徐孙胡朱郭罗梁宋郑谢韩唐冯董萧曹袁邓傅沈曾彭吕苏卢"
    "蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪姜范姚谭廖邹熊陆郝孔崔康邱秦顾侯邵孟龙雷钱汤尹黎武乔贺赖龚伟芳娜敏静秀丽磊洋"
    "勇艳杰娟涛超霞刚桂英玉萍梅宇轩涵欣怡梓浩然佳琪雨泽远嘉瑞婷雪琳晨博昊诺鲁班坊职津"
)

_FREQUENT_COST = math.log(0.75 / len(_FREQUENT))
_LEVEL_ONE_COST = math.log(0.2 / 3200)
_LEVEL_TWO_COST = math.log(0.03 / 3008)
_EXTENSION_COST = math.log(0.005 / 20000)
_ABSURD = -20.0

_LONG_CODE = 4  # bytes of what is in no older Chinese set
_FIRST_BYTE = 0xA1  # of GB 2312, whose rows are ordered by how common their characters are
_ROWS = (
    (0xA3, -6.0),  # punctuation
    (0xAF, -8.0),  # other scripts
    (0xD7, _LEVEL_ONE_COST),
    (0xF7, _LEVEL_TWO_COST),
)


# Latin, Cyrillic and Arabic letters; what else is ordinary is in GB 2312.
_ORDINARY = (("\xa0", "\u024f"), ("\u0400", "\u052f"), ("\u0600", "\u06ff"))


def is_ordinary(character: str) -> bool:
    """Test whether a character is one that sheets are written in, and no chance pair of bytes."""
    if character < "\x80":
        return character.isprintable() or character in "\t\n\r"
    if any(first <= character <= last for first, last in _ORDINARY):
        return True
    return len(character.encode("gb2312", "ignore")) > 0


def chinese_likelihood(text: str) -> float:
    """Return the logarithm of how likely the non-ASCII characters are, were the text Chinese."""
    return sum(_chinese_cost(character) for character in text if character > "\x7f")


def _chinese_cost(character: str) -> float:
    if character in _FREQUENT:
        return _FREQUENT_COST
    if "\ue000" <= character <= "\ufffd":
        return -6.0 if "\uff01" <= character <= "\uff5e" else _ABSURD
    code = character.encode("gb18030", "replace")
    if len(code) == _LONG_CODE:
        return -16.0
    if min(code) < _FIRST_BYTE:
        return _EXTENSION_COST
    return next((cost for last_lead, cost in _ROWS if code[0] <= last_lead), _ABSURD)


def russian_likelihood(text: str) -> float:
    """Return the logarithm of how likely the non-ASCII characters are, were the text Russian."""
    likelihood = 0.0
    before, earlier = " ", " "
    for character in text:
        if character > "\x7f":
            likelihood += _russian_cost(character, before, earlier)
        elif character.isalpha() and before > "\x7f" and before.isalpha():
            likelihood -= 6.0  # Latin and Cyrillic letters in one word
        before, earlier = character, before
    return likelihood


def _russian_cost(character: str, before: str, earlier: str) -> float:
    lower = character.lower()
    if lower not in _RUSSIAN:
        if character in _CYRILLIC_SIGNS:
            return -4.0
        return -7.0 if lower in _OTHER_CYRILLIC else -12.0
    cost = _RUSSIAN[lower]
    if before in _CLOSING_SIGNS or (before <= "\x7f" and before.isalpha()):
        cost -= 6.0
    if lower in "ьъ" and before.lower() not in _CONSONANTS:
        cost -= 6.0
    if character != lower:
        if not before.isalpha():
            return cost - 1.5
        return cost if before.isupper() else cost - 8.0
    return cost - 5.0 if before.isupper() and earlier.isupper() else cost
