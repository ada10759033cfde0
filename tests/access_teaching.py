"""Who may do what with teaching materials: rows of ``access_table.py``."""

from tests.harness.access import row

_TEACHING = {"workshop": "et-tvti", "language": "zh-hans", "since": "2026-09"}
_WORDS = {"source": "a pin", "target": "вывод", "from": "en", "to": "ru", "domain": "other"}
_OUT_OF_USE = {"action": "supersede", "reason": "Wrong."}

LIBRARY = (
    #                                                 public contributor stranger officer admin
    row("GET /units/{unit}/read/", "200"),
    row("GET /units/{unit}/read/zh-hans/", "200"),
    # The Russian text is a draft that the contributor wrote.
    row("GET /units/{unit}/read/ru/", "404 200 200 200 200"),
    row("GET /units/{unit}/beside/zh-hans/ru/", "404 200 200 200 200"),
    row("GET /units/{unit}/versions/zh-hans/", "200"),
    row("GET /units/{unit}/versions/zh-hans/1/", "200"),
    row("GET /units/{unit}/versions/ru/1/", "404 200 200 200 200"),
    row("GET /units/{unit}/versions/zh-hans/1/unit.docx", "200"),
    row("GET /units/{unit}/versions/zh-hans/1/unit.exe", "404"),
    row("GET /units/{unit}/versions/ru/1/unit.docx", "404 200 200 200 200"),
    row("GET /units/{unit}/beside/zh-hans/ru/unit.docx", "404 200 200 200 200"),
    row("GET /units/{unit}/leaves/zh-hans/0/1/", "200"),
    row("GET /units/{unit}/leaves/zh-hans/0/1/leaves.pdf", "200"),
    # A draft has no leaves: nobody prints it into a folder.
    row("GET /units/{unit}/leaves/ru/0/1/", "404"),
    row("GET /library/course/leaves/zh-hans/", "200"),
    row("GET /library/course/leaves/zh-hans/?since=soon", "422"),
    row("GET /library/course/leaves/zh-hans/?workshop=tj-ttu", "404"),
    row("GET /library/course/leaves/zh-hans/leaves.pdf", "200"),
    row("GET /library/course/leaves/ru/", "404"),
    row("GET /units/{unit}/write/?language=kk", "302 303 303 303 303"),
    row("GET /units/{unit}/write/ru/", "302 200 200 200 200"),
    row("POST /units/{unit}/write/ru/", "302 303 303 303 303", body="# Иначе", version="1"),
    row("POST /units/{unit}/versions/ru/1/deed/", "302 409 303 303 303", action="review"),
    row("POST /units/{unit}/versions/zh-hans/1/deed/", "302 403 403 303 303", **_OUT_OF_USE),
    row("GET /terms/candidates/", "302 200 200 200 200"),
    row("GET /terms/candidates/?from=ru&to=ru", "302 422 422 422 422"),
    row("GET /terms/candidates/propose/?from=en&to=ru", "302 200 200 200 200"),
    row("POST /terms/candidates/propose/", "302 303 303 303 303", **_WORDS),
    row("GET /library/course/teach/", "302 200 200 200 200"),
    row("GET /library/no-such-course/teach/", "302 404 404 404 404"),
    row("POST /library/course/teach/", "302 303 422 303 303", **_TEACHING),
    row("GET /library/course/packs/", "200"),
    row("GET /library/course/packs/plan/?in=zh-hans", "200"),
    # Only published texts are packed, whoever asks.
    row("GET /library/course/packs/plan/?in=ru", "422"),
    row("GET /library/no-such-course/packs/", "404"),
    row("POST /library/course/packs/make/", "302 303 303 303 303", **{"in": "zh-hans"}),
    row("GET /packs/{pack}/", "200"),
    row("GET /packs/{pack}.zip", "200"),
    row(f"GET /packs/{'0' * 64}.zip", "404"),
    row("GET /resources/course/cartridge.imscc", "200"),
    row("GET /resources/course/cmi5.zip?in=zh-hans", "200"),
    # Only published texts go out, whoever asks.
    row("GET /resources/course/cmi5.zip?in=ru", "422"),
    row("GET /resources/no-such-course/cartridge.imscc", "404"),
    # What came from elsewhere is for those who work on it.
    row("GET /courseware/", "302 200 200 200 200"),
    row("GET /courseware/import/", "302 200 200 200 200"),
    row("POST /courseware/import/", "302 422 422 422 422"),
    row("GET /courseware/import/nothing/", "302 404 404 404 404"),
    row("POST /courseware/import/nothing/", "302 404 404 404 404"),
    row("GET /courseware/{package}/", "302 200 200 200 200"),
    row("GET /courseware/{package}/file", "302 200 200 200 200"),
    row("GET /units/no-such-unit/read/", "404"),
    row("GET /library/files/none.png", "404"),
    # The course has texts, but none of them is one of subtitles.
    row("GET /units/{unit}/versions/zh-hans/1/subtitles.vtt", "404"),
    # A draft of the contributor.
    row("GET /units/{unit}/films/{film}.mp4", "404 200 200 200 200"),
    row("GET /units/{unit}/films/{film}.webm", "404"),
    row("GET /units/{unit}/films/", "302 200 200 200 200"),
    row("POST /units/{unit}/films/", "302 422 422 422 422"),
    row("POST /units/{unit}/films/{film}/deed/", "302 409 303 303 303", action="review"),
    row("POST /units/{unit}/films/none/deed/", "302 404 404 404 404", action="take_away"),
    row("GET /resources/import/", "302 200 200 200 200"),
    row("POST /resources/import/", "302 422 422 422 422"),
    row("GET /resources/import/nothing-waits-here/", "302 404 404 404 404"),
    row("POST /resources/import/nothing-waits-here/", "302 404 404 404 404"),
    row("GET /library/course/book.epub?in=zh-hans", "200"),
    # Only published texts are in books, whoever asks.
    row("GET /library/course/book.epub?in=ru", "409"),
    row("GET /library/no-such-course/book.epub", "404"),
    row("GET /library/course/resource.jsonld", "200"),
    row("GET /library/no-such-course/resource.jsonld", "404"),
    row("GET /units/{unit}/unit.jsonld", "200"),
    row("GET /units/no-such-unit/unit.jsonld", "404"),
    row("GET /harvest/", "302 403 403 200 200"),
    row("GET /oai?verb=Identify", "200"),
    row("POST /oai", "200", verb="Identify"),
)

