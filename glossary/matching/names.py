"""Official names: finds expressions that are nearly one, and checks what an abbreviation is said to stand for."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from glossary.domain.concept import Concept, Term
from glossary.domain.span import Span
from glossary.domain.statuses import PartOfSpeech, TermType
from glossary.matching.similarity import edits_between
from glossary.text.kana import LONG, spelling
from glossary.text.languages import ENGLISH
from glossary.text.normalise import fold
from glossary.text.passage import Passage
from glossary.text.scripts import HIRAGANA, KANJI, KATAKANA, is_hiragana
from glossary.text.vocabulary import NameWords

MIN_WORDS = 3
"""Words of an English name that is looked for with one wrong word: shorter ones are too much like other expressions."""

MIN_CHARACTERS = 6
"""The same for Japanese, in characters."""

SURE_SHARE = 0.75
"""The share from which the other words need not be like those that they stand for."""

EXPANSION_SHARE = 0.5
"""The share of a full form's words that a wrong expansion of its abbreviation must have to be taken for one."""

REACH = 200
"""Characters before an abbreviation in brackets in which its full form stands."""

_WORD = re.compile(r"[A-Za-z0-9](?:[\w-]|['’](?!s\b)(?=\w))*")
_BRACKETED = re.compile(r"[（(]\s*([A-Z][A-Za-z0-9/&+-]{1,14})\s*[)）]")


@cache
def _japanese_run() -> re.Pattern[str]:
    """The Japanese run at the end of a text. Compiling the class of all kanji takes a while: not at import."""
    return re.compile(rf"[{HIRAGANA}{KATAKANA}{KANJI}A-Za-z0-9]+\Z")


@cache
def _japanese_nouns() -> re.Pattern[str]:
    """A run of kanji and katakana that may be a name."""
    return re.compile(rf"[{KATAKANA}{KANJI}]{{{MIN_CHARACTERS - 1},}}")


@dataclass(frozen=True, slots=True)
class NearName:
    """An expression that is nearly an official name: where it stands, the name, and the concept it belongs to."""

    span: Span
    name: str
    concept: str


@dataclass(frozen=True, slots=True)
class NameRow:
    """The names of one concept in one language that may be written wrongly, gathered when a termbase is compiled."""

    concept: str
    lang: str
    acronyms: tuple[str, ...]
    full: tuple[str, ...]
    is_proper: bool


def gather_names(concepts: Iterable[Concept]) -> list[NameRow]:
    """The names with an acronym, and those that are proper nouns."""
    rows = []
    for concept in concepts:
        for lang, section in concept.sections.items():
            acronyms = tuple(term.text for term in section.terms if term.type is TermType.ACRONYM and term.text.isascii())
            is_proper = any(term.part_of_speech is PartOfSpeech.PROPER_NOUN for term in section.terms)
            if acronyms or is_proper:
                full = tuple(term.text for term in section.terms if _is_full(term))
                rows.append(NameRow(concept.id, lang, acronyms, full, is_proper))
    return rows


def _is_full(term: Term) -> bool:
    return not (term.type and term.type.is_shortened) and not term.status.is_discouraged


def _goes_on_behind(words: Sequence[re.Match[str]], start: int, end: int) -> bool:
    """Whether another word in capitals follows on a name: it is the start of a longer one. In a text in capitals they say nothing."""
    if end >= len(words) or not words[end][0][0].isupper() or _are_capitals(words[start:end]):
        return False
    return words[end].string[words[end - 1].end() : words[end].start()].isspace()


def _is_another_acronym(words: Sequence[re.Match[str]], place: int) -> bool:
    """Whether one word of a name stands there as an acronym, and not because all are in capitals: Data Protection API."""
    written = words[place][0]
    return len(written) > 1 and written.isupper() and not _are_capitals(words)


def _are_capitals(words: Sequence[re.Match[str]]) -> bool:
    return all(word[0].isupper() for word in words)


