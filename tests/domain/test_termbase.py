"""What house styles and word lists rest on."""

from glossary.domain.profile import Profile
from glossary.domain.termbase import Termbase


def test_citations_of_styles_and_word_lists_are_named_by_file_and_field() -> None:
    termbase = Termbase(
        profiles={"house": Profile(name="house", sources=("act", "guide")), "plain": Profile(name="plain")},
        lexicon={
            "style": {"sources": ["act"], "kanji": [{"wrong": "下さい", "source": "guide"}, {"wrong": "但し"}], "small": "ァ"},
            "counts": {"row": {"source": "elsewhere"}, "words": ["一"]},
        },
    )

    assert list(termbase.house_citations()) == [
        ("profiles/house.toml", "sources", "act"),
        ("profiles/house.toml", "sources", "guide"),
        ("lexicon/style.toml", "sources", "act"),
        ("lexicon/style.toml", "kanji[0].source", "guide"),
    ]
