"""The word lists with which drafts are read."""

from datetime import date

import pytest

from glossary.errors import InvalidRecord
from glossary.text.vocabulary import Vocabulary, read_vocabulary
from tests.checkings import vocabulary


def test_shipped_lists_are_read() -> None:
    found = vocabulary()

    assert {"局", "者", "書"} <= found.rejecting_suffixes
    assert {"中", "等", "側"} <= found.transparent_suffixes
    assert found.rejecting_suffixes.isdisjoint(found.transparent_suffixes)
    assert found.rejecting_prefixes.isdisjoint(found.transparent_prefixes)
    assert (found.dates.eras["令和"], found.dates.months["november"], "u.k" in found.abbreviations) == (date(2019, 5, 1), 11, True)
    assert found.is_pos(("名詞", "普通名詞"), "noun") is True
    assert found.is_pos(("名詞", "数詞", "*"), "number") is True
    assert found.is_pos(("動詞", "一般"), "noun") is False
    assert found.is_pos(("名詞",), "no such class") is False


def test_shipped_lists_stand_in_for_absent_files() -> None:
    assert read_vocabulary({}) == vocabulary()
    assert read_vocabulary({"affixes": {}}).rejecting_suffixes == Vocabulary().rejecting_suffixes == frozenset()


@pytest.mark.parametrize(
    ("tables", "field"),
    [
        ({"affixes": {"rejecting_suffixes": "書"}}, "lexicon/affixes.toml: rejecting_suffixes"),
        ({"affixes": {"rejecting_suffixes": ["書", ""]}}, "lexicon/affixes.toml: rejecting_suffixes"),
        ({"verbs": {"light": [5]}}, "lexicon/verbs.toml: light"),
        ({"dates": {"eras": ["令和"]}}, "lexicon/dates.toml: eras"),
        ({"dates": {"eras": {"令和": "2019"}}}, "lexicon/dates.toml: eras"),
        ({"mentions": {"ja": {"after": "とは"}}}, "lexicon/mentions.toml: ja.after"),
    ],
)
def test_list_of_the_wrong_shape_is_named(tables: dict[str, dict[str, object]], field: str) -> None:
    with pytest.raises(InvalidRecord) as caught:
        read_vocabulary(tables)

    assert [problem.field for problem in caught.value.problems] == [field]
