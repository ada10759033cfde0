"""Sets in the public register of which the whole is known: nothing is missing, nothing more."""

from collections import Counter

from tests.test_public_data import keys, rows


def test_occupations_are_those_of_isco_08_whole() -> None:
    codes = {row["key"] for row in rows("occupations")}
    assert Counter(map(len, codes)) == {1: 10, 2: 43, 3: 130, 4: 436}
    for row in rows("occupations"):
        assert row["code"] == row["key"]
        assert len(row["code"]) == 1 or row["code"][:-1] in codes, row["key"]
        assert row["name_en"], row["key"]
        assert bool(row["name_zh"]) == bool(row["name_ru"]), row["key"]
        assert row["name_ours"] == ("zh | ru" if row["name_zh"] else ""), row["key"]


def test_blocs_have_the_members_they_had_in_september_2025() -> None:
    members = Counter(row["bloc"] for row in rows("memberships") if row["kind"] == "member")
    assert members == {"sco": 10, "africa": 54, "central-asia": 5, "asean": 11}
    assert len(keys("provinces")) == 34
