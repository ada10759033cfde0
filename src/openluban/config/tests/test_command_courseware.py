"""``luban courseware``, and ``luban library import`` of a package."""

from openluban.config.tests.installation import Installation
from openluban.teaching.courseware.tests.make import package


def test_a_package_comes_in_and_is_listed(filled: Installation) -> None:
    place = filled.home.parent / "sorter.imscc"
    place.write_bytes(package())
    told = filled.luban("courseware", "inspect", place)
    assert (told.status, told.err) == (0, "")
    assert "sorter.imscc: cc 1.3" in told.out
    assert "2 units, 2 texts from 2 pages, 1 images" in told.out
    assert "pages/safety.html:2: A script is left out. [page.script]" in told.out
    looked = filled.luban("library", "import", place, "--preview")
    assert "2 texts would be written" in looked.out
    assert filled.luban("courseware", "list").out == ""
    refused = filled.luban("library", "import", place, "--publish")
    assert (refused.status, "drafts" in refused.err) == (2, True)
    done = filled.luban("library", "import", place)
    assert (done.status, done.err) == (0, "")
    assert "a-sorter (new): 2 units started" in done.out
    assert "-> a-sorter, 2 units" in filled.luban("courseware", "list").out
    # Drafts do not go out.
    out = filled.home.parent / "out.imscc"
    refused = filled.luban("courseware", "export", "a-sorter", "--as", "cc13", out)
    assert (refused.status, out.exists()) == (2, False)


def test_what_is_unfit_is_one_sentence_a_problem(filled: Installation) -> None:
    place = filled.home.parent / "evil.imscc"
    place.write_bytes(package(more={"../evil.html": "x"}))
    refused = filled.luban("library", "import", place)
    assert refused.status == 2
    assert "[zip.unsafe_path]" in refused.err
    assert "Traceback" not in refused.err
