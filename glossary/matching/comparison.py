"""Compares compiled phrases with the tokens of one passage."""

import re
from collections.abc import Iterable, Iterator, Sequence, Set

from glossary.domain.span import Span
from glossary.matching.phrase_table import CompiledPhrase, Element, Kind
from glossary.matching.phrases import KeyOf
from glossary.matching.places import Places
from glossary.text.english import WORD
from glossary.text.languages import ENGLISH
from glossary.text.normalise import fold
from glossary.text.passage import Passage
from glossary.text.vocabulary import Vocabulary

_TOKEN = re.compile(rf"[0-9]+(?:[.,][0-9]+)+|{WORD.pattern}")
"""An English word; a figure with its points and commas is one: 3.5 billion."""


class Comparison:
    """Compares compiled phrases with one passage. Positions are code points of the passage's text."""

    def __init__(self, passage: Passage, places: Places, vocabulary: Vocabulary, key_of: KeyOf) -> None:
        self._passage = passage
        self.places = places
        self.present: Set[str] = places.standing()
        """The surfaces of phrases that stand in the passage."""
        self._vocabulary = vocabulary
        self._key_of = key_of
        self._english = passage.lang == ENGLISH
        self._tokens: dict[int, tuple[str, str, str]] = {}
        if self._english:
            found = [
                (passage.original(*match.span()), match[0].removesuffix("'").removesuffix("'s")) for match in _TOKEN.finditer(passage.form)
            ]
            self._spans = [span for span, _ in found]
            self._folded = [word for _, word in found]

    def match(self, phrase: CompiledPhrase, start: int, bounds: Span) -> Span | None:
        """Where the phrase stands when its anchor begins at ``start``; inside ``bounds``; with the ending it takes along."""
        number = self._number_at(start)
        if number is None:
            return None
        elements, anchor = phrase.elements, phrase.anchor
        if not self._fits(elements[anchor], number):
            return None
        first = self._walk(elements, anchor - 1, number - 1, -1, bounds)
        last = self._walk(elements, anchor + 1, number + 1, 1, bounds)
        if first is None or last is None:
            return None
        begin, end = self._span(first + 1).start, self._span(last - 1).end
        if begin < bounds.start or end > bounds.end:
            return None
        return Span(begin, self._with_ending(last, bounds) if elements[-1].takes_ending and not self._english else end)

    def find(self, phrase: CompiledPhrase, bounds: Span) -> Iterator[Span]:
        """Every place inside the bounds of a phrase that may stand in the passage."""
        starts = self._starts(phrase, bounds) if phrase.surfaces else (self._span(number).start for number in self._numbers(bounds))
        for start in starts:
            if bounds.start <= start < bounds.end:
                found = self.match(phrase, start, bounds)
                if found is not None:
                    yield found

    def _starts(self, phrase: CompiledPhrase, bounds: Span) -> Iterator[int]:
        """Where the surfaces of a phrase's anchor start: a frequent one is no cue, and looked for in the text itself."""
        original = self._passage.original
        if not phrase.is_faint:
            for surface in phrase.surfaces:
                yield from (original(at, at + 1).start for at in self.places.starts(surface))
            return
        form = self._passage.form
        first = bounds.start if self._passage.back is None else 0
        for surface in phrase.surfaces:
            at = form.find(surface, first)
            while at >= 0:
                start = original(at, at + 1).start
                if start >= bounds.end:
                    break
                yield start
                at = form.find(surface, at + 1)

    def _walk(self, elements: Sequence[Element], place: int, number: int, step: int, bounds: Span) -> int | None:
        """The number of the first token that is no longer part of the match, going left or right; None where it fails."""
        while 0 <= place < len(elements):
            element = elements[place]
            if element.kind is Kind.GAP:
                for skipped in range(element.size + 1):
                    if skipped and not self._inside(number + step * (skipped - 1), bounds):
                        return None
                    found = self._walk(elements, place + step, number + step * skipped, step, bounds)
                    if found is not None:
                        return found
                return None
            if not self._inside(number, bounds):
                return None
            if self._is_blank(number):
                number += step
                continue
            if not self._fits(element, number):
                return None
            place += step
            number += step
        return number

    def _numbers(self, bounds: Span) -> Iterable[int]:
        return range(len(self._spans)) if self._english else self._passage.morphemes.numbers(bounds)

    def _exists(self, number: int) -> bool:
        return 0 <= number < len(self._spans) if self._english else self._passage.morphemes.exists(number)

    def _span(self, number: int) -> Span:
        if self._english:
            return self._spans[number]
        return Span(self._passage.morphemes.start(number), self._passage.morphemes.end(number))

    def _inside(self, number: int, bounds: Span) -> bool:
        if not self._exists(number):
            return False
        span = self._span(number)
        return bounds.start <= span.start and span.end <= bounds.end

    def _is_blank(self, number: int) -> bool:
        return not self._english and self._passage.morphemes.surface(number).isspace()

    def _number_at(self, start: int) -> int | None:
        if not self._english:
            return self._passage.morphemes.starting_at(start)
        low, high = 0, len(self._spans)
        while low < high:
            middle = (low + high) // 2
            if self._spans[middle].start < start:
                low = middle + 1
            else:
                high = middle
        return low if low < len(self._spans) and self._spans[low].start == start else None

    def _fits(self, element: Element, number: int) -> bool:
        kind = element.kind
        if kind is Kind.CLASS:
            return self._is_class(element.text, number)
        if kind is Kind.LITERAL or element.exact_case:
            return self._fits_exactly(element, number)
        if self._english:
            return self._folded[number] == element.text or self._key_of(self._folded[number]) in element.keys
        folded, normal, base = self._tokens.get(number) or self._read(number)
        if kind is Kind.LIGHT_VERB:
            return base in self._vocabulary.light_verbs
        return folded == element.text or normal in element.keys or (element.inflects and base in element.keys)

    def _fits_exactly(self, element: Element, number: int) -> bool:
        span = self._span(number)
        raw = self._passage.text[span.start : span.end]
        if element.kind is Kind.LITERAL:
            return raw == element.text
        return fold(raw).removesuffix("'s") == element.text and raw[: len(element.text)].isupper()

    def _read(self, number: int) -> tuple[str, str, str]:
        """A Japanese token's folded surface, normal form and base, asked of the analyser once."""
        morphemes, passage = self._passage.morphemes, self._passage
        start, end = morphemes.start(number), morphemes.end(number)
        folded = passage.form[start:end] if passage.back is None else fold(passage.text[start:end])
        found = self._tokens[number] = (folded, morphemes.normal(number), morphemes.base(number))
        return found

    def _is_class(self, name: str, number: int) -> bool:
        span = self._span(number)
        raw = self._passage.text[span.start : span.end]
        if self._english:
            return name == "number" and (any(char.isdigit() for char in raw) or self._folded[number] in self._vocabulary.number_words)
        if name == "number" and any(char.isdigit() for char in raw):
            return True
        return self._vocabulary.is_pos(self._passage.morphemes.pos(number), name)

    def _is_aspect(self, number: int) -> bool:
        """Whether a token is a verb of aspect, and not the first half of another verb: 応じて見る, but not 応じて見直す."""
        morphemes, vocabulary = self._passage.morphemes, self._vocabulary
        if not morphemes.exists(number) or morphemes.base(number) not in vocabulary.aspect_verbs:
            return False
        return not morphemes.exists(number + 1) or not vocabulary.is_pos(morphemes.pos(number + 1), "verb")

    def _with_ending(self, number: int, bounds: Span) -> int:
        """Where a predicate ends: behind its auxiliaries, and behind て and a verb of aspect."""
        morphemes, vocabulary = self._passage.morphemes, self._vocabulary
        end = morphemes.start(number)
        while morphemes.exists(number) and morphemes.end(number) <= bounds.end:
            pos = morphemes.pos(number)
            if vocabulary.is_pos(pos, "auxiliary") or vocabulary.is_pos(pos, "conjunctive"):
                if vocabulary.is_pos(pos, "conjunctive") and not self._is_aspect(number + 1):
                    break
            elif not (
                vocabulary.is_pos(pos, "verb")
                and (morphemes.base(number) in vocabulary.aspect_verbs or morphemes.base(number) in vocabulary.light_verbs)
            ):
                break
            number += 1
            end = morphemes.start(number)
        return end