_EDITOR = "/units/{unit}/translate/ru/"
_CLAUSE = {"key": "t1", "digest": "ccf34af7ae781831f03f626b7e47f273", "number": 0}

BILINGUAL = (
    #                                                 public contributor stranger officer admin
    row(f"GET {_EDITOR}", "302 200 200 200 200"),
    row("GET /units/{unit}/translate/zh-hans/", "302 303 303 303 303"),
    row("GET /units/no-such-unit/translate/ru/", "302 404 404 404 404"),
    row(f"POST {_EDITOR}", "302 303 303 303 303", text="Иначе", **_CLAUSE),
    # What the page's script asks with says nothing here, and so is of no clause.
    row(f"POST {_EDITOR}save/", "302 409 409 409 409"),
    row(f"POST {_EDITOR}help/", "302 404 404 404 404"),
    row(f"POST {_EDITOR}machine/", "302 404 404 404 404"),
    # Nothing was written that is not there yet.
    row(f"POST {_EDITOR}finish/", "302 422 422 422 422"),
    row(f"GET {_EDITOR}unit.xlf", "302 200 200 200 200"),
    row(f"POST {_EDITOR}unit.xlf", "302 422 422 422 422"),
)

MEMORY = (
    #                                                 public contributor stranger officer admin
    row("GET /memory/", "200"),
    row("GET /memory/?q=pin", "200"),
    row("GET /memory/look-up/", "302 200 200 200 200"),
    row("GET /memory/look-up/?text=pin&from=en&to=ru", "302 200 200 200 200"),
    row("GET /memory/import/", "302 403 403 200 200"),
    row("POST /memory/import/", "302 403 403 422 422"),
    row("GET /memory/aligned/", "405"),
    row("POST /memory/aligned/", "302 422 422 422 422"),
    row("GET /memory/units/{memory_unit}/forget/", "302 403 403 200 200"),
    row("POST /memory/units/{memory_unit}/forget/", "302 403 403 303 303", reason="Wrong."),
    row("GET /memory/units/0/forget/", "302 403 403 404 404"),
)

ALIGNMENT = (
    #                                                 public contributor stranger officer admin
    row("GET /align/", "302 200 200 200 200"),
    row("POST /align/", "302 200 200 200 200", source="Lesson 3", target="第3课"),
)

TEACHING = (*LIBRARY, *BILINGUAL, *MEMORY, *ALIGNMENT)
