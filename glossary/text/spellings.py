"""The spellings of Japanese words that the dictionary treats as one word and reads alike: 漏えい and 漏洩, サーバ and サーバー."""

from collections import defaultdict
from collections.abc import Collection, Mapping

from glossary.text.japanese import dictionary_entries
from glossary.text.kana import spelling, to_hiragana
from glossary.text.normalise import fold
from glossary.text.scripts import has_japanese
from glossary.text.vocabulary import Vocabulary


def spellings_of(normals: Collection[str], vocabulary: Vocabulary) -> Mapping[str, tuple[str, ...]]:
    """For each normal form its spellings, shortest first. One slow pass over the dictionary (about a second).

    Only uninflected words, and only spellings that are read like the normal form itself (rivers and rebirth share a normal
    form in some dictionaries, but not a reading; ユーザ and ユーザー do, up to the length of vowels).
    """
    wanted = set(normals)
    groups: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for entry in dictionary_entries():
        normal = entry.normalized_form()
        if normal in wanted and vocabulary.is_pos(entry.part_of_speech(), "nominal") and has_japanese(entry.surface()):
            groups[normal][spelling(to_hiragana(entry.reading_form()))].add(fold(entry.surface()))
    found: dict[str, tuple[str, ...]] = {}
    for normal, readings in groups.items():
        own = fold(normal)
        for surfaces in readings.values():
            if own in surfaces and len(surfaces) > 1:
                found[normal] = tuple(sorted(set(found.get(normal, ())) | surfaces, key=lambda surface: (len(surface), surface)))
    return found