def _are_alike(word: str, right: str) -> bool:
    """Whether a word may be a slip for another."""
    return word[:1] == right[:1] and edits_between(word, right) <= max(2, len(right) // 2)


def _begins(run: str, length: int) -> bool:
    """Whether an expression may begin so many characters before the end of a run: with it, or behind hiragana."""
    return len(run) <= length or is_hiragana(run[-length - 1])


def _spelt_alike(text: str) -> str:
    """A Japanese name without what its writers waver about: long vowels, small kana, middle dots."""
    return spelling(fold(text)).replace("・", "").replace(LONG, "")


class Names:
    """The official names of a termbase."""

    def __init__(self, rows: Iterable[NameRow], words: NameWords) -> None:
        self._small = words.small
        self._apart = words.apart
        self._endings = words.endings
        self._between = words.between
        self._before_names = words.small.union(name for owner in words.owners.values() for name in owner if " " not in name)
        """Words in capitals before a name that do not belong to it: The, UK, Japan's."""
        self._full_forms: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
        self._gaps: dict[tuple[str, ...], list[tuple[str, str, int]]] = defaultdict(list)
        self._known: set[tuple[str, ...]] = set()
        self._halves: dict[str, list[tuple[str, str]]] = defaultdict(list)
        """Japanese names by their first and by their second half: one wrong character leaves one of them whole."""
        self._half_lengths: dict[int, set[int]] = defaultdict(set)
        """The lengths of halves by the length of an expression that may be such a name with one wrong, missing or extra character."""
        for row in rows:
            for acronym in row.acronyms:
                self._full_forms[acronym] += [(form, row.concept, row.lang) for form in row.full]
            for name in row.full if row.is_proper else ():
                if row.lang == ENGLISH:
                    self._add_english(name, row.concept)
                elif len(name) >= MIN_CHARACTERS:
                    self._add_japanese(name, row.concept)

    def _add_english(self, name: str, concept: str) -> None:
        words = tuple(fold(word) for word in _WORD.findall(name))
        self._known.add(words)
        if len(words) >= MIN_WORDS:
            for place, word in enumerate(words):
                if word not in self._small:
                    self._gaps[(*words[:place], "*", *words[place + 1 :])].append((name, concept, place))

    def _add_japanese(self, name: str, concept: str) -> None:
        half = len(name) // 2
        for part in {name[:half], name[half:]}:
            self._halves[part].append((name, concept))
            for length in range(len(name) - 1, len(name) + 2):
                self._half_lengths[length].add(len(part))

    def expansions(self, passage: Passage) -> Iterator[NearName]:
        """Abbreviations in brackets behind an expression that is nearly, but not quite, what they stand for."""
        for match in _BRACKETED.finditer(passage.text):
            forms = [(form, concept) for form, concept, lang in self._full_forms.get(match[1], ()) if lang == passage.lang]
            if not forms:
                continue
            offset = max(0, match.start() - REACH)
            before = passage.text[offset : match.start()].rstrip()
            found = self._english_expansion(before, forms) if passage.lang == ENGLISH else self._japanese_expansion(before, forms)
            if found is not None:
                yield replace(found, span=found.span.moved(offset))

    def _english_expansion(self, before: str, forms: list[tuple[str, str]]) -> NearName | None:
        words = list(_WORD.finditer(before))
        best: tuple[float, NearName] | None = None
        for form, concept in forms:
            wanted = [fold(word) for word in _WORD.findall(form)]
            given = words[-len(wanted) :]
            folded = [fold(word[0]) for word in given]
            if folded == wanted or fold(before).endswith(fold(form)):
                return None
            if len(given) < len(wanted) or len(wanted) < 2 or given[-1].end() != len(before) or not given[0][0][0].isupper():
                continue
            wrong = [pair for pair in zip(folded, wanted, strict=True) if pair[0] != pair[1]]
            if self._are_several(folded, wanted):
                return None
            share = 1 - len(wrong) / len(wanted)
            # National Security Systems is no slip for National Security Secretariat: it has an abbreviation of its own.
            has_one_more = len(words) > len(wanted) and fold(words[-len(wanted) - 1][0]) == wanted[0]
            is_slip = share >= SURE_SHARE or has_one_more or all(_are_alike(*pair) for pair in wrong)
            is_longer = folded[0] == wanted[0] and self._goes_on_before(words, len(words) - len(wanted))
            if share >= EXPANSION_SHARE and is_slip and not is_longer and (best is None or share > best[0]):
                best = share, NearName(Span(self._name_start(before, words, len(words) - len(wanted)), given[-1].end()), form, concept)
        return best[1] if best else None

    def _are_several(self, words: Sequence[str], wanted: Sequence[str]) -> bool:
        """Whether only the noun stands in the plural: Large Language Models (LLM), Points of Contact (POC)."""
        heads = [place for place in range(len(wanted)) if place + 1 == len(wanted) or wanted[place + 1] in self._small]
        return any([*wanted[:place], f"{wanted[place]}s", *wanted[place + 1 :]] == words for place in heads)

    def _goes_on_before(self, words: Sequence[re.Match[str]], first: int) -> bool:
        """Whether the word before a name belongs to it, as in the Russian Ministry of Defense; words for the owner do not."""
        if not first or not words[first - 1][0][0].isupper():
            return False
        between = words[first].string[words[first - 1].end() : words[first].start()]
        return between.isspace() and fold(words[first - 1][0]) not in self._before_names

    def _name_start(self, before: str, words: Sequence[re.Match[str]], first: int) -> int:
        """Where the name begins of which these are the last words: a word too many, in capitals as the others, is part of it."""
        while first and words[first - 1][0][0].isupper() and fold(words[first - 1][0]) not in self._small:
            if before[words[first - 1].end() : words[first].start()].strip():
                break
            first -= 1
        return words[first].start()

    def _japanese_expansion(self, before: str, forms: list[tuple[str, str]]) -> NearName | None:
        run = _japanese_run().search(before)
        if run is None:
            return None
        written = _spelt_alike(run[0])
        if any(_spelt_alike(form) in written for form, _ in forms):
            return None  # in another spelling (セキュリティー), or with something behind it (国家サイバー統括室長)
        best: tuple[tuple[bool, int, bool, int], NearName] | None = None
        for form, concept in forms:
            most = max(1, len(form) // 6)
            if len(form) < MIN_CHARACTERS or len(run[0]) < len(form) - most:
                continue
            # The name ends at the bracket. Where it begins depends on whether characters are missing in it or too many, and is
            # rather where an expression begins: 英国サイバー… (NCSC) is no slip of 国家サイバー… behind 英.
            for length in range(len(form) - most, min(len(form) + most, len(run[0])) + 1):
                given = run[0][-length:]
                edits = edits_between(given, form)
                rank = not _begins(run[0], length), edits, given[0] != form[0], abs(length - len(form))
                if edits <= most and (best is None or rank < best[0]):
                    best = rank, NearName(Span(run.end() - length, run.end()), form, concept)
        return best[1] if best else None

    def near(self, passage: Passage) -> Iterator[NearName]:
        """Names with one wrong word (English) or one wrong character (Japanese)."""
        if passage.lang == ENGLISH:
            yield from self._near_english(passage.text)
        else:
            yield from self._near_japanese(passage.text)

    def _near_english(self, text: str) -> Iterator[NearName]:
        words = [(match, fold(match[0])) for match in _WORD.finditer(text)]
        longest = max(map(len, self._gaps), default=0)
        for start, (first, _) in enumerate(words):
            if not first[0][0].isupper():
                continue
            for length in range(MIN_WORDS, min(longest, len(words) - start) + 1):
                run = words[start : start + length]
                if any(not word[0][0].isupper() and folded not in self._small for word, folded in run):
                    break
                found = self._one_wrong(tuple(folded for _, folded in run))
                if found is not None:
                    name, concept, place = found
                    matches = [match for match, _ in words]
                    # United Nations Security Council has no slip in its second word.
                    is_longer = (not place and self._goes_on_before(matches, start)) or _goes_on_behind(matches, start, start + length)
                    if not is_longer and not _is_another_acronym(matches[start : start + length], place):
                        yield NearName(Span(first.start(), run[-1][0].end()), name, concept)

    def _one_wrong(self, words: tuple[str, ...]) -> tuple[str, str, int] | None:
        """The name that the words are but for one, its concept, and the place of that word."""
        if words in self._known:
            return None
        for place, word in enumerate(words):
            if word in self._small:
                continue
            for name, concept, gap in self._gaps.get((*words[:place], "*", *words[place + 1 :]), ()):
                right = fold(_WORD.findall(name)[gap])
                if word in self._apart.get(right, ()):
                    continue
                if gap == place and _are_alike(word, right):
                    return name, concept, place
        return None

    def _near_japanese(self, text: str) -> Iterator[NearName]:
        for run in _japanese_nouns().finditer(text):
            written = run[0]
            near = {
                found
                for length in self._half_lengths.get(len(written), ())
                for part in (written[:length], written[-length:])
                for found in self._halves.get(part, ())
                if abs(len(found[0]) - len(written)) <= 1
            }
            if not near or any(name == written for name, _ in near):
                continue
            for name, concept in sorted(near):
                # What goes on behind the name (及び, 等, 第四条) or stops short of it is no slip inside it.
                is_near = name not in written and written not in name and edits_between(written, name) == 1
                if is_near and not self._is_another(written, name):
                    yield NearName(Span(*run.span()), name, concept)

    def _is_another(self, written: str, name: str) -> bool:
        """Whether an expression of one edit is a name of another kind, or speaks of several names of this kind."""
        ending = max(filter(written.endswith, self._endings), key=len, default="")
        if not name.endswith(ending):
            return True
        return any(written[:place] + written[place + 1 :] == name for place, char in enumerate(written) if char in self._between)


def owner_named(sentence: str, owners: Mapping[str, tuple[str, ...]]) -> set[str]:
    """The jurisdictions that a sentence names."""
    folded = fold(sentence).replace(".", "")  # U.K.
    words = set(_WORD.findall(folded))
    return {
        owner
        for owner, names in owners.items()
        if any(name in words or (not name.isascii() and name in folded) or (" " in name and name in folded) for name in names)
    }
