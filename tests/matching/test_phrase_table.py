"""The table of phrases: equal ones once, put together from their numbers; sets know what can stand at all."""

from glossary.matching.phrase_table import CompiledPhrase, Element, GrowingTable, Kind, PhraseSet


def word(text: str, *, weight: int = 4, is_content: bool = True) -> Element:
    return Element(Kind.WORD, text, frozenset({text}), is_content=is_content, surfaces=frozenset({text}), weight=weight)


GAP = Element(Kind.GAP, size=3, is_content=False)
SUPPLY, CHAIN, OF = word("supply"), word("chain"), word("of", weight=1, is_content=False)


def test_equal_phrases_have_one_number() -> None:
    table = GrowingTable()

    numbers = [table.add("en", (SUPPLY, GAP, CHAIN), 2), table.add("en", (CHAIN,), 0), table.add("en", (SUPPLY, GAP, word("chain")), 2)]

    assert numbers == [0, 1, 0]
    assert len(table) == 2
    assert len(table.elements) == 3


def test_phrase_is_put_together() -> None:
    table = GrowingTable()
    table.add("ja", (OF,), None)

    number = table.add("en", (SUPPLY, OF, CHAIN), 2)

    assert table[number] == CompiledPhrase((SUPPLY, OF, CHAIN), 2, frozenset({"chain"}), (frozenset({"supply"}),))
    assert table.anchor(number) is CHAIN
    assert table.anchor(0) is None
    assert table.lang(number) == "en"
    assert table[0].surfaces == frozenset()


def test_cues_are_telling_words_and_anchors() -> None:
    table = GrowingTable()
    table.add("en", (SUPPLY, OF, CHAIN), 2)
    table.add("en", (word("a", weight=1),), 0)

    assert table.cues() == {"supply", "chain"}


def test_set_gives_what_may_stand() -> None:
    table = GrowingTable()
    both = table.add("en", (SUPPLY, CHAIN), 1)
    alone = table.add("en", (CHAIN,), 0)
    faint = table.add("en", (OF,), 0)
    phrases = PhraseSet(table, (both, alone, faint))

    found = {
        present: [phrase.elements for phrase in phrases.possible(present)]
        for present in map(frozenset, ([], ["chain"], ["chain", "supply"]))
    }

    assert found == {
        frozenset(): [(OF,)],
        frozenset({"chain"}): [(OF,), (CHAIN,)],
        frozenset({"chain", "supply"}): [(OF,), (SUPPLY, CHAIN), (CHAIN,)],
    }
    assert phrases.always == [faint]


def test_set_of_nothing_is_false() -> None:
    empty = PhraseSet(GrowingTable(), ())

    assert not empty
    assert empty.lang == ""
    assert list(empty.possible(frozenset({"chain"}))) == []
