"""The words by which printed texts speak of figures, choices and subjects: data, no rules.

Small letters; a word matches at its beginning (``enterprise`` finds *enterprises*). Chinese and
Russian stand beside English because unseen publications will.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FigureWords:
    """How a text speaks of a figure: its unit, what it must say, what it must not say.

    ``about`` words are looked for in subject, scope, claim and unit; one is enough.
    """

    figure: str
    units: tuple[str, ...]
    about: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    where: tuple[str, ...] = ()
    """Words that the text or its publisher must say: what the figure is limited to."""


PLANS = (
    "pledge",
    "planned",
    "plan to",
    "will be built",
    "to be built",
    "contacted",
    "承诺",
    "计划",
    "筹建",
    "планир",
)
WORKSHOPS = (
    "luban workshop",
    "lu ban workshop",
    "workshop",
    "network size",
    "鲁班工坊",
    "мастерск",
)
LEARNING = ("learner", "trained", "training", "student", "学员", "培训", "обуч", "слушател")
SISTER = ("sister cit", "sister-cit", "sister citi", "twin", "友好城市", "友城", "побратим")

FIGURES = (
    FigureWords("country_halls", ("country hall", "国家馆", "зал"), ("hall", "馆", "зал")),
    FigureWords(
        "sister_city_ties",
        ("relationship", "pair", "tie", "sister", "citi", "对", "个城市", "пар", "город"),
        SISTER,
        where=("tianjin", "天津", "тяньцз"),
    ),
    FigureWords(
        "sister_city_countries",
        ("countr", "国", "стран"),
        SISTER,
        where=("tianjin", "天津", "тяньцз"),
    ),
    FigureWords(
        "trade_growth",
        ("percent", "%", "процент"),
        ("growth of that trade", "trade growth", "imports and exports", "进出口", "товарооборот"),
        unless=("cargo", "share"),
    ),
    FigureWords(
        "trade_value",
        ("yuan", "dollar", "usd", "cny", "元", "юан", "долл"),
        ("trade", "imports and exports", "import", "export", "进出口", "贸易", "торгов"),
        unless=("per workshop", "investment", "equipment"),
    ),
    FigureWords(
        "trade_value",
        ("unit", "piece", "辆", "единиц"),
        ("exported", "export", "出口", "экспорт"),
    ),
    FigureWords(
        "programme_categories",
        ("categor", "discipline", "field", "大类", "门类", "категори"),
        ("major", "programme", "program", "专业", "программ", "специальност"),
    ),
    FigureWords("programmes", ("个",), ("专业",), unless=(*PLANS, "国家", "大类")),
    FigureWords(
        "programmes",
        ("major", "programme", "program", "专业", "программ", "специальност"),
        (),
        unless=(*PLANS, "per workshop"),
    ),
    FigureWords(
        "host_countries",
        ("countr", "nation", "国", "стран"),
        ("workshop", "network size", "鲁班工坊", "мастерск"),
        unless=(*PLANS, *LEARNING, "from 1", "participant", "attend", "symposium", "conference"),
    ),
    FigureWords(
        "workshops",
        ("workshop", "鲁班工坊", "мастерск", "家", "所", "个", "座"),
        WORKSHOPS,
        unless=(*PLANS, "学员", "培训", "覆盖国家", "国家数"),
    ),
    FigureWords(
        "partner_enterprises",
        ("enterprise", "compan", "企业", "предприят"),
        ("collaborat", "cooperat", "partner", "合作", "партн", "сотруднич"),
        unless=("alliance", "symposium", "survey", "联盟", "альянс"),
    ),
    FigureWords(
        "lead_colleges",
        ("college", "院校", "колледж"),
        ("lead", "build", "workshop", "建设", "веду"),
        unless=("alliance", "league", "contact", "symposium", "联盟"),
    ),
    FigureWords(
        "host_institutions",
        ("institution", "partner school", "机构", "учрежд"),
        ("host", "foreign partner", "外方", "принима"),
    ),
)
"""In the order in which they are tried: the first that fits is taken."""

SCOPES = (
    (
        "bloc",
        "sco_members",
        ("sco member", "member states of the sco", "上合组织成员国", "члены шос"),
    ),
    (
        "bloc",
        "sco_members_and_partners",
        ("sco", "shanghai cooperation", "上合", "上海合作", "шос"),
    ),
    ("bloc", "africa", ("africa", "非洲", "африк")),
    ("bloc", "central_asia", ("central asia", "中亚", "центральной азии", "центральная азия")),
    ("bloc", "asean", ("asean", "south-east asia", "southeast asia", "东盟", "асеан")),
)
"""(choice, option, words): the first that fits is taken."""

GATES = (
    ("recognised", ("recognised operation", "recognized operation", "认定")),
    ("opened", ("established", "opened", "launched", "set up", "built", "hosting", "operat")),
    ("opened", ("建成", "建立", "建设", "设立", "открыт", "создан", "действу")),
    ("unveiled", ("unveiled", "inaugurated", "揭牌")),
)
"""(gate, words): a text that says how far a workshop has come leaves nothing to change."""

LOOSE = frozenset({"sco_members_and_partners"})
"""Options that a text only seems to state: *SCO countries* may mean members alone, or more."""

OF_THE_NATION = ("national", "nationwide", "全国", "общенац")
FROM_TIANJIN = ("tianjin", "天津", "тяньцз")

REPORTED_AS = {
    "workshops": "workshops_reported",
    "programmes": "programmes_reported",
    "programme_categories": "programme_categories",
    "standards_written": "standards_written",
    "standards_recognised": "standards_recognised",
}
"""Figure to the measure under which others report the same."""
REPORTED_OF = {
    ("all", "all"): "subjects/network",
    ("all", "tianjin"): "subjects/tianjin-network",
    ("africa", "all"): "subjects/africa-network",
    ("sco_members_and_partners", "tianjin"): "subjects/sco-network",
}
"""(bloc, led from) to the subject that others report of."""

EXPORTS = ("export", "出口", "экспорт")
IMPORTS = ("import", "进口", "进出口", "импорт")
OF_CHINA = ("china", "中国", "我国", "китая", "китай")
PLANNED = ("planned", "to be added", "计划", "планир")
