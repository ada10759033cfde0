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


PLANS = ("pledge", "planned to", "plan to", "will be built", "contacted", "承诺", "планир")
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
        ("relationship", "pair", "tie", "sister", "对", "пар"),
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
    FigureWords(
        "programmes",
        ("major", "programme", "program", "专业", "программ", "специальност"),
        (),
        unless=(*PLANS, "per workshop"),
    ),
    FigureWords(
        "workshops",
        ("workshop", "鲁班工坊", "мастерск", "家", "所"),
        WORKSHOPS,
        unless=PLANS,
    ),
    FigureWords(
        "host_countries",
        ("countr", "nation", "国", "стран"),
        ("workshop", "network size", "鲁班工坊", "мастерск"),
        unless=(*PLANS, *LEARNING, "from 1", "participant", "attend", "symposium", "conference"),
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

WORLDWIDE = (
    "national",
    "nationwide",
    "network",
    "world",
    "global",
    "全国",
    "全球",
    "мир",
    "страны",
)
OF_THE_NATION = ("national", "nationwide", "全国", "общенац")
FROM_TIANJIN = ("tianjin", "天津", "тяньцз")

NETWORKS = (
    ("subjects/sco-network", ("sco", "上合", "шос")),
    ("subjects/africa-network", ("africa", "非洲", "африк")),
    ("subjects/tianjin-network", ("tianjin", "天津", "тяньцз")),
    ("subjects/network", ("network", "national", "nationwide", "world", "all", "全国", "全球")),
)
"""Subjects of reported counts that are whole networks, by the words of a scope."""

REPORTED_AS = {
    "workshops": "workshops_reported",
    "programmes": "programmes_reported",
    "programme_categories": "programme_categories",
}
"""Figure to the measure under which others report the same."""
REPORTED_OF = {
    ("all", "all"): "subjects/network",
    ("all", "tianjin"): "subjects/tianjin-network",
    ("africa", "all"): "subjects/africa-network",
    ("sco_members_and_partners", "tianjin"): "subjects/sco-network",
}
"""(bloc, led from) to the subject that others report of."""

IN_PERIOD = (
    "week",
    "class of",
    "q1",
    "q2",
    "q3",
    "q4",
    "jan",
    "yearly",
    "per year",
    "in 20",
    "本周",
    "上半年",
    "季度",
    "за год",
)
"""Words of a claim whose number holds in a period, not since the beginning."""

ABOUT_LEARNING = ("learner", "teacher", "resource", "standard", "trained", "学员", "教师", "обуч")
"""Subjects of rows whose numbers are about a whole network."""

UNIT_WORDS = {
    "person": ("people", "person", "student", "learner", "teacher", "人", "человек", "чел"),
    "person_time": ("person time", "人次", "человеко"),
    "square_metre": ("square met", "m2", "平方米", "кв"),
    "piece": ("piece", "set", "mask", "台", "套"),
    "set": ("set", "piece", "套"),
    "laboratory": ("lab", "room", "实训室"),
    "standard": ("standard", "标准", "стандарт"),
    "textbook": ("textbook", "教材", "учебник"),
    "patent": ("patent", "专利", "патент"),
    "visitor": ("visitor", "参观", "посетител"),
    "country": ("countr", "state", "国", "стран"),
    "enterprise": ("enterprise", "compan", "企业", "предприят"),
    "institution": ("institution", "universit", "college", "school", "unit", "organisation"),
    "train": ("train", "列", "поезд"),
    "teu": ("teu", "标准箱"),
    "port": ("port", "порт"),
    "route": ("route", "航线", "маршрут"),
    "percent": ("percent", "%", "процент"),
    "cny": ("yuan", "cny", "元", "юан"),
    "usd": ("us dollar", "usd", "美元", "долл"),
    "team": ("team", "队", "команд"),
    "expert": ("expert", "专家", "эксперт"),
    "programme": ("programme", "major", "专业", "программ"),
}
"""Unit to the words that print it; a measure of another unit is then not meant."""

SYNONYMS = {
    "learners_degree": (
        "degree",
        "degree learners",
        "degree education",
        "academic education",
        "学历",
        "diploma",
    ),
    "learners_trained": ("skills training", "vocational training", "temporary training", "培训"),
    "person_times_trained": ("person-time", "training person", "人次"),
    "learners_total": ("trained", "cultivated", "learners", "training", "technical experts"),
    "beneficiaries": ("benefiting", "benefit"),
    "study_in_china": ("study in china", "students in china", "sent to china", "enrolled"),
    "teachers_trained": ("teachers trained", "teachers from", "teacher training"),
    "local_teachers": ("local teach", "local teaching staff"),
    "chinese_teachers": ("chinese teachers",),
    "area": ("area", "square met", "m2", "面积"),
    "equipment": ("equipment", "pieces", "设备"),
    "equipment_value": ("equipment cost", "value"),
    "laboratories": ("laborator", "labs", "training rooms", "实训室"),
    "resource_sets": ("resource", "sets of teaching"),
    "standards_written": ("teaching standards", "course standards", "standards developed"),
    "standards_recognised": ("standards recognised", "recognised by partner", "recognized"),
    "textbooks": ("textbook", "教材"),
    "visitors": ("visitor", "参观"),
    "ports_reached": ("ports with", "ports"),
    "countries": ("countries and regions", "countries"),
    "container_routes": ("container routes",),
    "teu": ("teu", "throughput"),
    "world_rank": ("rank",),
    "trains": ("trains",),
    "enterprises": ("enterprise",),
    "institutions": ("institution", "colleges", "units", "universit"),
    "contestants": ("contestant",),
    "teams": ("teams",),
    "participants": ("participants", "attendance"),
    "foreign_participants": ("foreign participants",),
    "employment_rate": ("employment",),
    "masks": ("masks",),
    "patents": ("patent",),
    "graduates": ("graduates",),
    "ministers": ("minister",),
    "leaders": ("country leaders", "leaders"),
    "international_organisations": ("international organisations",),
    "journalists": ("journalist",),
    "tracks": ("tracks",),
    "divisions": ("divisions",),
    "tasks": ("tasks",),
    "courseware": ("courseware",),
    "video_minutes": ("video minutes",),
    "class_hours": ("class hours",),
    "training_bases": ("training bases",),
    "employees_trained": ("employees",),
    "teachers_and_students": ("teachers and students",),
    "delegation": ("delegation",),
    "capacity_per_year": ("yearly capacity", "capacity"),
    "places_at_once": ("places at one time", "places"),
    "centres": ("technical centres",),
    "investment": ("investment",),
    "cargo_growth": ("growth of cargo",),
    "sea_rail_channels": ("channels",),
    "foreign_share": ("share of foreign",),
    "member_states": ("member states",),
    "institutions_contacted": ("contacted",),
    "conferences_held": ("conferences hosted", "conferences"),
    "growth": ("growth",),
    "experts": ("experts",),
    "programmes_certified": ("programmes certified", "certified by"),
}
"""Measure to words by which texts speak of it; longer words weigh more."""
