"""Numbers, money, percentages and days as readers of a language write them (CLDR by Babel).

Languages are BCP 47 tags as the interface uses them (``en``, ``zh-hans``, ``ru``, ``pt-br``).
A language without data of its own is written as in English.
"""

from decimal import Decimal
from functools import lru_cache

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton, get_timezone_location
from babel.numbers import format_decimal, get_currency_name
from babel.numbers import format_percent as babel_percent

from openluban.kernel.dates import ImpreciseDate, Precision

# British English writes 30 August 2025, which also spares the reader the order of 8/30.
_LOCALES = {"en": "en_GB", "zh": "zh_Hans"}
# With more digits than these, 万 or million says less than the number itself.
_SHORT_DIGITS = 4
# From 亿 on nobody reads bare digits: 326050000000 is written 3260.5亿.
_LARGE, _LARGE_DIGITS = 8, 6
_CHINESE_SCALES = ((12, "万亿"), (8, "亿"), (4, "万"))
_MONEY_SCALES = {
    "en": ((12, "trillion"), (9, "billion"), (6, "million")),
    "ru": ((12, "трлн"), (9, "млрд"), (6, "млн")),
}
_CHINESE_MONEY = {"CNY": "元"}
# Newspapers write юань, not the full китайский юань of CLDR.
_RUSSIAN_MONEY = {
    "CNY": {"one": "юань", "few": "юаня", "many": "юаней", "other": "юаня"},
}


def format_number(value: Decimal | int, language: str) -> str:
    """Return the number with all its digits: 15,000; 15 000 in Russian; 1.5万 in Chinese.

    Chinese counts in 万 where at most four digits remain and in 亿 where at most six do (1.56万,
    3260.5亿), and writes the bare digits otherwise (13572, 9999). Groups of digits in Russian are
    held together by no-break spaces.
    """
    number = _tidy(value)
    if not _is_chinese(language):
        return str(format_decimal(number, locale=_locale(language), decimal_quantization=False))
    is_large = number.copy_abs().adjusted() >= _LARGE
    digits = _LARGE_DIGITS if is_large else _SHORT_DIGITS
    power, scale = _scale(number, _CHINESE_SCALES, digits)
    return f"{_tidy(number.scaleb(-power)):f}{scale}"


def format_money(value: Decimal | int, currency: str, language: str) -> str:
    """Return an amount in an ISO 4217 currency: CNY 53.37 billion; 533.7亿元; 53,37 млрд юаней.

    Millions and billions are written out where at most four digits remain.
    """
    number = _tidy(value)
    if _is_chinese(language):
        return format_number(number, language) + _currency(currency, number, language)
    power, scale = _scale(number, _MONEY_SCALES.get(_base(language), ()))
    amount = format_number(number.scaleb(-power), language)
    if scale:
        amount = f"{amount} {scale}"
    if _base(language) != "ru":
        return f"{currency} {amount}"
    # Behind млн and млрд, which are nouns themselves, the currency stands as behind 5.
    return f"{amount} {_currency(currency, Decimal(5) if scale else number, language)}"


def format_percent(value: Decimal | int, language: str) -> str:
    """Return a value that is in percent (85.7, not 0.857): 85.7%; 85,7 % in Russian."""
    share = _tidy(value).scaleb(-2)
    return str(babel_percent(share, locale=_locale(language), decimal_quantization=False))


def format_day(text: str, language: str) -> str:
    """Return a date of the form 2025, 2025-08 or 2025-08-30 in words: 30 August 2025.

    :raises NotADate: there is no such date
    """
    day, locale = ImpreciseDate.read(text), _locale(language)
    if day.precision == Precision.DAY:
        return str(format_date(day.earliest, "long", locale=locale))
    if day.precision == Precision.MONTH:
        return str(format_skeleton("yMMMM", day.earliest, locale=locale))
    year = str(format_skeleton("y", day.earliest, locale=locale))
    return f"{year}\u202fг." if _base(language) == "ru" else year


def format_city(zone: str, language: str) -> str:
    """Return the city by which an IANA time zone is called: Dushanbe; 杜尚别; Душанбе."""
    return str(get_timezone_location(zone, locale=_locale(language), return_city=True))


def format_day_short(text: str, language: str) -> str:
    """Return such a date for tables: 30 Aug 2025; 2025/8/30 in Chinese; 30.08.2025 in Russian.

    :raises NotADate: there is no such date
    """
    day, locale = ImpreciseDate.read(text), _locale(language)
    is_english = locale.language == "en"
    if day.precision == Precision.YEAR:
        return str(format_skeleton("y", day.earliest, locale=locale))
    if day.precision == Precision.MONTH:
        return str(format_skeleton("yMMM" if is_english else "yM", day.earliest, locale=locale))
    pattern = str(locale.date_formats["medium" if is_english else "short"].pattern)
    # Two digits of a year can be taken for a day.
    whole = pattern if "yyyy" in pattern else pattern.replace("yy", "y")
    return str(format_date(day.earliest, whole, locale=locale))


def plural_category(value: Decimal | int, language: str) -> str:
    """Return the CLDR category (one, few, many, other, ...) of words behind the number."""
    return str(_locale(language).plural_form(_tidy(value)))


def base_language(language: str) -> str:
    """Return the language whose wordings serve the tag: zh-hans for all but traditional Chinese."""
    return "zh-hans" if _is_chinese(language) else _base(language)


def _base(language: str) -> str:
    return language.replace("_", "-").lower().split("-")[0]


def _is_chinese(language: str) -> bool:
    tag = language.replace("_", "-").lower().split("-")
    return tag[0] == "zh" and not {"hant", "tw", "hk", "mo"} & set(tag)


@lru_cache(maxsize=256)
def _locale(language: str) -> Locale:
    tag = "zh" if _is_chinese(language) else language.lower()
    name = _LOCALES.get(tag, tag)
    try:
        return Locale.parse(name.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return Locale.parse(_LOCALES["en"])


def _tidy(value: Decimal | int) -> Decimal:
    """Return the value without exponent and without noughts after the point."""
    return Decimal(f"{Decimal(value).normalize():f}")


def _scale(
    number: Decimal, scales: tuple[tuple[int, str], ...], digits: int = _SHORT_DIGITS
) -> tuple[int, str]:
    """Return the largest scale that the number reaches, if it leaves few digits, else none."""
    if len(number.normalize().as_tuple().digits) > digits:
        return 0, ""
    return next((scale for scale in scales if number.copy_abs().adjusted() >= scale[0]), (0, ""))


def _currency(currency: str, count: Decimal, language: str) -> str:
    if _is_chinese(language) and currency in _CHINESE_MONEY:
        return _CHINESE_MONEY[currency]
    if _base(language) == "ru" and currency in _RUSSIAN_MONEY:
        return _RUSSIAN_MONEY[currency][plural_category(count, language)]
    return str(get_currency_name(currency, count, locale=_locale(language)))
